import { expect } from '@jest/globals';
import type { CombinedTableInput } from '../../subgraphs/custom-views/table/input.ts';
import type { TableDocument, TableRow } from '../../subgraphs/custom-views/table/document.ts';
import type { Answer, TestGraph } from './use-graph.ts';

const CELL = `column origin observation value valueLow valueHigh decimals qualifier unitMeasure timePeriod obsStatus refArea reasonCode
  reason(language: EN) formula coverage { have of } citations warnings`;
const QUERY = `query ($input: CombinedTableInput!, $first: Int!, $after: String) {
  combinedTable(input: $input, first: $first, after: $after) {
    columns { id code formula unitMeasure unitMultiplier }
    rows { code name boundariesOn counterparts rank { from to shared } unrankedReason cells { ${CELL} } }
    totalCount undecidedCount rankRefused pageInfo { hasNextPage endCursor }
    coverage { column have of agency reasons { code count } nearest { level count } }
    warnings { code column count units refusesRank text(language: EN) }
    citations { number citation { source title } }
    dataVersions { subgraph version }
  }
}`;

type Asking = Pick<TestGraph, 'ask'>;
export type AskedTable = Omit<TableDocument, 'rows'> & {
  readonly rows: readonly TableRow[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
};

export const askForTable = (
  { ask }: Asking,
  input: CombinedTableInput,
  first = 1_000,
  after: string | null = null,
): Promise<Answer> => ask(QUERY, { input, first, after });

/** One page of a table from the running graph. */
export async function tablePage(graph: Asking, input: CombinedTableInput, first?: number, after?: string | null) {
  const { data, errors } = await askForTable(graph, input, first, after);
  expect(errors).toBeUndefined();
  return data.combinedTable as AskedTable;
}

/** Every row of a table, page after page. */
export async function wholeTable(graph: Asking, input: CombinedTableInput, first = 1_000): Promise<AskedTable> {
  const page = await tablePage(graph, input, first);
  const rows = [...page.rows];
  for (let { pageInfo } = page; pageInfo.hasNextPage;) {
    const next = await tablePage(graph, input, first, pageInfo.endCursor);
    rows.push(...next.rows);
    ({ pageInfo } = next);
  }
  return { ...page, rows };
}

/** The values of one column by unit; null where there is none. */
export function valuesOf({ rows }: Pick<AskedTable, 'rows'>, column = 0): Map<string, number | null> {
  return new Map(rows.map(({ code, cells }) => [code, cells[column]!.value]));
}
