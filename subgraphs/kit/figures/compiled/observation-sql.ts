import type { CodeList } from '../../code-lists.ts';
import type { Indicator } from '../../declarations.ts';
import { dimensionValues } from '../observation.ts';
import { NotCompiled } from '../../asked-fields.ts';
import { concatenated, objectPieces, quoted, type Piece } from '../../json-sql.ts';
import type { ObservationField } from './observation-fields.ts';

/** Columns of `current_figure` that hold what JSON writes without a change. */
const NUMBERS = new Map([
  ['value', 'value'],
  ['valueLow', 'value_low'],
  ['valueHigh', 'value_high'],
]);
const WHOLE_NUMBERS = new Map([
  ['unitMultiplier', 'unit_multiplier'],
  ['decimals', 'decimals'],
]);
/** Columns that hold codes: between quotation marks they are JSON. */
const CODES = new Map([
  ['id', 'id'],
  ['refArea', 'ref_area'],
  ['recordType', 'record_type'],
  ['qualifier', 'qualifier'],
  ['unitMeasure', 'unit_measure'],
  ['timePeriod', 'time_period'],
  ['periodBasis', 'period_basis'],
  ['obsStatus', 'obs_status'],
  ['confStatus', 'conf_status'],
  ['asOf', 'recorded'],
]);
const CODES_OR_NULL = new Map([['reasonCode', 'reason_code']]);
/** Columns that hold JSON, or null. */
const JSON_TEXTS = new Map([
  ['indicatorAsFiled', 'indicator_as_filed'],
  ['valueAsPrinted', 'value_as_printed'],
  ['periodBasisText', 'period_basis_text'],
  ['comment', 'comment'],
]);
const OF_SOURCE = new Map([
  ['source', 'id'],
  ['publisher', 'publisher'],
  ['title', 'title'],
  ['published', 'published'],
  ['url', 'url'],
  ['dateBasis', 'date_basis'],
  ['licence', 'licence'],
  ['retrieved', 'retrieved'],
  ['checkedAgainst', 'checked_against'],
]);

/** The JSON of an observation as an SQL expression over `c`, a row of `current_figure`, and `s`, its source where it is cited. */
export function observationSql(
  fields: readonly ObservationField[],
  indicator: Indicator,
  slice: string,
  codeLists: ReadonlyMap<string, CodeList>,
): string {
  const dimensions = dimensionValues(indicator, slice, codeLists);
  return concatenated(
    objectPieces(fields, ({ name, language, fields: below = [] }): Piece[] => {
      const number = NUMBERS.get(name);
      if (number) return [{ sql: `coalesce(c.${number}::text, 'null')` }];
      const whole = WHOLE_NUMBERS.get(name);
      if (whole) return [{ sql: `c.${whole}::text` }];
      const code = CODES.get(name);
      if (code) return [{ text: '"' }, { sql: `c.${code}` }, { text: '"' }];
      const codeOrNull = CODES_OR_NULL.get(name);
      if (codeOrNull) return [{ sql: `coalesce('"' || c.${codeOrNull} || '"', 'null')` }];
      const text = JSON_TEXTS.get(name);
      if (text) return [{ sql: `coalesce(c.${text}, 'null')` }];
      if (name === 'referenceDate') return [{ sql: `coalesce(to_json(c.reference_date)::text, 'null')` }];
      if (name === '__typename') return [{ text: '"Observation"' }];
      if (name === 'indicator') return [{ text: JSON.stringify(indicator.code) }];
      if (name === 'reason') return [{ sql: `coalesce(c.reason_${language === 'EN' ? 'en' : 'vi'}, 'null')` }];
      if (name === 'seriesBreak') return [{ sql: seriesBreakSql(indicator) }];
      if (name === 'citation') return objectPieces(below, citationField);
      if (name === 'dimensions') return [{ text: dimensionsJson(below, dimensions) }];
      throw new NotCompiled();
    }),
  );
}

/** The JSON of an observation's dimensions. */
export function dimensionsJson(
  fields: readonly ObservationField[],
  dimensions: ReturnType<typeof dimensionValues>,
): string {
  const valueOf = (dimension: (typeof dimensions)[number], { name, language }: ObservationField) => {
    if (name === 'dimension') return dimension.dimension;
    if (name === 'code') return dimension.code;
    if (name === 'label') return dimension.label({ language: language! });
    if (name === '__typename') return 'DimensionValue';
    throw new NotCompiled();
  };
  const objects = dimensions.map((dimension) =>
    fields.map((field) => `${JSON.stringify(field.key)}:${JSON.stringify(valueOf(dimension, field))}`).join(','),
  );
  return `[${objects.map((object) => `{${object}}`).join(',')}]`;
}

function citationField({ name }: ObservationField): Piece[] {
  if (name === '__typename') return [{ text: '"Citation"' }];
  if (name === 'locator') return [{ sql: `coalesce(c.locator, 'null')` }];
  const column = OF_SOURCE.get(name);
  if (!column) throw new NotCompiled();
  return [{ sql: `coalesce(to_json(s.${column})::text, 'null')` }];
}

/** See `seriesBreakOf`: the first break of the period that concerns the unit. */
function seriesBreakSql({ breaks }: Indicator): string {
  const cases = breaks.map(({ timePeriod, refArea, code }) => {
    const area = refArea === null ? '' : ` and c.ref_area = ${quoted(refArea)}`;
    return `when c.time_period = ${quoted(timePeriod)}${area} then ${quoted(JSON.stringify(code))}`;
  });
  return cases.length === 0 ? `'null'` : `case ${cases.join(' ')} else 'null' end`;
}
