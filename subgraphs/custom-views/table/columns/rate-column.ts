import { labelOf } from '../../../kit/code-lists.ts';
import type { Declarations } from '../../../kit/declarations.ts';
import { badInput } from '../../../kit/errors.ts';
import type { RateInput } from '../input.ts';
import { evaluateRate } from '../rate.ts';
import { readSeries } from '../series.ts';
import { codeOf, measureOf, nameOf, partsOf, periodOf } from './column-names.ts';
import type { MadeColumn } from './column.ts';

const MOST_PER = 1e9;
const MOST_DECIMALS = 6;

/** One figure per so many of another. */
export function rateColumn(input: RateInput, declarations: Declarations): MadeColumn {
  const [numerator, denominator] = [
    readSeries(input.numerator, declarations),
    readSeries(input.denominator, declarations),
  ];
  const { per, decimals } = { per: input.per ?? 1_000, decimals: input.decimals ?? 2 };
  if (!(per > 0 && per <= MOST_PER)) throw badInput(`"per" must be above 0 and at most ${MOST_PER}, but is ${per}.`);
  if (!(Number.isInteger(decimals) && decimals >= 0 && decimals <= MOST_DECIMALS))
    throw badInput(`"decimals" must be a whole number from 0 to ${MOST_DECIMALS}, but is ${decimals}.`);
  const [above, below] = [measureOf(numerator.indicator, declarations), measureOf(denominator.indicator, declarations)];
  const isShare = per === 100 && numerator.indicator.unitMeasure === denominator.indicator.unitMeasure;
  return {
    definition: {
      code: `${codeOf(numerator.indicator, numerator.slices)}_PER_${String(per).replace(/\W/g, '_')}_${codeOf(denominator.indicator, denominator.slices)}`,
      name: {
        vi: `${numerator.indicator.name.vi} trên ${per} (${denominator.indicator.name.vi})`,
        en: `${numerator.indicator.name.en} per ${per} (${denominator.indicator.name.en})`,
      },
      definition: {
        vi: `${numerator.indicator.definition.vi} Chia cho: ${denominator.indicator.definition.vi}`,
        en: `${numerator.indicator.definition.en} Divided by: ${denominator.indicator.definition.en}`,
      },
      formula: `${nameOf(numerator)} / ${nameOf(denominator)} * ${per}`,
      ...partsOf([numerator, denominator], declarations),
      timePeriod: periodOf(numerator),
      unitMeasure: isShare
        ? 'PT'
        : `${numerator.indicator.unitMeasure}_PER_${per}_${denominator.indicator.unitMeasure}`,
      unitMeasureLabel: isShare
        ? labelOf(declarations.codeLists, 'UNIT_MEASURE', 'PT')
        : { vi: `${above.vi} trên ${per} ${below.vi}`, en: `${above.en} per ${per} ${below.en}` },
      unitMultiplier: 0,
      aggregation: 'RATIO',
    },
    series: [numerator, denominator],
    evaluate: (place, evaluation) => evaluateRate(numerator, denominator, { per, decimals }, place, evaluation),
  };
}
