import type { ViewContext } from '../context.ts';
import type { CombinedTableInput } from '../table/input.ts';
import { readTable } from '../table/read-table.ts';
import { acknowledged } from './acknowledged.ts';
import { configurationOf, requireToken } from './configuration.ts';
import { readNotes, readTitle } from './plain-text.ts';
import { insertView, type SavedView } from './saved-views.ts';

export interface SaveViewInput {
  readonly title: string;
  readonly notes: string;
  readonly table: CombinedTableInput;
}

/** Saves a view whose title and notes are plain text, and whose table can be computed. */
export async function saveView({ title, notes, table }: SaveViewInput, context: ViewContext): Promise<SavedView> {
  const configuration = configurationOf(context);
  requireToken(context.hosted.caller, configuration);
  const view = { title: readTitle(title), notes: readNotes(notes), table };
  readTable(table, await context.sources());
  return acknowledged(context, () => insertView(context.db, view, configuration.quotas));
}
