import type { Label } from '../../kit/code-lists.ts';
import { labelOf } from '../../kit/code-lists.ts';
import type { Declarations, Indicator } from '../../kit/declarations.ts';
import { badInput } from '../../kit/errors.ts';
import { parseTimePeriod } from '../../kit/time-period.ts';
import { evaluateChange } from './change.ts';
import type { TableColumn } from './document.ts';
import type { Evaluated } from './evaluated.ts';
import { evaluateSeries, type Evaluation, type Pending, type Place } from './evaluation.ts';
import type { ChangeInput, CombinedTableInput, RateInput, TableColumnInput } from './input.ts';
import { evaluateRate } from './rate.ts';
import { readSeries, seriesName, type Series } from './series.ts';

export const MOST_COLUMNS = 50;

/** A column, ready to be computed. */
export interface Column {
  readonly definition: TableColumn;
  /** The series that it is made of; the first is the one that its coverage speaks of. */
  readonly series: readonly Series[];
  readonly weight: Series | null;
  readonly evaluate: (place: Omit<Place, 'weight'>, evaluation: Evaluation) => Pending<Evaluated>;
}

/** The columns of an input, each checked against what the supergraph declares. */
export function readColumns(
  { columns }: Pick<CombinedTableInput, 'columns'>,
  declarations: Declarations,
): readonly Column[] {
  if (columns.length === 0) throw badInput('A table needs at least one column.');
  if (columns.length > MOST_COLUMNS)
    throw badInput(`A table has at most ${MOST_COLUMNS} columns, but ${columns.length} were sent. Divide it.`);
  const ids = columns.map(({ id }, place) => id ?? `c${place + 1}`);
  for (const [place, id] of ids.entries()) {
    if (!/^[A-Za-z][A-Za-z0-9_]{0,59}$/.test(id))
      throw badInput(
        `"${id.slice(0, 80)}" cannot name a column: send a letter, then letters, digits or "_", at most 60.`,
      );
    if (ids.indexOf(id) !== place) throw badInput(`Two columns are named "${id}".`);
  }
  return columns.map((column, place) => readColumn(column, ids[place]!, declarations));
}

function readColumn(input: TableColumnInput, id: string, declarations: Declarations): Column {
  const { figure, rate, change } = input;
  if ([figure, rate, change].filter((one) => one != null).length !== 1)
    throw badInput(`Column "${id}" needs exactly one of "figure", "rate", "change".`);
  const weight = input.weight == null ? null : readWeight(input.weight, id, declarations);
  const made = figure
    ? figureColumn(readSeries(figure, declarations), declarations)
    : rate
      ? rateColumn(rate, declarations)
      : changeColumn(change!, declarations);
  return {
    definition: { id, ...made.definition, weight: weight && seriesName(weight.indicator, weight.slices[0]!) },
    series: made.series,
    weight,
    evaluate: (place, evaluation) => made.evaluate({ ...place, weight }, evaluation),
  };
}

interface Made {
  readonly definition: Omit<TableColumn, 'id' | 'weight'>;
  readonly series: readonly Series[];
  readonly evaluate: (place: Place, evaluation: Evaluation) => Pending<Evaluated>;
}

function readWeight(input: NonNullable<TableColumnInput['weight']>, id: string, declarations: Declarations): Series {
  if (input.upTo != null) throw badInput(`The weight of column "${id}" is of one "period", or of that of each figure.`);
  const weight = readSeries(input, declarations);
  const { indicator, slices } = weight;
  if (slices.length > 1 || (indicator.aggregation !== 'STOCK' && indicator.aggregation !== 'FLOW'))
    throw badInput(
      `The weight of column "${id}" must be one slice of an indicator that adds up (STOCK or FLOW): ${indicator.code} is not.`,
    );
  return weight;
}

function figureColumn(series: Series, declarations: Declarations): Made {
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

const MOST_PER = 1e9;
const MOST_DECIMALS = 6;

function rateColumn(input: RateInput, declarations: Declarations): Made {
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

function changeColumn(input: ChangeInput, declarations: Declarations): Made {
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

function partsOf(series: readonly Series[], { codeLists }: Declarations) {
  const indicators = [...new Set(series.map(({ indicator }) => indicator))];
  const { indicator, slices } = series[0]!;
  const slicesBy = slices.map((slice) => new Map(slice.split(';').map((pair) => pair.split('=') as [string, string])));
  return {
    indicators: indicators.map(({ code }) => code),
    agencies: [...new Set(indicators.map(({ agency }) => agency))],
    dimensions: indicator.dimensions.map(({ id }) => {
      const codes = [...new Set(slicesBy.map((codesOf) => codesOf.get(id) ?? '_T'))];
      const labels = codes.map((code) => labelOf(codeLists, id, code));
      return {
        dimension: id,
        code: codes.join('+'),
        label: {
          vi: labels.map(({ vi }) => vi).join(' + '),
          en: labels.map(({ en }) => en).join(' + '),
        } satisfies Label,
      };
    }),
  };
}

function periodOf({ asked }: Series): string | null {
  return asked.kind === 'exact' ? asked.period.text : null;
}

/** A code for exchange: the indicator's, with the codes of its slice where it is not the whole. */
function codeOf({ code }: Indicator, slices: readonly string[]): string {
  const sliced = slices.filter((slice) => slice !== '').join('_AND_');
  return sliced === '' ? code : `${code}_${sliced.replace(/\W/g, '_')}`;
}

function nameOf({ indicator, slices }: Series): string {
  return slices.length === 1
    ? seriesName(indicator, slices[0]!)
    : `(${slices.map((slice) => seriesName(indicator, slice)).join(' + ')})`;
}

function measureOf({ unitMeasure }: Indicator, { codeLists }: Declarations): Label {
  return labelOf(codeLists, 'UNIT_MEASURE', unitMeasure);
}
