/**
 * Versions are texts, `42-1f3a9c0d`: the number of writing statements, and the installation. Of two versions of one installation the
 * lower number is the older; versions of different installations have no order.
 */
export function isOlderVersion(version: string, than: string): boolean {
  const [one, other] = [VERSION.exec(version), VERSION.exec(than)];
  return one !== null && other !== null && one[2] === other[2] && Number(one[1]) < Number(other[1]);
}

const VERSION = /^(\d{1,15})-([\w-]{1,64})$/;
