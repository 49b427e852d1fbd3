import { parseTimePeriod } from '../../kit/time-period.ts';
import { difference, exactly, quotient, saysNothing, scaled } from '../figures/interval.ts';
import { acrossBreak } from './breaks.ts';
import { both, hasValue, without, type Evaluated } from './evaluated.ts';
import { evaluateSeries, type Evaluation, type Pending, type Place } from './evaluation.ts';
import { differenceOf } from './formulas.ts';
import { lengthOf } from './periods.ts';
import { seriesPart } from './series-part.ts';
import { seriesName, type Series } from './series.ts';

/** The change of a series between two periods, in the same boundaries; none across a break, nor of a sum over half a year and a year. */
export function evaluateChange(
  earlier: Series,
  later: Series,
  kind: 'DIFFERENCE' | 'RELATIVE',
  place: Place,
  evaluation: Evaluation,
): Pending<Evaluated> {
  const [then, now] = [evaluateSeries(earlier, place, evaluation), evaluateSeries(later, place, evaluation)];
  if (!then || !now) return undefined;
  const [from, to] = [earlier, later].map(({ asked }) => (asked as { period: { text: string } }).period.text) as [
    string,
    string,
  ];
  const parts = [seriesPart('minuend', later, now, place), seriesPart('subtrahend', earlier, then, place)] as const;
  const given = { timePeriod: to, parts };
  const { indicator } = later;
  const broken = acrossBreak(indicator, place, from, to, given);
  if (broken) return broken;
  if (indicator.timePerCollect === 'S' && lengthOf(parseTimePeriod(from)!) !== lengthOf(parseTimePeriod(to)!))
    return without('IMPOSSIBLE', 'UNLIKE_PERIODS', { ...given, detail: both(`${from}, ${to}`) });
  const change = differenceOf(...parts, to);
  const name = seriesName(indicator, later.slices.join('+'));
  const formula = `${name}@${to} - ${name}@${from}`;
  if (kind === 'DIFFERENCE' || !hasValue(change)) return { ...change, formula };
  const base = then.interval!;
  // Of how much less than nothing something is more, no percentage says.
  if (base.low < 0) return without('IMPOSSIBLE', 'NEGATIVE_BASE', { ...given, formula });
  // Once the earlier value stands in it, and not twice: bounds stay as narrow as they are.
  const times = quotient(now.interval!, base);
  if (!times) return without('IMPOSSIBLE', 'DIVISION_BY_ZERO', { ...given, formula });
  if (saysNothing(times)) return without('IMPOSSIBLE', 'ONLY_BOUNDS', { ...given, formula });
  return {
    ...change,
    interval: scaled(difference(times, exactly(1)), 100),
    decimals: 1,
    formula: `(${formula}) / ${name}@${from} * 100`,
  };
}
