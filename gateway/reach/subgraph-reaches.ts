import { subgraphUrl } from '../configuration.ts';
import type { VersionSource } from '../versions/version-source.ts';
import { LONGEST_QUEUE, overHttp } from './over-http.ts';
import { resilient } from './resilience.ts';
import type { Reach } from './subgraph-answer.ts';

export interface SubgraphReachesOptions {
  /** Subgraphs that run in this process; the others are reached over HTTP. */
  readonly inProcess: ReadonlyMap<string, Reach>;
  /** Longest wait for one answer, in milliseconds. */
  readonly timeoutMs: number;
  /** Most requests to one subgraph at a time. */
  readonly concurrency: number;
  /** `<AGENCY>_URL` goes before the routing URL of the supergraph. */
  readonly environment: NodeJS.ProcessEnv;
  /** Follows the versions of the data of a subgraph that is reached at this address. */
  readonly versionsAt?: (name: string, url: string) => VersionSource;
}

/** How a gateway reaches the subgraph with a name and routing URL: time and number of requests at a time are bounded for each. */
export function subgraphReaches(options: SubgraphReachesOptions): (name: string, url: string) => Reach {
  const { inProcess, timeoutMs, concurrency, environment, versionsAt } = options;
  return (name, url) => {
    const own = inProcess.get(name);
    if (own) return resilient(name, own, { timeoutMs, concurrency, queue: LONGEST_QUEUE, transport: false });
    const address = subgraphUrl(name, environment) ?? url;
    const versions = versionsAt?.(name, address);
    return overHttp(name, address, timeoutMs, {
      concurrency,
      ...(versions ? { versions: { current: () => versions.sharedUnder() } } : {}),
    });
  };
}
