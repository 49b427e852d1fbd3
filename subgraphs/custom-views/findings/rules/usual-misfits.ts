import type { Found } from '../finding.ts';
import { medianOf, spreadOf } from '../spread.ts';

/** From so many misfits on, a relation that only raises questions is known to miss by vintage or definition everywhere. */
const ENOUGH = 20;
/** Spreads above the usual misfit, beyond which one stands out. */
const OUTSTANDING = 8;

/** Keeps as questions those misfits that stand out among all of the relation; the usual ones are noted. */
export function toldApart(found: readonly Found[]): readonly Found[] {
  const sizes = found.filter(({ severity }) => severity === 'QUESTION').map(({ size }) => size!);
  if (sizes.length < ENOUGH) return found;
  const usual = medianOf(sizes) + OUTSTANDING * spreadOf(sizes);
  return found.map((one) =>
    one.severity === 'QUESTION' && one.size! <= usual && one.rule !== 'MULTIPLIER_SLIP'
      ? {
          ...one,
          severity: 'NOTE',
          text: {
            vi: `${one.text.vi} Đây là mức lệch thường gặp: ${sizes.length} ô của quan hệ này không khớp.`,
            en: `${one.text.en} That is usual: ${sizes.length} cells of this relation do not fit.`,
          },
        }
      : one,
  );
}
