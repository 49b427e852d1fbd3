/** What one client request carries through the gateway. */
export interface GatewayContext {
  /** Version of each subgraph's data that the answer was built from, by subgraph; the first read where there were several. */
  readonly dataVersions: Record<string, string>;
}
