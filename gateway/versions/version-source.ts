/** Which version of its data one subgraph holds now, as far as answers from a cache may rely on it. */
export interface VersionSource {
  /**
   * The version, or null without a valid lease: then nothing may be answered from a cache. Read when a client's request arrives, never
   * kept for a later one.
   */
  current(): string | null;
  /** Is told of each version that becomes current, to drop entries of others; answers how to tell it no more. */
  onChange(listener: (version: string) => void): () => void;
  /** An answer of the subgraph told this version; a subgraph whose answers tell none is not asked for it. */
  noticed(version: string): void;
  stop(): Promise<void>;
}
