/** What the answer to a question depends on beside the data: what is served (see `Gateway.edition`), who asks, and the text or address of the question. */
export function questionKey(edition: number, caller: string, method: string, asked: string): string {
  return `${edition} ${caller} ${method} ${asked}`;
}
