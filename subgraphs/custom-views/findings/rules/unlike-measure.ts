import type { Figure } from '../../figures/figure.ts';
import type { Cells } from '../cells.ts';
import type { Found } from '../finding.ts';
import { remarkOn } from './remark.ts';
import type { Checking } from './rule.ts';

/** Figures of which one can be unlike. */
const ENOUGH = 3;
/** Where more than one in so many are filed the other way, neither is the exception. */
const EXCEPTION = 4;

/** Figures filed in another unit of measure, or with another multiplier, than most of their slice. */
export function* unlikeMeasures(cells: Cells, checking: Checking): Iterable<Found> {
  const bySlice = Map.groupBy(cells.all(), ({ slice }) => slice);
  for (const series of bySlice.values()) {
    const figures = series.flatMap((one) => one.figures);
    const byMeasure = Map.groupBy(figures, ({ unitMeasure, unitMultiplier }) => `${unitMeasure} ${unitMultiplier}`);
    const [usual, ...others] = [...byMeasure.values()].toSorted((a, b) => b.length - a.length);
    if (!usual || usual.length < ENOUGH) continue;
    for (const figure of others.filter((some) => some.length * EXCEPTION <= usual.length).flat())
      yield remarkOn(figure, { rule: 'UNLIKE_MEASURE', ...unlike(figure, usual[0]!) }, checking);
  }
}

function unlike(figure: Figure, usual: Figure) {
  const [is, most] = [figure, usual].map(({ unitMeasure, unitMultiplier }) => `${unitMeasure} × 10^${unitMultiplier}`);
  return {
    severity: figure.unitMeasure === usual.unitMeasure ? ('NOTE' as const) : ('QUESTION' as const),
    text: {
      vi: `Số liệu theo ${is}, trong khi phần lớn số liệu cùng chỉ tiêu và phân tổ theo ${most}.`,
      en: `Filed in ${is}, while most figures of this indicator and slice are in ${most}.`,
    },
  };
}
