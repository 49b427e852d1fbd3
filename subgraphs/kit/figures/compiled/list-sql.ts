import { isEnumType, type GraphQLSchema } from 'graphql';
import type { Agency, Indicator } from '../../declarations.ts';
import type { CodeList } from '../../code-lists.ts';
import { NotCompiled } from '../../asked-fields.ts';
import { concatenated, objectPieces, quoted, type Piece } from '../../json-sql.ts';
import type { AskedList } from './asked-lists.ts';
import { codeSql, figuresOfMany, type FigureSql } from './figure-sql.ts';
import { FIGURE, LEFT } from './lines.ts';
import { observationSql } from './observation-sql.ts';
import type { Parameter } from './statement.ts';

/** What the SQL of a list depends on beside the list. */
export interface ListsOf {
  readonly agency: Agency;
  readonly codeLists: ReadonlyMap<string, CodeList>;
  readonly schema: GraphQLSchema;
}

const SERIES = 'c.territory_code, c.indicator';
const IN_ORDER = 'c.period_start, c.period_end, c.source, c.record_type, c.time_period';

/**
 * A list of all territories in `$1` as one text: a line for each territory and indicator that has figures, with the JSON of those that
 * the filters keep. Read from the history itself, whose key has the figures of a territory together: a copy in that order, measured,
 * was not faster.
 */
export function listSql(list: AskedList, of: ListsOf, parameter: Parameter): string {
  const figure = figuresOfMany(of.agency.indicators, of.codeLists);
  const rows = currentSql(list, of.schema, parameter);
  const lines =
    list.of === 'Availability' ? availableSql(list, figure, rows) : observationsSql(list, of, figure, rows, parameter);
  return `(select string_agg(territory_code || '${FIGURE}' || indicator || items, E'\\n' order by territory_code, indicator, slice) from (${lines}) line)`;
}

function observationsSql(
  { fields, filters }: AskedList,
  { agency }: ListsOf,
  figure: FigureSql,
  rows: string,
  parameter: Parameter,
): string {
  const cited = fields.some(({ name }) => name === 'citation');
  const kept = filters.length === 0 ? '' : `filter (where ${keptSql(filters, agency.indicators, parameter)})`;
  return `select ${SERIES}, '' as slice, case when coalesce(bool_and(c.plain) ${kept}, true)
      then '${FIGURE}' || coalesce(string_agg(${observationSql(fields, figure)}, ',' order by c.slice, ${IN_ORDER}) ${kept}, '')
      else '${LEFT}' end as items
    from (${rows}) c ${cited ? 'join source s on s.id = c.source' : ''}
    where not c.superseded group by ${SERIES}`;
}

function availableSql({ fields }: AskedList, figure: FigureSql, rows: string): string {
  const periods = `string_agg(to_json(c.time_period)::text, ',' order by ${IN_ORDER}) filter (where c.first)`;
  const json = objectPieces(fields, ({ name, fields: below = [] }): readonly Piece[] => {
    if (name === '__typename') return [{ text: '"Availability"' }];
    if (name === 'indicator') return figure.indicator;
    if (name === 'dimensions') return figure.dimensions(below);
    if (name === 'periods') return [{ text: '[' }, { sql: periods }, { text: ']' }];
    if (name === 'count') return [{ sql: 'count(*)::text' }];
    throw new NotCompiled();
  });
  return `select ${SERIES}, c.slice, '${FIGURE}' || ${concatenated(json)} as items
    from (select *, row_number() over (partition by ${SERIES}, c.slice, c.time_period order by ${IN_ORDER}) = 1 as first
      from (${rows}) c where not c.superseded) c
    group by ${SERIES}, c.slice`;
}

/** See `isInSlices`. */
function keptSql(filters: AskedList['filters'], indicators: readonly Indicator[], parameter: Parameter): string {
  const conditions = filters.map(({ dimension, codes }) => {
    const having = indicators.filter(({ dimensions }) => dimensions.some(({ id }) => id === dimension));
    const among = having.map(({ code }) => quoted(code)).join(', ');
    return `c.indicator in (${among}) and ${codeSql(dimension)} = any(${parameter([...codes], 'text[]')})`;
  });
  return conditions.join(' and ');
}

/**
 * The figures of the territories as they stand, or stood at `asOf`, in columns as `current_figure` has them; a figure is not `plain`
 * where the resolvers tell an error. PostgreSQL leaves out the columns that are not read.
 */
function currentSql({ named, indicators, question }: AskedList, schema: GraphQLSchema, parameter: Parameter): string {
  const { from, to, asOf } = question;
  const codes = indicators.map(({ code }) => code);
  // Arrays hide behind sub-selects, see statement.ts.
  const conditions = [
    'territory_code = any((select $1::text[])::text[])',
    named && `indicator = any((select ${parameter(codes, 'text[]')})::text[])`,
    from && `period_start >= ${parameter(from, 'date')}`,
    to && `period_end <= ${parameter(to, 'date')}`,
    asOf && `recorded_at <= ${parameter(asOf, 'timestamptz')}`,
  ];
  const json = (column: string) => `to_json(${column})::text as ${column}`;
  const reason = (column: string) =>
    `case when reason_code <> '' then to_json(coalesce(${column}, ''))::text end as ${column}`;
  return `select territory_code, indicator, slice, time_period, period_start, period_end, source, record_type, id, ref_area, value, value_low,
      value_high, decimals, qualifier, unit_measure, unit_multiplier, reference_date, period_basis, obs_status, conf_status,
      nullif(reason_code, '') as reason_code, ${['reason_vi', 'reason_en'].map(reason).join(', ')},
      ${['indicator_as_filed', 'value_as_printed', 'period_basis_text', 'comment', 'locator'].map(json).join(', ')},
      to_char(date_trunc('milliseconds', recorded_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded,
      coalesce(greatest(abs(value), abs(value_low), abs(value_high)), 0) < 'Infinity'
        and recorded_at > '1000-01-02' and recorded_at < '9999-01-01'
        and obs_status in (${valuesOf('ObsStatus', schema)}) and conf_status in (${valuesOf('ConfStatus', schema)}) as plain,
      lead(revision) over (partition by territory_code, indicator, slice, time_period, source, record_type order by revision)
        is not null as superseded
    from observation where ${conditions.filter(Boolean).join(' and ')}`;
}

function valuesOf(name: string, schema: GraphQLSchema): string {
  const type = schema.getType(name);
  if (!isEnumType(type)) throw new NotCompiled();
  const names = type.getValues().map((value) => quoted(value.name));
  return names.join(', ');
}
