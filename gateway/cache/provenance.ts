import type { SubgraphAnswer } from '../reach/subgraph-answer.ts';

/** What one answer to a client was built from, and so for how long it holds. */
export class Provenance {
  /** Version of each subgraph's data, by subgraph; the first read where there were several. */
  readonly dataVersions: Record<string, string> = {};
  /** Whether every part says for how long it holds, and all parts of one subgraph are of one version. */
  isKeepable = true;
  /** When the first part without a version ceases to hold, in milliseconds of `Date.now()`. */
  expiresAt = Infinity;

  /** Notes an answer of a subgraph. */
  note(subgraph: string, { extensions, maxAge }: SubgraphAnswer): void {
    const { dataVersion, dataVersions } = extensions ?? {};
    if (dataVersion !== undefined) this.noteVersion(subgraph, dataVersion);
    else if (maxAge !== undefined) this.noteExpiry(Date.now() + maxAge * 1_000);
    else this.isKeepable = false;
    if (dataVersions) for (const other of Object.keys(dataVersions)) this.noteVersion(other, dataVersions[other]!);
  }

  noteVersion(subgraph: string, version: string): void {
    const known = this.dataVersions[subgraph];
    if (known === undefined) this.dataVersions[subgraph] = version;
    else if (known !== version) this.isKeepable = false;
  }

  noteExpiry(expiresAt: number): void {
    if (expiresAt < this.expiresAt) this.expiresAt = expiresAt;
  }
}
