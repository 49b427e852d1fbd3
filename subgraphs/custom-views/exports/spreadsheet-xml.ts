/** Longest text of a cell in a workbook. */
const LONGEST_TEXT = 32_767;

/** Begins a workbook: nothing else may stand before it. */
export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Control characters and halves of characters have no place in XML; `_x000D_` stands for them, and `_x005F_` for an underline before such a text. */
const UNSPEAKABLE = /(?![\t\n])\p{Cc}|[\uFFFE\uFFFF]|\p{Surrogate}|_(?=x[0-9A-Fa-f]{4}_)/gu;

/** A text within XML, as a workbook writes it. */
export function escaped(text: string): string {
  return cut(text)
    .replace(UNSPEAKABLE, (found) => `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function cut(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 4)} ...`;
}
