/** An answer as bytes, to be sent any number of times. */
export interface CachedAnswer {
  readonly bytes: Buffer;
}
