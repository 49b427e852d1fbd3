import { acrossBreak } from './breaks.ts';
import { hasValue, type Evaluated } from './evaluated.ts';
import { evaluateSeries, type Evaluation, type Pending, type Place } from './evaluation.ts';
import { quotientOf } from './formulas.ts';
import { seriesPart } from './series-part.ts';
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
  const parts = [
    seriesPart('numerator', numerator, above, place),
    seriesPart('denominator', denominator, below, place),
  ] as const;
  const broken =
    numerator.indicator === denominator.indicator && hasValue(above) && hasValue(below)
      ? acrossBreak(numerator.indicator, place, above.timePeriod!, below.timePeriod!, {
          timePeriod: above.timePeriod,
          parts,
        })
      : null;
  return broken ?? quotientOf(...parts, per, { decimals });
}
