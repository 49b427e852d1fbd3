import { randomBytes } from 'node:crypto';
import { joinedBytes } from './joined-bytes.ts';

/** Stands in JSON where a piece of text goes that is JSON already. Nobody can know it, so nothing else in an answer is taken for it. */
const MARK = randomBytes(12).toString('base64url');
const WRITTEN_MARK = JSON.stringify(MARK);

/** The pieces of the answer that is being written, in their order; null while none is. */
let pieces: string[] | null = null;

/** Part of an answer that a subgraph wrote as JSON, and that goes to the client as it is. */
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
  return joinedBytes(text.split(WRITTEN_MARK).flatMap((before, place) => [before, found[place] ?? '']));
}
