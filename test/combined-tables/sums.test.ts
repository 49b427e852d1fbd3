import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { tablePage, wholeTable } from '../support/combined-table.ts';
import { fileSynthetic, type SyntheticFigure } from '../support/synthetic-figures.ts';
import { useGraph } from '../support/use-graph.ts';

const LAST_DAY = '2024-12-31';
const CHILDREN = { indicator: 'PC_CHILDREN', dimensions: [{ dimension: 'AGE', codes: ['Y_LT6'] }], period: '2024' };
const AWAY = { indicator: 'PC_CHILDREN_PARENTS_AWAY', period: '2024' };
const WORKPLACES = ['IN_PROVINCE', 'OUTSIDE_PROVINCE'];
/** Provinces whose children of absent parents are made up: whole ones, one with an island district. */
const PROVINCES = ['40-20211101', '22-20211101', '51-20211101'];
/** Island districts are peopled, but for Hoàng Sa, and have no communes. */
const ISLANDS = `level = 'DISTRICT' and not exists (select from administrative_units.unit child where child.parent_code = unit.code)`;

// Every commune of the country is converted, several times over.
jest.setTimeout(120_000);

describe('synthetic figures of all communes', () => {
  const graph = useGraph();
  const { database } = graph;
  let islands: { code: string; parent: string }[];

  beforeAll(async () => {
    const communes = await database.query<{ code: string; province: string }>(
      `select unit.code, district.parent_code as province
       from administrative_units.unit join administrative_units.unit district on district.code = unit.parent_code
       where unit.level = 'COMMUNE' and (unit.valid_from is null or unit.valid_from <= $1) and unit.valid_to > $1
         or unit.level = 'COMMUNE' and unit.valid_to is null and (unit.valid_from is null or unit.valid_from <= $1)
       order by unit.code`,
      [LAST_DAY],
    );
    islands = await database.query(
      `select code, parent_code as parent from administrative_units.unit where ${ISLANDS}`,
    );
    const figures = communes.flatMap(({ code, province }, place): SyntheticFigure[] => [
      { indicator: 'PC_CHILDREN', slice: 'AGE=Y_LT6', unit: code, period: '2024', value: (place * 7_919) % 1_013 },
      ...(PROVINCES.includes(province) ? WORKPLACES : []).map((workplace, part) => ({
        indicator: 'PC_CHILDREN_PARENTS_AWAY',
        slice: `PARENT_WORKPLACE=${workplace}`,
        unit: code,
        period: '2024',
        value: (place * (part + 3)) % 97,
      })),
    ]);
    await fileSynthetic(database, figures);
  }, 60_000);

  /** Sums by plain SQL over parents in the list of units. */
  const sumsBySql = async (level: string, indicator: string) => {
    const rows = await database.query<{ code: string; sum: number; parts: number }>(
      `with recursive above as (
         select code, code as ancestor from administrative_units.unit where level = 'COMMUNE'
         union all
         select above.code, unit.parent_code from above join administrative_units.unit on unit.code = above.ancestor
       )
       select ancestor as code, sum(value)::float8, count(distinct ref_area)::int as parts from above
       join administrative_units.unit on unit.code = ancestor and unit.level = $1
       join population_and_children.observation o on o.ref_area = above.code and o.time_period = '2024' and o.indicator = $2
       group by ancestor`,
      [level, indicator],
    );
    return new Map(rows.map(({ code, ...sum }) => [code, sum]));
  };

  it.each(['DISTRICT', 'PROVINCE'])('add up to each %s that they lie in, exactly', async (level) => {
    const expected = await sumsBySql(level, 'PC_CHILDREN');
    const withIslands = new Set(islands.flatMap(({ code, parent }) => [code, parent]));
    const { rows, warnings } = await wholeTable(graph, {
      units: { level, on: LAST_DAY },
      columns: [{ figure: CHILDREN }],
      boundaries: { kind: 'ON_DATE', on: LAST_DAY },
    });
    const whole = rows.filter(({ code }) => !withIslands.has(code));
    expect(whole.length).toBe(level === 'DISTRICT' ? 696 : 58);
    for (const { code, cells } of whole) {
      const { sum, parts } = expected.get(code)!;
      expect(cells[0]).toMatchObject({
        origin: 'CONVERTED_EXACTLY',
        value: sum,
        qualifier: 'EQ',
        coverage: { have: parts, of: parts },
        reasonCode: null,
        formula: 'sum(PC_CHILDREN[AGE=Y_LT6])',
      });
    }
    expect(warnings.map(({ code }) => code)).toEqual(level === 'DISTRICT' ? ['INCOMPLETE'] : ['BOUNDS_AMONG_EXACT']);
  });

  it('are at least so many where an island without communes has no figure', async () => {
    const expected = await sumsBySql('PROVINCE', 'PC_CHILDREN');
    const { rows } = await tablePage(graph, {
      units: { codes: islands.map(({ parent }) => parent) },
      columns: [{ figure: CHILDREN }],
      boundaries: { kind: 'ON_DATE', on: LAST_DAY },
    });
    expect(rows).toHaveLength(5);
    for (const { code, cells } of rows) {
      const { sum, parts } = expected.get(code)!;
      expect(cells[0]).toMatchObject({
        value: null,
        valueLow: sum,
        valueHigh: null,
        qualifier: 'GE',
        reasonCode: 'PARTS_MISSING',
        coverage: { have: parts, of: parts + 1 },
      });
    }
  });

  it('whose slices are exhaustive add up over slices and units alike', async () => {
    const slices = WORKPLACES.map((code) => ({
      figure: { ...AWAY, dimensions: [{ dimension: 'PARENT_WORKPLACE', codes: [code] }] },
    }));
    const all = { figure: { ...AWAY, dimensions: [{ dimension: 'PARENT_WORKPLACE', codes: WORKPLACES }] } };
    const boundaries = { kind: 'ON_DATE', on: LAST_DAY } as const;
    const columns = [{ figure: AWAY }, all, ...slices];
    const provinces = await tablePage(graph, { units: { codes: PROVINCES }, columns, boundaries });
    const expected = await sumsBySql('PROVINCE', 'PC_CHILDREN_PARENTS_AWAY');
    const whole = provinces.rows.filter(({ code }) => code !== '51-20211101');
    expect(whole).toHaveLength(2);
    for (const { code, cells } of whole) {
      const [total, added, ...parts] = cells.map(({ value }) => value!);
      expect(total).toBe(expected.get(code)!.sum);
      expect(added).toBe(total);
      expect(parts.reduce((sum, value) => sum + value, 0)).toBe(total);
      expect(cells.map(({ origin }) => origin)).toEqual([
        'DERIVED',
        'DERIVED',
        ...slices.map(() => 'CONVERTED_EXACTLY'),
      ]);
    }
    for (const within of whole.map(({ code }) => code)) {
      const { rows } = await tablePage(graph, { units: { level: 'COMMUNE', within, on: LAST_DAY }, columns });
      expect(rows.length).toBe(expected.get(within)!.parts);
      const total = rows.reduce((sum, { cells }) => sum + cells[0]!.value!, 0);
      expect(total).toBe(expected.get(within)!.sum);
    }
  });
});
