/** What one client request carries through the gateway. */
export interface GatewayContext {
  /** Version of each subgraph's data that the answer was built from, by subgraph; the first read where there were several. */
  readonly dataVersions: Record<string, string>;
  /** Who asks; empty for anybody. Nothing that was fetched for one caller reaches another. */
  readonly caller: string;
  /** Aborted when the client has left, or the time for the operation is over. */
  readonly signal: AbortSignal;
}
