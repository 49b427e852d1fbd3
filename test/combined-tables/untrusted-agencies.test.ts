import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SubgraphAnswer } from '../../gateway/reach/subgraph-answer.ts';
import type { CombinedTableInput } from '../../subgraphs/custom-views/table/input.ts';
import { tablePage } from '../support/combined-table.ts';
import { fileSynthetic } from '../support/synthetic-figures.ts';
import { SUPERGRAPH, useGraph, type TestGraph } from '../support/use-graph.ts';

const UNITS = ['16840-20211101', '16849-20211101', '16861-20211101'];
const INPUT: CombinedTableInput = {
  units: { codes: UNITS },
  columns: [
    { id: 'households', figure: { indicator: 'PR_HOUSEHOLDS', period: '2024' } },
    { id: 'workers', figure: { indicator: 'LE_WORKERS_ADMIN', period: '2024' } },
  ],
};
const GONE = { value: null, valueLow: null, valueHigh: null, origin: 'MISSING', reasonCode: 'AGENCY_UNAVAILABLE' };
const file = ({ database }: TestGraph) =>
  fileSynthetic(
    database,
    UNITS.flatMap((unit, place) => [
      { indicator: 'PR_HOUSEHOLDS', unit, period: '2024', value: 100 + place },
      { indicator: 'LE_WORKERS_ADMIN', unit, period: '2024', value: 10 + place },
    ]),
  );

/** What an agency may get wrong in one column of its bulk read. */
type Spoil = (column: any, answer: any) => void;

describe('a table of an agency that answers what is no answer', () => {
  let spoil: Spoil = () => {};
  const graph = useGraph({
    onAnswer: (name, answer) => {
      if (name !== 'poverty-reduction' || !answer.data) return answer;
      const data = structuredClone(answer.data) as any;
      for (const field of Object.values<any>(data)) for (const column of field.columns ?? []) spoil(column, field);
      return { data, extensions: answer.extensions } as SubgraphAnswer;
    },
  });
  beforeAll(() => file(graph));

  it.each<[string, Spoil]>([
    ['numbers as texts', (column) => (column.values = column.values.map(String))],
    ['fewer values than units', (column) => column.values.pop()],
    ['no list of values', (column) => (column.values = null)],
    ['no qualifiers', (column) => (column.qualifier = null)],
    ['another unit of measure', (column) => (column.unitMeasure = 'PS')],
    ['another indicator', (column) => (column.indicator = 'PR_POOR_HH')],
    ['another slice', (column) => (column.dimensions = [{ dimension: 'SEX', code: 'F' }])],
    ['no period', (column) => (column.timePeriod = 'last year')],
    ['decimals that are no number', (column) => (column.decimals = '2')],
    ['a power of ten beyond all', (column) => (column.unitMultiplier = 308)],
    ['units in another order', (_column, answer) => (answer.units = answer.units.toReversed())],
    ['another unit', (_column, answer) => answer.units.splice(0, 1, '01-20211101')],
  ])('has nothing of it, and all of the others: %s', async (_what, how) => {
    spoil = how;
    const { rows, warnings } = await tablePage(graph, INPUT);
    expect(rows.map(({ cells }) => cells[1]!.value)).toEqual([10, 11, 12]);
    for (const { cells } of rows) expect(cells[0]).toMatchObject(GONE);
    expect(warnings).toContainEqual(
      expect.objectContaining({
        code: 'AGENCY_UNAVAILABLE',
        column: null,
        text: expect.stringContaining('poverty-reduction'),
      }),
    );
    spoil = () => {};
    expect((await tablePage(graph, INPUT)).rows.map(({ cells }) => cells[0]!.value)).toEqual([100, 101, 102]);
  });
});

describe('a table of an agency that stops answering while it is read', () => {
  /** Requests of a table that the agency answers. */
  let answered = Infinity;
  let asks = 0;
  const graph = useGraph({
    onAsk: (name) => {
      if (name !== 'poverty-reduction') return;
      asks += 1;
      if (asks > answered) throw new Error('It has stopped.');
    },
  });
  beforeAll(() => file(graph));
  beforeEach(() => {
    [answered, asks] = [Infinity, 0];
  });

  it('has nothing of it, and all of the others', async () => {
    // What is reported is read first; then, since there is none, what it follows from.
    const derived = { indicator: 'PR_POOR_RATE', dimensions: [{ dimension: 'STANDARD', codes: ['NAT_2022_2025'] }] };
    const input = { ...INPUT, columns: [...INPUT.columns, { id: 'rate', figure: { ...derived, period: '2024' } }] };
    answered = 1;
    const { rows, warnings } = await tablePage(graph, input);
    for (const { cells } of rows) expect(cells[0]).toMatchObject(GONE);
    expect(rows.map(({ cells }) => cells[1]!.value)).toEqual([10, 11, 12]);
    expect(warnings.filter(({ code }) => code === 'AGENCY_UNAVAILABLE').map(({ column }) => column)).toEqual([
      'households',
      'rate',
      null,
    ]);
  });

  it('lacks what is told beside it alone, where it has answered for the table itself', async () => {
    const input = { ...INPUT, units: { codes: [...UNITS, '16813-20211101'] } };
    const whole = await tablePage(graph, input);
    // The places around the unit without a figure are read last.
    [answered, asks] = [asks - 1, 0];
    const { rows, coverage } = await tablePage(graph, { ...input, columns: input.columns.map((one) => ({ ...one })) });
    expect(rows.map(({ cells }) => cells[0]!.value)).toEqual(whole.rows.map(({ cells }) => cells[0]!.value));
    expect(coverage[0]).toMatchObject({ have: 3, of: 4, nearest: null });
  });
});

describe('a table of an agency whose code is no name of a subgraph', () => {
  const graph = useGraph({
    supergraph: SUPERGRAPH.replaceAll('@agency(code: "poverty-reduction"', '@agency(code: "poverty"'),
  });
  beforeAll(() => file(graph));

  it('has nothing of it, and all of the others', async () => {
    const { rows } = await tablePage(graph, INPUT);
    for (const { cells } of rows) expect(cells[0]).toMatchObject(GONE);
    expect(rows.map(({ cells }) => cells[1]!.value)).toEqual([10, 11, 12]);
  });
});
