import type { Delivery } from './admission/delivery.ts';
import type { Provenance } from './cache/provenance.ts';
import type { Client } from './usage/client.ts';
import type { Asked } from './usage/usage.ts';

/** What one client request carries through the gateway. */
export interface GatewayContext {
  /** What the answer was built from. */
  readonly provenance: Provenance;
  /** Who asks; empty for anybody. Nothing that was fetched for one caller reaches another. */
  readonly caller: string;
  /** The program that asks. */
  readonly client: Client;
  /** Aborted when the client has left, or the time for the operation is over. */
  readonly signal: AbortSignal;
  /** How far the answer is on its way. */
  readonly delivery: Delivery;
  /** What is found out on the way, for the log. An object of its own: Apollo Server hands on a copy of the context. */
  readonly measured: { cost?: number; asked?: Asked };
}

/** Why a request's signal is aborted when nobody waits for its answer any more. */
export class ClientLeft extends Error {
  override readonly name = 'ClientLeft';

  constructor() {
    super('The client has left.');
  }
}
