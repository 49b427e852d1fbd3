import { parseTimePeriod } from '../../kit/time-period.ts';
import { quotient, saysNothing, scaled } from '../figures/interval.ts';
import { breakBetween } from './breaks.ts';
import { hasValue, without, type Evaluated } from './evaluated.ts';
import { evaluateSeries, type Evaluation, type Pending, type Place } from './evaluation.ts';
import { differenceOf } from './formulas.ts';
import { lengthOf } from './periods.ts';
import { partOf } from './rate.ts';
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
  const parts = [partOf('minuend', later, now, place), partOf('subtrahend', earlier, then, place)] as const;
  const given = { timePeriod: to, parts };
  const { indicator } = later;
  const broken = breakBetween(indicator, place.unit, from, to);
  if (broken) return without('IMPOSSIBLE', 'SERIES_BREAK', { ...given, detail: broken.reason });
  if (indicator.timePerCollect === 'S' && lengthOf(parseTimePeriod(from)!) !== lengthOf(parseTimePeriod(to)!))
    return without('IMPOSSIBLE', 'UNLIKE_PERIODS', {
      ...given,
      detail: { vi: `${from}, ${to}`, en: `${from}, ${to}` },
    });
  const change = differenceOf(...parts, to);
  const name = seriesName(indicator, later.slices.join('+'));
  const formula = `${name}@${to} - ${name}@${from}`;
  if (kind === 'DIFFERENCE' || !hasValue(change)) return { ...change, formula };
  const ratio = quotient(change.interval!, then.interval!);
  if (!ratio) return without('IMPOSSIBLE', 'DIVISION_BY_ZERO', { ...given, formula });
  if (saysNothing(ratio)) return without('IMPOSSIBLE', 'ONLY_BOUNDS', { ...given, formula });
  return { ...change, interval: scaled(ratio, 100), decimals: 1, formula: `(${formula}) / ${name}@${from} * 100` };
}
