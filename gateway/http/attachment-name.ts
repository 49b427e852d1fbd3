/** Longest name of a file without its ending: what file systems take, less what the encoding adds. */
const LONGEST_NAME = 80;
/** What a file's name cannot hold somewhere, and what would hide or turn its ending. */
const UNSAFE = /[\p{C}\p{Zl}\p{Zp}/\\:*?"<>|%]+/gu;
/** Names that are devices. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * `Content-Disposition` of a file that is saved under a title of anybody's. Old clients read the name without accents, the others the one in
 * UTF-8 (RFC 6266).
 */
export function attachment(title: string, ending: string): string {
  const name = safeName(title);
  const plain = safeName(
    name
      .normalize('NFD')
      .replaceAll(/\p{Mn}/gu, '')
      .replaceAll('đ', 'd')
      .replaceAll('Đ', 'D')
      .replaceAll(/[^ -~]/g, '-'),
  );
  const encoded = encodeURIComponent(`${name}.${ending}`).replaceAll(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}.${ending}"; filename*=UTF-8''${encoded}`;
}

function safeName(title: string): string {
  const name = Array.from(title.normalize('NFC').replaceAll(UNSAFE, '-'))
    .slice(0, LONGEST_NAME)
    .join('')
    .replaceAll(/^[\s.-]+|[\s.]+$/g, '');
  return name === '' || DEVICE.test(name) ? 'lien-thong' : name;
}
