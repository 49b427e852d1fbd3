import { hasValue, type Evaluated, type Part } from './evaluated.ts';
import { evaluateSeries, type Evaluation, type Pending, type Place } from './evaluation.ts';
import { quotientOf } from './formulas.ts';
import { theOnly } from './periods.ts';
import type { Series } from './series.ts';

/** One series per so many of another. Where no period is asked of the denominator it is that of the numerator. */
export function evaluateRate(
  numerator: Series,
  denominator: Series,
  { per, decimals }: { readonly per: number; readonly decimals: number },
  place: Place,
  evaluation: Evaluation,
): Pending<Evaluated> {
  const above = evaluateSeries(numerator, place, evaluation);
  if (!above) return undefined;
  const isFree = denominator.asked.kind === 'latest' && denominator.asked.upTo === null;
  const asked = isFree && hasValue(above) ? theOnly(above.timePeriod!) : denominator.asked;
  const below = evaluateSeries({ ...denominator, asked }, place, evaluation);
  if (!below) return undefined;
  return quotientOf(
    partOf('numerator', numerator, above, place),
    partOf('denominator', denominator, below, place),
    per,
    { decimals },
  );
}

export function partOf(role: Part['role'], { indicator, slices }: Series, evaluated: Evaluated, { unit }: Place): Part {
  return { role, unit, indicator, slice: slices.join('+'), evaluated, weight: null };
}
