import { labelOf, inLanguage, type CodeList } from '../../code-lists.ts';
import type { Indicator } from '../../declarations.ts';
import { NotCompiled } from '../../asked-fields.ts';
import { concatenated, objectPieces, quoted, type Piece } from '../../json-sql.ts';
import { TOTAL } from '../../slice.ts';
import { dimensionValues } from '../observation.ts';
import { dimensionsJson } from './dimensions-json.ts';
import type { ObservationField } from './observation-fields.ts';

/** What of a row `c` of figures depends on whether all rows are of one question or of many indicators. */
export interface FigureSql {
  readonly indicator: readonly Piece[];
  /** The JSON of a column that holds codes, null where it is. */
  readonly code: (column: string) => readonly Piece[];
  readonly seriesBreak: string;
  readonly dimensions: (fields: readonly ObservationField[]) => readonly Piece[];
}

/** Columns whose values were checked: between quotation marks they are JSON. */
const CHECKED = new Set(['record_type', 'qualifier', 'period_basis', 'obs_status', 'conf_status', 'recorded']);

/** Rows of one indicator and slice in `current_figure`, whose codes were checked. */
export function figuresOfOne(indicator: Indicator, slice: string, codeLists: ReadonlyMap<string, CodeList>): FigureSql {
  return {
    indicator: [{ text: JSON.stringify(indicator.code) }],
    code: betweenQuotes,
    seriesBreak: seriesBreakSql([indicator]),
    dimensions: (fields) => [{ text: dimensionsJson(fields, dimensionValues(indicator, slice, codeLists)) }],
  };
}

/** Rows of any of these indicators, as figures were filed. */
export function figuresOfMany(indicators: readonly Indicator[], codeLists: ReadonlyMap<string, CodeList>): FigureSql {
  const code = (column: string): Piece[] =>
    CHECKED.has(column) ? betweenQuotes(column) : [{ sql: `to_json(c.${column})::text` }];
  return {
    indicator: code('indicator'),
    code,
    seriesBreak: seriesBreakSql(indicators),
    dimensions(fields) {
      const cases = indicators
        .filter(({ dimensions }) => dimensions.length > 0)
        .map((indicator) => `when ${quoted(indicator.code)} then ${dimensionsSql(fields, indicator, codeLists)}`);
      return cases.length === 0 ? [{ text: '[]' }] : [{ sql: `case c.indicator ${cases.join(' ')} else '[]' end` }];
    },
  };
}

/** The code of a dimension in the slice of `c`, which is a key as slice.ts writes it. */
export function codeSql(dimension: string): string {
  const after = `split_part(';' || c.slice || ';', ${quoted(`;${dimension}=`)}, 2)`;
  return `coalesce(nullif(split_part(${after}, ';', 1), ''), ${quoted(TOTAL)})`;
}

function betweenQuotes(column: string): Piece[] {
  return [{ text: '"' }, { sql: `c.${column}` }, { text: '"' }];
}

function dimensionsSql(
  fields: readonly ObservationField[],
  { dimensions }: Indicator,
  codeLists: ReadonlyMap<string, CodeList>,
): string {
  const objects = dimensions.flatMap(({ id, codes }, place): Piece[] => [
    { text: place === 0 ? '[' : ',' },
    ...objectPieces(fields, ({ name, language }): Piece[] => {
      if (name === '__typename') return [{ text: '"DimensionValue"' }];
      if (name === 'dimension') return [{ text: JSON.stringify(id) }];
      if (name === 'code') return [{ sql: `to_json(${codeSql(id)})::text` }];
      if (name !== 'label') throw new NotCompiled();
      const labels = [...(codeLists.get(id)?.codes.keys() ?? codes)].map((code) => {
        const label = inLanguage(labelOf(codeLists, id, code), language!);
        return `when ${quoted(code)} then ${quoted(JSON.stringify(label))}`;
      });
      return [{ sql: `case ${codeSql(id)} ${labels.join(' ')} else to_json(${codeSql(id)})::text end` }];
    }),
  ]);
  return concatenated([...objects, { text: ']' }]);
}

/** See `seriesBreakOf`: the first break of the period that concerns the unit. */
function seriesBreakSql(indicators: readonly Indicator[]): string {
  const cases = indicators.flatMap((indicator) =>
    indicator.breaks.map(({ timePeriod, refArea, code }) => {
      const area = refArea === null ? '' : ` and c.ref_area = ${quoted(refArea)}`;
      const period = `c.time_period = ${quoted(timePeriod)}`;
      return `when c.indicator = ${quoted(indicator.code)} and ${period}${area} then ${quoted(JSON.stringify(code))}`;
    }),
  );
  return cases.length === 0 ? `'null'` : `case ${cases.join(' ')} else 'null' end`;
}
