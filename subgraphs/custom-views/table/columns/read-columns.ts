import type { Declarations } from '../../../kit/declarations.ts';
import { badInput } from '../../../kit/errors.ts';
import type { CombinedTableInput, TableColumnInput } from '../input.ts';
import { readSeries, seriesName, type Series } from '../series.ts';
import { changeColumn } from './change-column.ts';
import type { Column } from './column.ts';
import { figureColumn } from './figure-column.ts';
import { rateColumn } from './rate-column.ts';

export const MOST_COLUMNS = 50;

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
  return distinctCodes(columns.map((column, place) => readColumn(column, ids[place]!, declarations)));
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

/**
 * Codes for exchange name one figure of a unit and period each: columns that could have the same are told apart by a number. Those of one
 * series in different periods keep its code.
 */
function distinctCodes(columns: readonly Column[]): readonly Column[] {
  const taken = new Set(columns.map(({ definition }) => definition.code));
  return columns.map((column, place) => {
    const { code, timePeriod } = column.definition;
    const mayMeet = columns
      .slice(0, place)
      .some(
        ({ definition: other }) =>
          other.code === code && (timePeriod === null || other.timePeriod === null || other.timePeriod === timePeriod),
      );
    if (!mayMeet) return column;
    let number = 2;
    while (taken.has(`${code}_${number}`)) number += 1;
    taken.add(`${code}_${number}`);
    return { ...column, definition: { ...column.definition, code: `${code}_${number}` } };
  });
}
