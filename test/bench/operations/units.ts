import pg from 'pg';
import type { Operation } from './operation.ts';
import { SYNTHETIC_PERIODS } from '../synthetic.ts';
import { figureSelection, figuresOf } from './figures.ts';

/** A day on which there were districts. */
export const DAY = '2024-12-31';
/** A day on which there were more than 10,000 communes. */
export const DAY_OF_GROWTH = '2022-01-01';
/** Figures asked of each agency: 12 and 8 in all. */
export const MANY = 3;
export const FEW = 2;

/** The operations over our own graph; their units are read from the database. */
export async function unitOperations(databaseUrl: string): Promise<Operation[]> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  const codes = async (query: string): Promise<string[]> =>
    (await db.query<{ code: string }>(query)).rows.map(({ code }) => code);
  const inForce = (name: string) =>
    `(${name}.valid_from is null or ${name}.valid_from <= '${DAY}') and (${name}.valid_to is null or ${name}.valid_to > '${DAY}')`;
  const districts = await codes(`
    select district.code from administrative_units.unit district
    join administrative_units.unit commune on commune.parent_code = district.code and ${inForce('commune')}
    where district.level = 'DISTRICT' and ${inForce('district')}
    group by district.code having count(*) between 17 and 23 order by district.code`);
  const communes = await codes(`
    select code from administrative_units.unit commune where level = 'COMMUNE' and ${inForce('commune')} order by md5(code) limit 100`);
  const provinces = await codes(`
    select district.parent_code as code from administrative_units.unit district
    join administrative_units.unit commune on commune.parent_code = district.code and ${inForce('commune')}
    where district.level = 'DISTRICT' and ${inForce('district')} group by district.parent_code having count(*) >= 200 order by district.parent_code`);
  await db.end();
  return [
    {
      name: 'A',
      title: 'one district, its parent and its about 20 communes with 12 figures each from four agencies',
      query: `query District($code: ID!, $period: TimePeriod!) { administrativeUnit(code: $code) { code name level parent { code name } children { code name ${figureSelection(MANY)} } } }`,
      variations: variations('code', districts, 500),
      connections: { replay: 50, real: 50 },
      callerPerRequest: false,
    },
    {
      name: 'B',
      title: 'one unit with 8 figures from four agencies',
      query: `query Unit($code: ID!, $period: TimePeriod!) { administrativeUnit(code: $code) { code name level ${figureSelection(FEW)} } }`,
      variations: variations('code', communes, 500),
      connections: { replay: 50, real: 50 },
      callerPerRequest: false,
    },
    {
      name: 'C',
      title: '200 communes with 12 figures each from four agencies',
      query: `query Communes($within: ID!, $period: TimePeriod!) { administrativeUnits(level: COMMUNE, within: $within, on: "${DAY}", first: 200) { totalCount nodes { code name ${figureSelection(MANY)} } } }`,
      // More than there are connections, so that no two of them ask the same at the same time.
      variations: variations('within', provinces, 60),
      connections: { replay: 50, real: 10 },
      callerPerRequest: false,
    },
    rankingOperation(),
  ];
}

/** A day on which there are 3,321 communes. */
export const DAY_OF_RANKING = '2026-01-01';
/** Values of synthetic figures lie around it. */
export const MIDDLE = 50;

/** All communes, those above the middle in one agency's indicator ranked by another's: what no one agency can answer. */
function rankingOperation(): Operation {
  const [first, second] = figuresOf(FEW);
  const pairs = first!.cells.flatMap((one) => second!.cells.map((other) => ({ a: one.indicator, b: other.indicator })));
  return {
    name: 'F',
    title: 'all 3,321 communes filtered by one agency and ranked by another, the first 50 with their names',
    query: `query Ranking($a: ID!, $b: ID!, $period: TimePeriod!) { combinedTable(input: { units: { level: COMMUNE, on: "${DAY_OF_RANKING}" }, columns: [{ id: "a", figure: { indicator: $a, period: $period } }, { id: "b", figure: { indicator: $b, period: $period } }], conditions: [{ column: "b", operator: GT, value: ${MIDDLE} }], order: [{ column: "a" }] }) { totalCount rows { code unit { name } cells { value } } } }`,
    variations: SYNTHETIC_PERIODS.flatMap((period) => pairs.map((pair) => ({ ...pair, period }))),
    connections: { replay: 1, real: 1 },
    callerPerRequest: false,
    onlyReal: true,
  };
}

/** So many pairs of a code and a period, all different. */
function variations(name: string, codes: readonly string[], count: number): Record<string, unknown>[] {
  const pairs = SYNTHETIC_PERIODS.flatMap((period) => codes.map((code) => ({ [name]: code, period })));
  if (pairs.length < count)
    throw new Error(`There are only ${pairs.length} variations of ${name} instead of ${count}.`);
  return pairs.slice(0, count);
}

/** The query of operation E, over so many communes. */
export const GROWTH_QUERY = `query Growth($first: Int!, $period: TimePeriod!) { administrativeUnits(level: COMMUNE, on: "${DAY_OF_GROWTH}", first: $first) { nodes { code name ${figureSelection(MANY)} } } }`;
