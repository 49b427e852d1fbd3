import { versionsOverHttp } from './over-http.ts';
import type { VersionSource } from './version-source.ts';

/** Where a gateway follows the versions of all subgraphs' data: those in its own process, and those that it reaches over HTTP. */
export class FollowedVersions {
  readonly #own: ReadonlyMap<string, VersionSource>;
  readonly #remote = new Map<string, { readonly url: string; readonly source: VersionSource }>();

  constructor(own: ReadonlyMap<string, VersionSource>) {
    this.#own = own;
  }

  /** The versions of the subgraph with this name, if it is reached. */
  readonly of = (name: string): VersionSource | undefined => this.#own.get(name) ?? this.#remote.get(name)?.source;

  /** The versions of the subgraph that is reached under this name at this address from now on. */
  readonly at = (name: string, url: string): VersionSource => {
    const own = this.#own.get(name);
    if (own) return own;
    const known = this.#remote.get(name);
    if (known?.url === url) return known.source;
    void known?.source.stop();
    const source = versionsOverHttp(url);
    this.#remote.set(name, { url, source });
    return source;
  };

  /** Follows no more; those of this process stop with their subgraphs. */
  async stop(): Promise<void> {
    await Promise.all([...this.#remote.values()].map(({ source }) => source.stop()));
  }
}
