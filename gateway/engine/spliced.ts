import { randomUUID } from 'node:crypto';

/** Stands in JSON where a piece of text goes that is JSON already. Nobody can know it, so nothing else in an answer is taken for it. */
const MARK = `spliced:${randomUUID()}`;
const WRITTEN_MARK = JSON.stringify(MARK);

/** The pieces of the answer that is being written, in their order; null while none is. */
let pieces: string[] | null = null;

/** Part of an answer that a subgraph of this process wrote as JSON, and that goes to the client as it is. */
export class Spliced {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): unknown {
    if (!pieces) return JSON.parse(this.text);
    pieces.push(this.text);
    return MARK;
  }
}

/** The JSON of a value that may hold pieces of JSON, as bytes with a line's end. */
export function writeJson(value: unknown): Buffer {
  const found: string[] = [];
  pieces = found;
  let text: string;
  try {
    text = `${JSON.stringify(value)}\n`;
  } finally {
    pieces = null;
  }
  if (found.length === 0) return Buffer.from(text);
  return bytesOf(text.split(WRITTEN_MARK), found);
}

/** Texts and those between them. Written piece by piece: a text that is put together of thousands takes twice as long to become bytes. */
function bytesOf(texts: readonly string[], between: readonly string[]): Buffer {
  let length = 0;
  for (const text of texts) length += Buffer.byteLength(text);
  for (const text of between) length += Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafe(length);
  let end = 0;
  for (let place = 0; place < texts.length; place++) {
    end += bytes.write(texts[place]!, end);
    if (place < between.length) end += bytes.write(between[place]!, end);
  }
  return bytes;
}
