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

/** The JSON of a value that may hold pieces of JSON. */
export function writeJson(value: unknown): string {
  const found: string[] = [];
  pieces = found;
  let text: string;
  try {
    text = JSON.stringify(value);
  } finally {
    pieces = null;
  }
  if (found.length === 0) return text;
  const between = text.split(WRITTEN_MARK);
  let written = between[0]!;
  for (let place = 0; place < found.length; place++) written += found[place]! + between[place + 1]!;
  return written;
}
