import type { Relation } from '../../../kit/relations.ts';
import type { Figure } from '../../figures/figure.ts';
import { intersection, quotient, scaled, type Interval } from '../../figures/interval.ts';
import type { ComparedFigure, Found } from '../finding.ts';
import { wholeNumbers } from '../printed.ts';
import { compared, type Reading } from './comparison.ts';
import { implication } from './implication.ts';
import { addedUp, type OperandCells } from './operands.ts';
import type { Checking } from './rule.ts';

type RatioOf = Extract<Relation, { kind: 'ratioOf' }>;

/**
 * A ratio against its numerator and denominator. Where the denominator is not filed, or only a bound of it, the other two imply in which
 * bounds it lies.
 */
export function* ratios(
  relation: RatioOf,
  ratio: Figure,
  numerator: OperandCells,
  denominator: OperandCells,
  checking: Checking,
): Iterable<Found> {
  const [above, below] = [numerator.at(ratio.timePeriod), denominator.at(ratio.timePeriod)];
  if (above.length === 0) return;
  const filed: readonly [ComparedFigure, ...ComparedFigure[]] = [
    { role: 'ratio', figure: ratio },
    ...above.map((figure) => ({ role: 'numerator', figure })),
    ...below.map((figure) => ({ role: 'denominator', figure })),
  ];
  const implies = (read: Reading): Interval | null => {
    const [share, part] = [read(ratio), addedUp(above, read)];
    if (!share || !part || part.low <= 0) return null;
    const implied = quotient(scaled(part, relation.factor), capped(share, ratio, relation));
    return implied && checking.counted.has(denominator.unitMeasure) ? wholeNumbers(implied) : implied;
  };
  const isBound = below.some(({ value }) => value === null);
  if (below.length === 0 || isBound)
    yield* implication(
      {
        rule: 'RATIO_OF_PARTS',
        relation,
        figures: filed,
        compute: implies,
        filed: (read) => addedUp(below, read),
        cell: { indicator: denominator.indicator, slice: denominator.slices[0]!, timePeriod: ratio.timePeriod },
        unitMeasure: denominator.unitMeasure,
      },
      checking,
    );
  else {
    const found = compared(
      {
        rule: 'RATIO_OF_PARTS',
        relation: relation.text,
        strictness: relation.strictness,
        figures: filed,
        unitMeasure: ratio.unitMeasure,
        meaning: { vi: 'tỷ lệ bằng tử số chia mẫu số', en: 'the ratio is the numerator over the denominator' },
        isEquality: true,
        compute: (read) => {
          const [share, part, whole] = [read(ratio), addedUp(above, read), addedUp(below, read)];
          const expected = part && whole && quotient(scaled(part, relation.factor), whole);
          return share && expected && { expected: expected, found: share };
        },
      },
      checking,
    );
    if (found) yield found;
  }
}

/** A share that is printed as at most 100 percent was at most that before it was rounded. */
function capped(share: Interval, ratio: Figure, relation: RatioOf): Interval {
  const isShare = ratio.unitMeasure === 'PT' && relation.factor === 100 && (ratio.value ?? Infinity) <= 100;
  return (isShare && intersection(share, { low: 0, high: 100, lowOpen: false, highOpen: false })) || share;
}
