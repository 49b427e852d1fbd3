import type { Indicator } from '../../../kit/declarations.ts';
import type { Relation } from '../../../kit/relations.ts';
import { sliceKey } from '../../../kit/slice.ts';
import type { TimePeriod } from '../../../kit/time-period.ts';
import { acrossBreak } from '../breaks.ts';
import { hasValue, type Evaluated, type Part } from '../evaluated.ts';
import type { Evaluation, Pending, Place } from '../evaluation.ts';
import { differenceOf, sumOf } from '../formulas.ts';
import { neighbour } from '../periods.ts';
import { plainPart } from './operands.ts';
import type { Way } from './way.ts';

/** A level from its neighbour in time and the change between them; none across a break in the level's series. */
export function fromChange(level: Indicator, slice: string, change: Indicator, { own }: Relation): Way {
  const changeSlice = own === null ? slice : sliceKey(own);
  return (asked, place, evaluation) => {
    if (asked.kind !== 'exact') return null;
    const { period } = asked;
    const [next, before] = [neighbour(period, 1), neighbour(period, -1)];
    const fromNext = next && pairOf(next, next, ['minuend', 'subtrahend'], place, evaluation);
    if (fromNext === undefined) return undefined;
    if (fromNext) return refusedOr(next, fromNext, period, place, () => differenceOf(...fromNext, period.text));
    const fromBefore = before && pairOf(before, period, ['part', 'part'], place, evaluation);
    if (!fromBefore) return fromBefore;
    return refusedOr(before, fromBefore, period, place, () => ({ ...sumOf(fromBefore), timePeriod: period.text }));
  };

  /** The level in one period and the change in another; null: they are not both filed. */
  function pairOf(
    levelIn: TimePeriod,
    changeIn: TimePeriod,
    [levelRole, changeRole]: readonly [Part['role'], Part['role']],
    place: Place,
    evaluation: Evaluation,
  ): Pending<readonly [Part, Part] | null> {
    const known = plainPart(levelRole, level, slice, { kind: 'exact', period: levelIn }, place, evaluation);
    const changed = plainPart(changeRole, change, changeSlice, { kind: 'exact', period: changeIn }, place, evaluation);
    if (!known || !changed) return undefined;
    return hasValue(known.evaluated) && hasValue(changed.evaluated) ? [known, changed] : null;
  }

  function refusedOr(
    neighbouring: TimePeriod,
    parts: readonly Part[],
    period: TimePeriod,
    place: Place,
    compute: () => Evaluated,
  ): Evaluated {
    const given = { timePeriod: period.text, parts };
    return acrossBreak(level, place, neighbouring.text, period.text, given) ?? compute();
  }
}
