import { labelOf } from '../../../kit/code-lists.ts';
import type { Declarations } from '../../../kit/declarations.ts';
import { evaluateSeries } from '../evaluation.ts';
import { seriesName, type Series } from '../series.ts';
import { codeOf, partsOf, periodOf } from './column-names.ts';
import type { MadeColumn } from './column.ts';

/** A figure as it is reported, converted or derived. */
export function figureColumn(series: Series, declarations: Declarations): MadeColumn {
  const { indicator, slices } = series;
  return {
    definition: {
      code: codeOf(indicator, slices),
      name: indicator.name,
      definition: indicator.definition,
      formula: slices.length > 1 ? slices.map((slice) => seriesName(indicator, slice)).join(' + ') : null,
      ...partsOf([series], declarations),
      timePeriod: periodOf(series),
      unitMeasure: indicator.unitMeasure,
      unitMeasureLabel: labelOf(declarations.codeLists, 'UNIT_MEASURE', indicator.unitMeasure),
      unitMultiplier: indicator.unitMultiplier,
      aggregation: indicator.aggregation,
    },
    series: [series],
    evaluate: (place, evaluation) => evaluateSeries(series, place, evaluation),
  };
}
