import { NotCompiled, type AskedField, type FieldReader } from '../../kit/asked-fields.ts';
import { LARGEST_PAGE, toCursor } from '../unit-connection.ts';
import { codeArgument, type UnitStatement } from './compile.ts';
import { coveredDay, inForceSql, TODAY, unitSql, type Kinds } from './unit-sql.ts';

const LEVEL_PLACE = `array_position(array['PROVINCE', 'DISTRICT', 'COMMUNE'], u0.level)`;
const ENDED = `(u0.valid_to is not null and u0.valid_to <= ${TODAY})::int`;

/** The first page of units by level, by the unit they lie in and by day; a search and later pages are left to the resolvers. */
export function pageStatement(reader: FieldReader, kinds: Kinds, field: AskedField): UnitStatement {
  const { args, nodes } = field;
  const { level, within, on, search, after } = args;
  const first = (args['first'] as number | null) ?? 50;
  if (search != null || after != null || first < 1 || first > LARGEST_PAGE) throw new NotCompiled();
  const values: unknown[] = [];
  const parameter = (value: unknown, type: string) => `$${values.push(value)}::${type}`;
  const root = within == null ? null : parameter(codeArgument(field, 'within'), 'text');
  const day = on == null ? (root ? '(select day from within)' : TODAY) : parameter(coveredDay(on), 'date');
  // What lies below is followed by code; the rows themselves are read only for those that are kept.
  const conditions = [inForceSql(root ? 'below' : 'u0', day)];
  if (level != null) conditions.push(`${root ? 'below' : 'u0'}.level = ${parameter(level, 'text')}`);
  if (root) conditions.push(`below.code <> ${root}`);
  const source = root
    ? 'below cross join lateral (select * from unit where unit.code = below.code offset 0) u0'
    : 'unit u0';

  const fields = reader.fields('AdministrativeUnitConnection', nodes);
  const of = (name: string) => fields.filter((one) => one.name === name);
  if (fields.some(({ name }) => !['nodes', 'totalCount', 'pageInfo', '__typename'].includes(name)))
    throw new NotCompiled();
  const pageInfo = of('pageInfo').map((one) => ({ ...one, fields: reader.fields('PageInfo', one.nodes) }));
  const limit = parameter(first, 'int');
  // Of the rows of the page, the one after it only tells that there is a next page.
  const nodesTexts = of('nodes').map(
    ({ nodes: below }) =>
      `(select coalesce(string_agg(${unitSql(reader, kinds, below)}, ',' order by u0.place) filter (where u0.place <= ${limit}), '') from page u0)`,
  );
  const text = `with recursive ${
    root
      ? `within as (select least(${TODAY}, valid_to - 1) as day from unit where code = ${root}),
        below as (select code, level, valid_from, valid_to from unit where code = ${root}
          union select unit.code, unit.level, unit.valid_from, unit.valid_to from unit join below on unit.parent_code = below.code),`
      : ''
  }
    matched as ${of('totalCount').length > 0 ? 'materialized' : 'not materialized'} (
      select u0.*, ${ENDED} as ended, ${LEVEL_PLACE} as level_place from ${source} where ${conditions.join(' and ')}
    ), page as materialized (
      select u0.*, row_number() over (order by ended, level_place, code collate "C") as place from matched u0
      order by ended, level_place, code collate "C" limit ${limit} + 1
    )
    select (select number || '-' || installation from data_version),
      ${root ? '(select day::text from within)' : `''`},
      ${of('totalCount').length > 0 ? '(select count(*)::text from matched)' : `''`},
      ${pageInfo.length > 0 ? `(select jsonb_build_array(max(place), (array_agg(jsonb_build_array(0, ended, level_place, code) order by place desc) filter (where place <= ${limit}))[1])::text from page)` : `''`}
      ${nodesTexts.map((one) => `, ${one}`).join('')}`;
  const toText: UnitStatement['toText'] = ([lastDay, total, last, ...lists]) => {
    // There is no such unit to look within: an error that says what to send.
    if (lastDay === null) return null;
    let list = 0;
    const texts = fields.map(({ key, name }) => {
      if (name === '__typename') return `"${key}":"AdministrativeUnitConnection"`;
      if (name === 'totalCount') return `"${key}":${total}`;
      if (name === 'nodes') return `"${key}":[${lists[list++]}]`;
      return `"${key}":${pageInfoText(pageInfo.find((one) => one.key === key)!.fields, last!, first)}`;
    });
    return `{${texts.join(',')}}`;
  };
  return { text, values, toText };
}

function pageInfoText(fields: readonly AskedField[], last: string, first: number): string {
  const [rows, place] = JSON.parse(last) as [number | null, readonly unknown[] | null];
  const texts = fields.map(({ key, name }) => {
    if (name === 'hasNextPage') return `"${key}":${(rows ?? 0) > first}`;
    if (name === 'endCursor') return `"${key}":${JSON.stringify(place && toCursor(place))}`;
    return `"${key}":"PageInfo"`;
  });
  return `{${texts.join(',')}}`;
}
