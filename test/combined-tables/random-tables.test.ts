import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TableCell } from '../../subgraphs/custom-views/table/document.ts';
import type { CombinedTableInput } from '../../subgraphs/custom-views/table/input.ts';
import { askForTable, type AskedTable } from '../support/combined-table.ts';
import { scatteredFigures, tableInputs } from '../support/random-tables.ts';
import { fileSynthetic } from '../support/synthetic-figures.ts';
import { useGraph } from '../support/use-graph.ts';

const RUNS = Number(process.env['TABLE_RUNS'] ?? 25);
const EXPLAIN = `query ($input: CombinedTableInput!, $unit: ID!, $column: ID!) { explain(input: $input, unit: $unit, column: $column) {
  cell { origin value valueLow valueHigh qualifier obsStatus reasonCode formula }
} }`;

describe('any table', () => {
  const graph = useGraph();

  beforeAll(() => fileSynthetic(graph.database, scatteredFigures()));

  it('is answered, or refused with what to send, and says of every cell what it is', async () => {
    await fc.assert(
      fc.asyncProperty(tableInputs, fc.nat(), async (input, draw) => {
        const { data, errors } = await askForTable(graph, input);
        if (errors) {
          expect(errors.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT']);
          return;
        }
        const table = data.combinedTable as AskedTable;
        const cells = table.rows.flatMap((row) => row.cells.map((cell) => ({ code: row.code, ...cell })));
        const cited = new Set(table.citations.map(({ number }) => number));
        expect(
          cells.filter((cell) => faultOf(cell, cited) !== null).map((cell) => [faultOf(cell, cited), cell]),
        ).toEqual([]);
        expect(table.rows.filter(({ rank }) => rank && rank.from > rank.to)).toEqual([]);
        if (cells.length > 0 && input.boundaries?.kind !== 'TWO_DATES')
          await isExplained(input, cells[draw % cells.length]!);
      }),
      { numRuns: RUNS },
    );
  }, 120_000);

  const isExplained = async (input: CombinedTableInput, { code, column, ...cell }: TableCell & { code: string }) => {
    const { data, errors } = await graph.ask(EXPLAIN, { input, unit: code, column });
    expect(errors).toBeUndefined();
    expect(cell).toMatchObject(data.explain.cell);
  };
});

/** What a cell says that cannot be; null: nothing. */
function faultOf(cell: TableCell, cited: ReadonlySet<number>): string | null {
  const { origin, value, valueLow, valueHigh, qualifier, reasonCode, citations, obsStatus, coverage } = cell;
  const isNothing = origin === 'MISSING' || origin === 'IMPOSSIBLE' || obsStatus === 'SUPPRESSED';
  if (isNothing)
    return value !== null || valueLow !== null || valueHigh !== null || qualifier !== null
      ? 'a value of nothing'
      : reasonCode === null || cell.reason === null
        ? 'no reason'
        : null;
  if (obsStatus.startsWith('MISSING')) return 'a value that is missing';
  if (citations.length === 0 || citations.some((number) => !cited.has(number))) return 'no source';
  // Of a rate a denominator that lacks parts leaves an upper bound.
  if (coverage && coverage.have < coverage.of && ['EQ', 'APPROX'].includes(qualifier!))
    return 'missing parts, and no mere bound';
  const [hasLow, hasHigh] = [valueLow !== null, valueHigh !== null];
  const fits: Readonly<Record<string, boolean>> = {
    EQ: value !== null && !hasLow && !hasHigh,
    APPROX: value !== null,
    GE: hasLow && !hasHigh,
    GT: hasLow && !hasHigh,
    LE: hasHigh && !hasLow,
    LT: hasHigh && !hasLow,
    RANGE: hasLow && hasHigh && valueLow! <= valueHigh!,
  };
  return fits[qualifier ?? ''] ? null : 'numbers that do not fit the qualifier';
}
