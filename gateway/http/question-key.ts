/** What the answer to a question depends on beside the data: the supergraph, who asks, and the text or address of the question. */
export function questionKey(graph: number, caller: string, method: string, asked: string): string {
  return `${graph} ${caller} ${method} ${asked}`;
}
