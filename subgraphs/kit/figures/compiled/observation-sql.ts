import { NotCompiled } from '../../asked-fields.ts';
import { concatenated, objectPieces, type Piece } from '../../json-sql.ts';
import type { FigureSql } from './figure-sql.ts';
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
/** Columns that hold codes. */
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

/** The JSON of an observation as an SQL expression over `c`, a row of figures, and `s`, its source where it is cited. */
export function observationSql(fields: readonly ObservationField[], figure: FigureSql): string {
  return concatenated(
    objectPieces(fields, ({ name, language, fields: below = [] }): readonly Piece[] => {
      const number = NUMBERS.get(name);
      if (number) return [{ sql: `coalesce(c.${number}::text, 'null')` }];
      const whole = WHOLE_NUMBERS.get(name);
      if (whole) return [{ sql: `c.${whole}::text` }];
      const code = CODES.get(name);
      if (code) return figure.code(code);
      const codeOrNull = CODES_OR_NULL.get(name);
      if (codeOrNull) return [{ sql: `coalesce(${concatenated(figure.code(codeOrNull))}, 'null')` }];
      const text = JSON_TEXTS.get(name);
      if (text) return [{ sql: `coalesce(c.${text}, 'null')` }];
      if (name === 'referenceDate') return [{ sql: `coalesce(to_json(c.reference_date)::text, 'null')` }];
      if (name === '__typename') return [{ text: '"Observation"' }];
      if (name === 'indicator') return figure.indicator;
      if (name === 'reason') return [{ sql: `coalesce(c.reason_${language === 'EN' ? 'en' : 'vi'}, 'null')` }];
      if (name === 'seriesBreak') return [{ sql: figure.seriesBreak }];
      if (name === 'citation') return objectPieces(below, citationField);
      if (name === 'dimensions') return figure.dimensions(below);
      throw new NotCompiled();
    }),
  );
}

function citationField({ name }: ObservationField): Piece[] {
  if (name === '__typename') return [{ text: '"Citation"' }];
  if (name === 'locator') return [{ sql: `coalesce(c.locator, 'null')` }];
  const column = OF_SOURCE.get(name);
  if (!column) throw new NotCompiled();
  return [{ sql: `coalesce(to_json(s.${column})::text, 'null')` }];
}
