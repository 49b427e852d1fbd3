import { badInput } from '../../kit/errors.ts';

export const LONGEST_TITLE = 200;
export const LONGEST_NOTES = 10_000;

/** Controls, and what turns the direction of the text after it: neither shows, and both can make a text read otherwise. */
const UNSEEN = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;

/** The title of a view: one line of plain text, composed (NFC), without spaces around. */
export function readTitle(text: string): string {
  return read('title', text, LONGEST_TITLE, UNSEEN, 'one line of plain text');
}

/** The notes of a view: plain text, whose lines end with a line feed. */
export function readNotes(text: string): string {
  const unseen = new RegExp(`(?![\\n\\t])${UNSEEN.source}`, 'u');
  return read('notes', text.replaceAll('\r\n', '\n'), LONGEST_NOTES, unseen, 'plain text');
}

function read(name: string, text: string, longest: number, unseen: RegExp, expected: string): string {
  const composed = text.normalize('NFC').trim();
  const length = Array.from(composed).length;
  const least = name === 'title' ? 1 : 0;
  if (length < least || length > longest)
    throw badInput(`${name} must be ${expected} of ${least} to ${longest} characters, but has ${length}.`);
  const found = unseen.exec(composed)?.[0];
  if (found !== undefined || !composed.isWellFormed()) {
    const code = found === undefined ? 'half of a character' : `U+${hexOf(found)}`;
    throw badInput(`${name} must be ${expected} without control characters, but has ${code}.`);
  }
  return composed;
}

function hexOf(character: string): string {
  return character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
}
