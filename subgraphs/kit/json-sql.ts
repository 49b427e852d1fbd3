/** Piece of an SQL expression that builds JSON: text that stands in it as it is, or an expression that is never null. */
export type Piece = { readonly text: string } | { readonly sql: string };

/** The JSON of an object: each field's key, then the pieces of its value. */
export function objectPieces<Field extends { readonly key: string }>(
  fields: readonly Field[],
  piecesOf: (field: Field) => readonly Piece[],
): Piece[] {
  const pieces = fields.flatMap((field, place): Piece[] => [
    { text: `${place === 0 ? '{' : ','}${JSON.stringify(field.key)}:` },
    ...piecesOf(field),
  ]);
  return fields.length === 0 ? [{ text: '{}' }] : [...pieces, { text: '}' }];
}

/** One SQL expression of type text. */
export function concatenated(pieces: readonly Piece[]): string {
  const merged: Piece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (last && 'text' in last && 'text' in piece) merged[merged.length - 1] = { text: last.text + piece.text };
    else merged.push(piece);
  }
  return merged.map((piece) => ('text' in piece ? quoted(piece.text) : piece.sql)).join(' || ');
}

/** A text as a literal of SQL. */
export function quoted(text: string): string {
  return text.includes('\\')
    ? `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
    : `'${text.replaceAll("'", "''")}'`;
}
