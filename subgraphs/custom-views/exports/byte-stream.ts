import { Readable } from 'node:stream';

/** Small texts travel together. */
const PIECE_CHARACTERS = 32 * 1024;

/** The texts as bytes, made no faster than they are read: no more than one piece waits. */
export function bytesOf(texts: Iterable<string> | AsyncIterable<string>): Readable {
  return Readable.from(inPieces(texts), { objectMode: false, highWaterMark: PIECE_CHARACTERS });
}

async function* inPieces(texts: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Buffer> {
  let piece = '';
  for await (const text of texts) {
    piece += text;
    if (piece.length < PIECE_CHARACTERS) continue;
    yield Buffer.from(piece);
    piece = '';
    // Whoever reads quickly must not keep everybody else waiting.
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (piece !== '') yield Buffer.from(piece);
}
