/** Which version of its data one subgraph holds now, as far as answers from a cache may rely on it. */
export interface VersionSource {
  /** The version, or null without a valid lease: then nothing may be answered from a cache. */
  current(): string | null;
  stop(): Promise<void>;
}
