/** Lower case in composed form, so that a name typed in decomposed form is the same name. */
export function searchForm(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** The same without accents: `Hải Hà` and `hai ha` fold alike, `Đ` to `d`. */
export function folded(text: string): string {
  return searchForm(text)
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('đ', 'd');
}
