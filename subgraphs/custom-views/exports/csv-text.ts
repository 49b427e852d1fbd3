/**
 * What a spreadsheet could run as a formula: a text that begins with one of these. The wide forms are read like the narrow ones. Within a
 * text they are as dangerous after a separator, since a program whose separator is `;` or the tab divides a line of ours there.
 */
const AT_THE_START = /^(?=[=+\-@\t\r\n＝＋－＠])/;
const WITHIN = /([;\t\r\n])(?=[=+\-@＝＋－＠])/g;

/** The text with `'` before whatever could become a formula. Only for texts: a negative number is a number. */
export function guarded(text: string): string {
  return text.replace(AT_THE_START, "'").replace(WITHIN, "$1'");
}
