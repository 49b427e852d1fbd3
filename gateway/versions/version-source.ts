/** Which version of its data one subgraph holds now, as far as answers from a cache may rely on it. */
export interface VersionSource {
  /**
   * The version, or null without a valid lease: then nothing may be answered from a cache. Read when a client's request arrives, never
   * kept for a later one.
   */
  current(): string | null;
  /** Is told of each version that becomes current, to drop entries of others; answers how to tell it no more. */
  onChange(listener: (version: string) => void): () => void;
  /**
   * Under which version equal requests under way may be shared: the current one; '' where the subgraph is known to have none; null, so
   * that nobody joins a request which may have read less than was acknowledged since, while it is not known.
   */
  sharedUnder(): string | null;
  /** The subgraph answered, and told this version of its data, if any: before that nothing is asked of it. */
  noticed(version: string | undefined): void;
  stop(): Promise<void>;
}
