import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import type { CombinedTableInput, FigureInput, TableColumnInput } from '../../subgraphs/custom-views/table/input.ts';
import { tablePage } from '../support/combined-table.ts';
import { useViewsGraph } from '../support/use-views-graph.ts';

const people = (period: string, derive: FigureInput['derive'] = 'IF_MISSING'): FigureInput => ({
  indicator: 'PC_POPULATION',
  period,
  derive,
});
const doctors = (id: string, denominator: FigureInput): TableColumnInput => ({
  id,
  rate: { numerator: { indicator: 'HC_DOCTORS_TOTAL', period: '2021' }, denominator },
});
const INPUT: CombinedTableInput = {
  units: { codes: ['01-20211101', '20-20211101'] },
  columns: [
    { id: 'then', figure: people('2021') },
    { id: 'now', figure: people('2023') },
    { id: 'again', figure: people('2023', 'NEVER') },
    doctors('ofThen', people('2021')),
    doctors('ofNow', people('2023')),
  ],
};

describe('codes for exchange', () => {
  const graph = useViewsGraph();
  const exported = async (ending: string) => {
    const answer = await fetch(`${graph.url()}/exports/table.${ending}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ input: INPUT, language: 'EN' }),
    });
    expect(answer.status).toBe(200);
    return answer.text();
  };

  it('are those of one series in whichever period, and others for what could be the same figure', async () => {
    const { columns } = await tablePage(graph, INPUT);
    const rate = 'HC_DOCTORS_TOTAL_PER_1000_PC_POPULATION';
    expect(columns.map(({ id, code }) => [id, code])).toEqual([
      ['then', 'PC_POPULATION'],
      ['now', 'PC_POPULATION'],
      ['again', 'PC_POPULATION_2'],
      ['ofThen', rate],
      ['ofNow', `${rate}_2`],
    ]);
  });

  it('tell the figures of a unit and period apart in SDMX-CSV, without a column beside them', async () => {
    const lines: Record<string, string>[] = parse(await exported('sdmx.csv'), { columns: true });
    const [first] = lines;
    const dimensions = Object.keys(first!).slice(3, Object.keys(first!).indexOf('OBS_VALUE'));
    expect(dimensions).not.toContain('COLUMN');
    const keys = lines.map((line) => dimensions.map((id) => line[id]).join('.'));
    expect(new Set(keys).size).toBe(INPUT.columns.length * 2);
  });

  it('name one measure each in SDMX-JSON', async () => {
    const { data } = JSON.parse(await exported('sdmx.json'));
    const { dimensions } = data.structures[0];
    const indicator = Object.values<{ id: string; values: { id: string }[] }[]>(dimensions)
      .flat()
      .find(({ id }) => id === 'INDICATOR')!;
    const ids = indicator.values.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(4);
  });
});
