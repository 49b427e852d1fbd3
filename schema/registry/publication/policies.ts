/** How gateways ask one subgraph, where it is to be otherwise than they ask all. */
export interface Policies {
  /** Longest wait for an answer, in milliseconds. */
  readonly timeoutMs?: number;
  /** Most requests at a time. */
  readonly concurrency?: number;
}
