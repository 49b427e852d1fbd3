import { labelOf } from '../../../kit/code-lists.ts';
import type { Declarations } from '../../../kit/declarations.ts';
import { badInput } from '../../../kit/errors.ts';
import { parseTimePeriod } from '../../../kit/time-period.ts';
import { evaluateChange } from '../change.ts';
import type { ChangeInput } from '../input.ts';
import { readSeries, type Series } from '../series.ts';
import { codeOf, nameOf, partsOf } from './column-names.ts';
import type { MadeColumn } from './column.ts';

/** The change of a figure between two periods. */
export function changeColumn(input: ChangeInput, declarations: Declarations): MadeColumn {
  const { indicator: code, dimensions, from, to } = input;
  const kind = input.kind ?? 'DIFFERENCE';
  const [earlier, later] = [from, to].map((period) =>
    readSeries({ indicator: code, dimensions: dimensions ?? null, period }, declarations),
  ) as [Series, Series];
  if (parseTimePeriod(from)!.text === parseTimePeriod(to)!.text)
    throw badInput(`A change is between two periods, but "${from}" was sent for both.`);
  if (parseTimePeriod(from)!.end > parseTimePeriod(to)!.end)
    throw badInput(`A change goes from the earlier period to the later: "${from}" ends after "${to}".`);
  const { indicator } = later;
  const isPoints = kind === 'DIFFERENCE' && indicator.unitMeasure === 'PT';
  const measure = kind === 'RELATIVE' ? 'PT' : isPoints ? 'PT_POINT' : indicator.unitMeasure;
  const words =
    kind === 'RELATIVE' ? { vi: 'tăng, giảm (%)', en: 'relative change' } : { vi: 'tăng, giảm', en: 'change' };
  return {
    definition: {
      code: `${codeOf(indicator, later.slices)}_${kind}_${`${from}_${to}`.replace(/\W/g, '_')}`,
      name: {
        vi: `${indicator.name.vi}: ${words.vi} từ ${from} đến ${to}`,
        en: `${indicator.name.en}: ${words.en} from ${from} to ${to}`,
      },
      definition: indicator.definition,
      formula:
        kind === 'RELATIVE'
          ? `(${nameOf(later)}@${to} - ${nameOf(later)}@${from}) / ${nameOf(later)}@${from} * 100`
          : `${nameOf(later)}@${to} - ${nameOf(later)}@${from}`,
      ...partsOf([later], declarations),
      timePeriod: to,
      unitMeasure: measure,
      unitMeasureLabel: labelOf(declarations.codeLists, 'UNIT_MEASURE', measure),
      unitMultiplier: kind === 'RELATIVE' ? 0 : indicator.unitMultiplier,
      aggregation: 'NONE',
    },
    series: [later, earlier],
    evaluate: (place, evaluation) => evaluateChange(earlier, later, kind, place, evaluation),
  };
}
