/** A sheet or its definition is not what it must be; the message tells where, what was found and what to do. */
export class SheetError extends Error {
  override readonly name = 'SheetError';
}
