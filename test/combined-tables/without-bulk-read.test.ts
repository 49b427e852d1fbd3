import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse, print, visit } from 'graphql';
import type { CombinedTableInput, TableColumnInput } from '../../subgraphs/custom-views/table/input.ts';
import { parseSliceKey } from '../../subgraphs/kit/slice.ts';
import { leavesBySql } from '../support/communes-by-sql.ts';
import { askForTable, tablePage } from '../support/combined-table.ts';
import { tableInputs } from '../support/random-tables.ts';
import { declarations, fileSynthetic, type SyntheticFigure } from '../support/synthetic-figures.ts';
import { SUPERGRAPH, useGraph, type Answer } from '../support/use-graph.ts';

const RUNS = Number(process.env['TABLE_RUNS'] ?? 8);
const AGENCIES = declarations.agencies.map(({ code }) => code);
/** The communes that Hữu Kiệm came out of in July 2025. */
const FORMER = ['16840-20211101', '16849-20211101', '16861-20211101'];
const WITHOUT_BULK_READ = print(
  visit(parse(SUPERGRAPH), { FieldDefinition: ({ name }) => (name.value === '_figures' ? null : undefined) }),
);

describe('agencies without the bulk read', () => {
  const inBulk = useGraph();
  const without = useGraph({ supergraph: WITHOUT_BULK_READ });
  /** Columns by the units that have all of them: places around are not looked for then. */
  let tables: Map<string, TableColumnInput[]>;

  beforeAll(async () => {
    const figure = { indicator: 'PR_HOUSEHOLDS', unit: '201-20211101', period: '2022' };
    const unusual: SyntheticFigure[] = [
      { ...figure, value: 1, source: 'synthetic-newspaper', status: 'UNVALIDATED' },
      { ...figure, value: 2 },
      { ...figure, value: 3, revision: 2 },
      { ...figure, value: 4, isTarget: true },
      { ...figure, period: '2022-S1', value: 5, isTarget: true },
      { ...figure, period: '2021', low: 6, high: 7, qualifier: 'RANGE' },
    ];
    const communes = await leavesBySql(inBulk.database, '2025-07-01');
    const everywhere = communes.map((unit, place) => ({
      indicator: 'LE_RURAL_WORKERS_DB',
      unit,
      period: '2025',
      value: place,
    }));
    const weights = FORMER.map((unit, place) => ({
      indicator: 'LE_WORKERS_ADMIN',
      unit,
      period: '2024',
      value: 10 * place,
    }));
    for (const { database } of [inBulk, without])
      await fileSynthetic(database, [...unusual, ...everywhere, ...weights]);
    const series: { indicator: string; slice: string; areas: string[] }[] = [];
    for (const agency of AGENCIES)
      series.push(
        ...(await inBulk.database.query<(typeof series)[number]>(
          `select indicator, slice, array_agg(distinct ref_area) as areas from ${agency.replaceAll('-', '_')}.observation
           group by indicator, slice order by indicator, slice`,
        )),
      );
    tables = new Map();
    for (const { indicator, slice, areas } of series) {
      const dimensions = Object.entries(parseSliceKey(slice)!).map(([dimension, code]) => ({
        dimension,
        codes: [code],
      }));
      const column: TableColumnInput = { figure: { indicator, dimensions, derive: 'NEVER' } };
      tables.set(areas.join(), [...(tables.get(areas.join()) ?? []), column]);
    }
  });

  const both = async (input: CombinedTableInput) => [await tablePage(inBulk, input), await tablePage(without, input)];

  it('are read through observations, with the same answer for every indicator and slice', async () => {
    let cells = 0;
    for (const [areas, columns] of tables) {
      const [expected, read] = await both({ units: { codes: areas.split(',') }, columns: columns.slice(0, 50) });
      expect(read).toEqual(expected);
      cells += read!.rows.reduce((sum, row) => sum + row.cells.filter(({ origin }) => origin === 'REPORTED').length, 0);
    }
    expect(cells).toBeGreaterThan(1_500);
  });

  it('give the same answers of one period, up to one, before a correction, and where there is only a target', async () => {
    const households = (figure: object): TableColumnInput => ({ figure: { indicator: 'PR_HOUSEHOLDS', ...figure } });
    const columns = [{ period: '2022' }, { upTo: '2021' }, { period: '2022-S1' }, {}].map(households);
    const [expected, read] = await both({ units: { codes: ['201-20211101'] }, columns });
    expect(read).toEqual(expected);
    expect(read!.rows[0]!.cells.map(({ value, valueLow, reasonCode }) => value ?? valueLow ?? reasonCode)).toEqual([
      3,
      6,
      'TARGETS_ONLY',
      3,
    ]);
    const [known, before] = await both({ units: { codes: ['201-20211101'] }, columns, asOf: '2001-01-01T00:00:00Z' });
    expect(before).toEqual(known);
    expect(before!.rows[0]!.cells.filter(({ value }) => value !== null)).toEqual([]);
  });

  it('are read by the thousand, none left out', async () => {
    const asked = without.asked.length;
    const [expected, read] = await both({
      units: { level: 'COMMUNE', on: '2025-07-01' },
      columns: [{ figure: { indicator: 'LE_RURAL_WORKERS_DB', period: '2025' } }],
      order: [{ column: 'c1' }],
    });
    expect(read).toEqual(expected);
    expect(read!.coverage[0]).toMatchObject({ have: 3_321, of: 3_321 });
    // The second reading is of the thousand rows on the page.
    expect(without.asked.slice(asked)).toEqual(Array.from({ length: 4 + 1 }, () => 'labour-and-employment'));
  });

  it('are read for what weighs the parts of a divided unit too', async () => {
    const [expected, read] = await both({
      // The weights of the other two, which are no rows, are needed.
      units: { codes: [FORMER[1]!] },
      columns: [
        {
          figure: { indicator: 'LE_RURAL_WORKERS_DB', period: '2025' },
          weight: { indicator: 'LE_WORKERS_ADMIN', period: '2024' },
        },
      ],
      boundaries: { kind: 'ON_DATE', on: '2025-06-30' },
    });
    expect(read).toEqual(expected);
    expect(read!.rows[0]!.cells[0]!.origin).toBe('CONVERTED_BY_ESTIMATE');
  });

  it('are asked for the units that bear on the rows alone, not for the whole country', async () => {
    const asked = without.asked.length;
    const [expected, read] = await both({
      units: { codes: ['16849-20250701'] },
      columns: [{ figure: { indicator: 'PR_HOUSEHOLDS', period: '2022' } }],
      boundaries: { kind: 'ON_DATE', on: '2025-07-01' },
    });
    expect(read).toEqual(expected);
    const requests = without.asked.slice(asked).filter((name) => name === 'poverty-reduction');
    // Two steps for the row, two for the places around it; a thousand units in each request.
    expect(requests.length).toBeLessThanOrEqual(4);
  });

  it('give the same answers to any table', async () => {
    await fc.assert(
      fc.asyncProperty(tableInputs, async (input) => {
        const [expected, read] = await Promise.all([askForTable(inBulk, input), askForTable(without, input)]);
        const versions = (answer: Answer) => ({ ...answer, extensions: undefined });
        expect(versions(read)).toEqual(versions(expected));
      }),
      { numRuns: RUNS },
    );
  }, 120_000);
});
