/** How far the answer of an operation is on its way to the client. */
export interface Delivery {
  /** All of it was given to the connection, which keeps so many bytes until the client takes them. */
  readonly handedOver: Promise<number>;
  /** The client has it, or has left. */
  readonly ended: Promise<void>;
  /** Leaves the client without the rest. */
  readonly cut: () => void;
}
