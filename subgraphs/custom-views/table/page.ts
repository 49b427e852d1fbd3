import { createHash } from 'node:crypto';
import { badInput } from '../../kit/errors.ts';
import type { ViewContext } from '../context.ts';
import { combineTable } from './combined-table.ts';
import type { TableDocument } from './document.ts';
import type { CombinedTableInput } from './input.ts';

export const LARGEST_PAGE = 1_000;

export interface PageAsked {
  readonly first: number;
  readonly after: string | null;
}

/** A table as the graph gives it: one page, with the place of the next. */
export interface TablePage extends TableDocument {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** One page of a table, computed from what is known now. */
export async function tablePage(
  input: CombinedTableInput,
  { first, after }: PageAsked,
  context: ViewContext,
): Promise<TablePage> {
  if (first < 1 || first > LARGEST_PAGE) throw badInput(`"first" must be from 1 to ${LARGEST_PAGE}, but is ${first}.`);
  const cursor = after === null ? null : readCursor(after);
  const offset = cursor?.offset ?? 0;
  const table = await combineTable(input, { ...(await context.sources()), tellsLater: true }, { offset, first });
  const state = stateOf(input, table);
  if (cursor && cursor.state !== state)
    throw badInput(
      'The cursor is of another input, or figures have changed or an agency stopped answering since the page before. Begin again without "after", or send "asOf" to page through what was known at one instant.',
    );
  return paged(table, { offset, first, state });
}

/** One page of a table that has all its rows. */
export function pageOf(table: TableDocument, { first, after }: PageAsked): TablePage {
  if (first < 1 || first > LARGEST_PAGE) throw badInput(`"first" must be from 1 to ${LARGEST_PAGE}, but is ${first}.`);
  const state = 'frozen';
  const cursor = after === null ? null : readCursor(after);
  if (cursor && cursor.state !== state)
    throw badInput('"after" must be the endCursor of an earlier page of this table.');
  const offset = cursor?.offset ?? 0;
  return paged({ ...table, rows: table.rows.slice(offset, offset + first) }, { offset, first, state });
}

function paged(
  table: TableDocument,
  { offset, first, state }: { offset: number; first: number; state: string },
): TablePage {
  const end = offset + table.rows.length;
  return {
    ...table,
    pageInfo: {
      hasNextPage: offset + first < table.totalCount,
      endCursor: table.rows.length > 0 ? Buffer.from(`${end} ${state}`).toString('base64url') : null,
    },
  };
}

/** What pages of one table have in common: the input, the agencies that answered, and the data unless an instant that is over is asked. */
function stateOf(
  input: CombinedTableInput,
  { dataVersions, boundariesVersion, asOf, totalCount, warnings }: TableDocument,
): string {
  const silent = warnings.filter(({ code, column }) => code === 'AGENCY_UNAVAILABLE' && column === null);
  // Until an instant is over, more may become known of it.
  const isOver = asOf !== null && Date.parse(asOf) < Date.now();
  const state = {
    input,
    boundariesVersion,
    totalCount,
    silent: silent.map(({ text }) => text.en),
    dataVersions: isOver ? [] : dataVersions,
  };
  return createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 22);
}

function readCursor(text: string): { readonly offset: number; readonly state: string } {
  const match = /^(\d{1,6}) ([\w-]+)$/.exec(Buffer.from(text, 'base64url').toString());
  if (!match) throw badInput('"after" must be the endCursor of an earlier page.');
  return { offset: Number(match[1]), state: match[2]! };
}
