import { figuresOf } from '../operations/figures.ts';
import { DAY, DAY_OF_GROWTH, DAY_OF_RANKING, FEW, MANY, MIDDLE } from '../operations/units.ts';

/** One statement, with the names of the variables that are its parameters. */
export interface Statement {
  readonly text: string;
  readonly parameters: readonly string[];
}

const quoted = (column: string) => `to_json(${column})::text`;
const inForce = (unit: string, day: string) =>
  `(${unit}.valid_from is null or ${unit}.valid_from <= ${day}) and (${unit}.valid_to is null or ${day} < ${unit}.valid_to)`;

/** Joins each figure's row of the projection to a unit `u`; `$2` is the period. */
function figureJoins(perAgency: number): string {
  return figuresOf(perAgency)
    .flatMap(({ databaseSchema, cells }, agency) =>
      cells.map(
        ({ indicator, slice }, place) => `
      left join ${databaseSchema}.current_figure f${agency}_${place} on f${agency}_${place}.indicator = '${indicator}'
        and f${agency}_${place}.slice = '${slice}' and f${agency}_${place}.time_period = $2
        and f${agency}_${place}.territory_code = u.territory_code and f${agency}_${place}.preferred`,
      ),
    )
    .join('');
}

/** JSON text of the agencies' fields of a unit. */
function figureTexts(perAgency: number): string {
  return figuresOf(perAgency)
    .map(({ unitField, cells }, agency) => {
      const fields = cells.map(({ field }, place) => {
        const row = `f${agency}_${place}`;
        return `'"${field}":{"value":' || coalesce(${row}.value::text, 'null') || ',"timePeriod":"' || ${row}.time_period || '","obsStatus":"' || ${row}.obs_status || '"}'`;
      });
      return `',"${unitField}":{' || ${fields.join(` || ',' || `)} || '}'`;
    })
    .join(' || ');
}

const [first, second] = figuresOf(FEW);
const codeAndName = `'{"code":"' || u.code || '","name":' || ${quoted('u.name_vi')}`;

/** The statements of one who writes one for each operation by hand: JSON by concatenation, joined from the projection of each agency. */
export const STATEMENTS: Readonly<Record<string, Statement>> = {
  District: {
    parameters: ['code', 'period'],
    text: `
    select '{"data":{"administrativeUnit":{"code":"' || d.code || '","name":' || ${quoted('d.name_vi')} || ',"level":"' || d.level
      || '","parent":{"code":"' || p.code || '","name":' || ${quoted('p.name_vi')} || '},"children":['
      || (select string_agg(${codeAndName} || ${figureTexts(MANY)} || '}', ',' order by u.code)
        from administrative_units.unit u ${figureJoins(MANY)}
        where u.parent_code = d.code and ${inForce('u', "least((now() at time zone 'Asia/Ho_Chi_Minh')::date, d.valid_to - 1)")})
      || ']}}}' as text
    from administrative_units.unit d join administrative_units.unit p on p.code = d.parent_code where d.code = $1`,
  },
  Unit: {
    parameters: ['code', 'period'],
    text: `
    select '{"data":{"administrativeUnit":' || ${codeAndName} || ',"level":"' || u.level || '"' || ${figureTexts(FEW)} || '}}}' as text
    from administrative_units.unit u ${figureJoins(FEW)} where u.code = $1`,
  },
  Communes: {
    parameters: ['within', 'period'],
    text: `
    with found as (
      select u.*, count(*) over () as total from administrative_units.unit u
      where u.level = 'COMMUNE' and ${inForce('u', `date '${DAY}'`)}
        and (u.parent_code = $1 or u.parent_code in (select code from administrative_units.unit where parent_code = $1))
      order by ${endedLast()}, u.code collate "C" limit 200
    )
    select '{"data":{"administrativeUnits":{"totalCount":' || max(u.total) || ',"nodes":['
      || string_agg(${codeAndName} || ${figureTexts(MANY)} || '}', ',' order by ${endedLast()}, u.code collate "C") || ']}}}' as text
    from found u ${figureJoins(MANY)}`,
  },
  Ranking: {
    parameters: ['a', 'period', 'b'],
    text: `
    with found as (
      select u.code, u.name_vi, fa.value as a, fb.value as b, count(*) over () as total
      from administrative_units.unit u
      join ${first!.databaseSchema}.current_figure fa on fa.indicator = $1 and fa.slice = '' and fa.time_period = $2
        and fa.territory_code = u.territory_code and fa.preferred
      join ${second!.databaseSchema}.current_figure fb on fb.indicator = $3 and fb.slice = '' and fb.time_period = $2
        and fb.territory_code = u.territory_code and fb.preferred
      where u.level = 'COMMUNE' and ${inForce('u', `date '${DAY_OF_RANKING}'`)} and fb.value > ${MIDDLE}
      order by fa.value desc, u.code collate "C" limit 50
    )
    select '{"data":{"combinedTable":{"totalCount":' || max(total) || ',"rows":['
      || string_agg('{"code":"' || code || '","unit":{"name":' || ${quoted('name_vi')} || '},"cells":[{"value":' || a || '},{"value":' || b || '}]}',
        ',' order by a desc, code collate "C") || ']}}}' as text
    from found`,
  },
  Growth: {
    parameters: ['first', 'period'],
    text: `
    with found as (
      select u.* from administrative_units.unit u
      where u.level = 'COMMUNE' and ${inForce('u', `date '${DAY_OF_GROWTH}'`)}
      order by ${endedLast()}, u.code collate "C" limit $1::int
    )
    select '{"data":{"administrativeUnits":{"nodes":['
      || string_agg(${codeAndName} || ${figureTexts(MANY)} || '}', ',' order by ${endedLast()}, u.code collate "C") || ']}}}' as text
    from found u ${figureJoins(MANY)}`,
  },
};

function endedLast(): string {
  return `(u.valid_to is not null and u.valid_to <= (now() at time zone 'Asia/Ho_Chi_Minh')::date)::int`;
}
