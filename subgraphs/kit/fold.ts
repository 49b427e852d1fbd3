/** Lower case in composed form, punctuation as spaces, so that a name typed in decomposed form is the same name. */
export function searchForm(text: string): string {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return words.replace(ABBREVIATED_KIND, (kind) => KINDS[kind]!);
}

/**
 * The same without accents and spaces: `Hải Hà`, `hai ha` and `haiha` fold alike, `Đ` to `d`, and `y` to `i`, which names are spelt with
 * either way.
 */
export function folded(text: string): string {
  return searchForm(text)
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('y', 'i')
    .replaceAll(' ', '');
}

const KINDS: Readonly<Record<string, string>> = { tp: 'thành phố', tx: 'thị xã', tt: 'thị trấn' };
const ABBREVIATED_KIND = /^(tp|tx|tt)(?= )/;
