import { beforeAll, describe, expect, it } from '@jest/globals';
import { wholeTable, type AskedTable } from '../support/combined-table.ts';
import { convertedBySql, leavesBySql } from '../support/communes-by-sql.ts';
import { fileSynthetic } from '../support/synthetic-figures.ts';
import { useGraph } from '../support/use-graph.ts';

const BEFORE = '2025-06-30';
const REFORM = '2025-07-01';
const INDICATOR = 'LE_RURAL_WORKERS_DB';
/** Periods under which the units of these days have synthetic figures. */
const FILED: Readonly<Record<string, string>> = { '2022': '2022-12-31', '2025-S1': BEFORE };
/** Nghệ An, Thanh Hóa, Hà Nội, Hòa Bình, Nam Định, Lạng Sơn: provinces whose communes changed before the reform too. */
const CHANGED_EARLY = ['40-20211101', '38-20211101', '01-20211101', '17-20211101', '36-20211101', '20-20211101'];
/** Under which the result of converting to the reform's communes is filed again. */
const FILED_AGAIN = '2025';

describe('figures converted to the communes of another day', () => {
  const graph = useGraph();
  const { database } = graph;
  const filed = new Map<string, ReadonlyMap<string, number>>();
  const converted = async (
    level: string,
    on: string,
    period: string,
    provinces: readonly (string | null)[] = [null],
  ) => {
    const tables: AskedTable[] = [];
    for (const within of provinces)
      tables.push(
        await wholeTable(graph, {
          units: { level, within, on },
          columns: [{ figure: { indicator: INDICATOR, period } }],
          boundaries: { kind: 'ON_DATE', on },
        }),
      );
    return tables.flatMap(({ rows }) => rows);
  };

  beforeAll(async () => {
    for (const [period, day] of Object.entries(FILED)) {
      const units = await leavesBySql(database, day);
      filed.set(period, new Map(units.map((unit, place) => [unit, 1 + ((place * 7_919) % 9_973)])));
    }
    const figures = [...filed].flatMap(([period, values]) =>
      [...values].map(([unit, value]) => ({ indicator: INDICATOR, unit, period, value })),
    );
    await fileSynthetic(database, figures);
  }, 60_000);

  it.each<[string, string, readonly (string | null)[]]>([
    ['2022', '2024-12-31', CHANGED_EARLY],
    ['2022', REFORM, CHANGED_EARLY],
    ['2025-S1', REFORM, [null]],
  ])(
    'those of %s on %s are exact wherever whole units make up the commune, and nowhere else',
    async (period, on, within) => {
      const values = filed.get(period)!;
      const expected = await convertedBySql(database, values, [FILED[period]!, on]);
      const rows = await converted('COMMUNE', on, period, within);
      expect(rows.length).toBeGreaterThan(500);
      const told = rows.map(({ code, cells: [cell] }) => [code, cell!.origin, cell!.value, cell!.reasonCode]);
      const bySql = rows.map(({ code }) => {
        const { isExact, sum } = expected.get(code)!;
        if (!isExact) return [code, 'IMPOSSIBLE', null, 'BOUNDARY_DIVIDED'];
        return [code, values.has(code) ? 'REPORTED' : expect.stringMatching(/REPORTED|CONVERTED_EXACTLY/), sum, null];
      });
      expect(told).toEqual(bySql);
      if (on === REFORM && period === '2025-S1')
        expect(bySql.filter(([, origin]) => origin !== 'IMPOSSIBLE')).toHaveLength(2_937);
    },
  );

  describe('and filed there', () => {
    let original: ReadonlyMap<string, number>;
    /** Of the reform, where people went. */
    let steps: { predecessor: string; successor: string }[];

    beforeAll(async () => {
      original = filed.get('2025-S1')!;
      const rows = await converted('COMMUNE', REFORM, '2025-S1');
      const exact = rows.flatMap(({ code, cells }) =>
        cells[0]!.value === null ? [] : { code, value: cells[0]!.value },
      );
      await fileSynthetic(
        database,
        exact.map(({ code, value }) => ({ indicator: INDICATOR, unit: code, period: FILED_AGAIN, value })),
      );
      steps = await database.query(
        `select predecessor_code as predecessor, successor_code as successor from administrative_units.lineage
         where effective_date = $1 and kind <> 'ABOLISH' and coalesce(share, 1) <> 0`,
        [REFORM],
      );
    }, 60_000);

    it('come back as they were for every commune that was only renamed, transferred or left alone, and for no other', async () => {
      const rows = await converted('COMMUNE', BEFORE, FILED_AGAIN, CHANGED_EARLY);
      const [bySuccessor, byPredecessor] = [
        Map.groupBy(steps, ({ successor }) => successor),
        Map.groupBy(steps, ({ predecessor }) => predecessor),
      ];
      const isOneToOne = (code: string) => {
        const next = byPredecessor.get(code) ?? [];
        return next.every(({ successor }) => next.length === 1 && bySuccessor.get(successor)!.length === 1);
      };
      const back = rows.filter(({ cells }) => cells[0]!.value !== null);
      expect(back.map(({ code, cells }) => [code, cells[0]!.value])).toEqual(
        rows.filter(({ code }) => isOneToOne(code)).map(({ code }) => [code, original.get(code)]),
      );
      expect(back.length).toBeGreaterThan(20);
      // Where a successor was divided itself, nothing was filed again.
      const reasons = new Set(rows.filter((row) => !back.includes(row)).map(({ cells }) => cells[0]!.reasonCode));
      expect(reasons).toEqual(new Set(['BOUNDARY_DIVIDED', 'NO_FIGURE']));
    });

    it('come back as the sum of every group that was merged whole: districts with the same outline', async () => {
      const sums = new Map(
        (
          await database.query<{ code: string; sum: number }>(
            `select parent_code as code, sum(v.value::float8)::float8 from administrative_units.unit
             join json_each_text($1) v on v.key = unit.code group by parent_code`,
            [JSON.stringify(Object.fromEntries(original))],
          )
        ).map(({ code, sum }) => [code, sum]),
      );
      const rows = await converted('DISTRICT', BEFORE, FILED_AGAIN);
      const exact = rows.filter(({ cells }) => cells[0]!.qualifier === 'EQ');
      const told = exact.map(({ code, cells }) => [code, cells[0]!.value]);
      expect(told).toEqual(exact.map(({ code }) => [code, sums.get(code) ?? original.get(code)]));
      // 387 have the old outline, more by people; fewer have all their communes filed again.
      expect(exact.length).toBeGreaterThan(300);
      const bounds = rows.filter(({ cells }) => cells[0]!.qualifier === 'GE');
      expect(bounds.length).toBeGreaterThan(100);
      for (const {
        code,
        cells: [cell],
      } of bounds) {
        expect(cell!.valueLow).toBeLessThanOrEqual(sums.get(code)!);
        expect(cell!.coverage!.have).toBeLessThan(cell!.coverage!.of);
      }
    });
  });
});
