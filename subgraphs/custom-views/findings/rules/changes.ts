import { addDays, addMonths } from '../../../kit/calendar.ts';
import type { Relation } from '../../../kit/relations.ts';
import { parseTimePeriod } from '../../../kit/time-period.ts';
import type { Figure } from '../../figures/figure.ts';
import { difference, sum } from '../../figures/interval.ts';
import type { ComparedFigure, Found } from '../finding.ts';
import { compared } from './comparison.ts';
import { implication } from './implication.ts';
import { addedUp, type OperandCells } from './operands.ts';
import type { Checking } from './rule.ts';
import { periodOf } from '../period-of.ts';

/** A change against the levels at the ends of its period and of the one before; with one of them it implies the other. */
export function* changes(
  relation: Extract<Relation, { kind: 'changeOf' }>,
  change: Figure,
  level: OperandCells,
  checking: Checking,
): Iterable<Found> {
  const { timePeriod } = change;
  const [now, before] = [level.at(timePeriod), level.before(timePeriod)];
  const figures: readonly [ComparedFigure, ...ComparedFigure[]] = [
    { role: 'change', figure: change },
    ...now.map((figure) => ({ role: 'level', figure })),
    ...before.map((figure) => ({ role: 'levelBefore', figure })),
  ];
  if (now.length > 0 && before.length > 0) {
    const found = compared(
      {
        rule: 'LEVEL_AND_CHANGE',
        relation: relation.text,
        strictness: relation.strictness,
        figures,
        unitMeasure: change.unitMeasure,
        meaning: {
          vi: 'mức tăng giảm bằng mức cuối kỳ trừ mức cuối kỳ trước',
          en: 'the change is the level less the level of the period before',
        },
        isEquality: true,
        compute: (read) => {
          const [moved, later, earlier] = [read(change), addedUp(now, read), addedUp(before, read)];
          return moved && later && earlier && { expected: difference(later, earlier), found: moved };
        },
      },
      checking,
    );
    if (found) yield found;
  } else if (now.length > 0 || before.length > 0) {
    const isEarlierImplied = before.length === 0;
    yield* implication(
      {
        rule: 'LEVEL_AND_CHANGE',
        relation,
        figures,
        compute: (read) => {
          const [moved, known] = [read(change), addedUp(isEarlierImplied ? now : before, read)];
          return moved && known && (isEarlierImplied ? difference(known, moved) : sum([known, moved]));
        },
        filed: () => null,
        cell: {
          indicator: level.indicator,
          slice: level.slices[0]!,
          timePeriod: isEarlierImplied ? periodBefore(timePeriod) : timePeriod,
        },
        unitMeasure: level.unitMeasure,
      },
      checking,
    );
  }
}

/** The period of as many months that ends where this one begins; of no whole months, its last day. */
function periodBefore(timePeriod: string): string {
  const { start, end } = periodOf(timePeriod);
  const monthsUpTo = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  const length = monthsUpTo(end) - monthsUpTo(start);
  const isWhole = length > 0 && addMonths(start, length) === end;
  return (isWhole && parseTimePeriod(`${addMonths(start, -length)}/P${length}M`)?.text) || addDays(start, -1);
}
