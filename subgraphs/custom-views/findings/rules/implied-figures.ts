import { intersection, type Interval } from '../../figures/interval.ts';
import type { Found } from '../finding.ts';
import { misfit } from '../printed.ts';
import { both, joined } from '../words.ts';
import type { Checking } from './rule.ts';

/** Several relations that imply the same figure: what they imply must have something in common. */
export function* impliedFigures(implied: readonly Found[], { words, boundaries }: Checking): Iterable<Found> {
  const byCell = Map.groupBy(implied, ({ figures: [{ figure }], implies }) =>
    [boundaries.unit(figure.refArea!)!.territoryCode, implies!.indicator, implies!.slice, implies!.timePeriod].join(
      '|',
    ),
  );
  for (const [first, ...others] of byCell.values()) for (const other of others) yield compareImplied(first!, other);

  function compareImplied(one: Found, other: Found): Found {
    const [expected, found] = [one.expected!, other.expected!];
    const size = misfit(expected, found);
    const { indicator, slice, timePeriod } = one.implies!;
    const cell = words.cell(indicator, slice, timePeriod);
    const [first, second, common] = [expected, found, intersection(expected, found)].map(
      (interval: Interval | null) => interval && words.interval(interval, one.unitMeasure),
    );
    return {
      rule: 'IMPLIED_FIGURES',
      severity: size === 0 ? 'AGREEMENT' : 'QUESTION',
      timePeriod: one.timePeriod,
      relation: `${one.relation} & ${other.relation}`,
      figures: [...one.figures, ...other.figures],
      expected,
      found,
      unitMeasure: one.unitMeasure,
      implies: one.implies,
      size: size === 0 ? null : size,
      text: joined(
        [
          joined(
            [...one.figures, ...other.figures].map(({ figure }) => words.figure(figure)),
            '; ',
          ),
          both((language) =>
            language === 'vi'
              ? `Suy ra ${cell.vi} theo hai cách: ${first!.vi} và ${second!.vi}; ${common ? `cả hai cho ${common.vi}` : 'hai cách không khớp'}.`
              : `They imply ${cell.en} in two ways: ${first!.en} and ${second!.en}; ${common ? `together ${common.en}` : 'the two do not fit'}.`,
          ),
        ],
        '. ',
      ),
    };
  }
}
