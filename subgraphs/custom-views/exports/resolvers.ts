import type { Resolvers } from '../../kit/subgraph.ts';
import type { ViewContext } from '../context.ts';
import { combineTable } from '../table/combined-table.ts';
import type { CombinedTableInput } from '../table/input.ts';
import { readFrozenDocument } from '../views/frozen-document.ts';
import { findDocument, findFrozen } from '../views/frozen-views.ts';
import { noteVersion } from '../views/note-version.ts';
import { findView, inputOf } from '../views/saved-views.ts';
import { badInput } from '../../kit/errors.ts';
import type { ExportedTable } from './exported-table.ts';

interface Asked {
  readonly input?: CombinedTableInput | null;
  readonly view?: string | null;
  readonly frozen?: string | null;
}

export const exportResolvers: Resolvers = {
  Query: {
    _export: async (_root: unknown, { input, view, frozen }: Asked, context: ViewContext) => {
      if (input) return liveTable(input, null, context);
      if (view != null) {
        await noteVersion(context);
        const saved = await findView(context.db, view);
        return saved && liveTable(inputOf(saved), saved, context);
      }
      if (frozen != null) return frozenTable(frozen, context);
      throw badInput('Send "input", "view" or "frozen".');
    },
  },
};

async function liveTable(
  input: CombinedTableInput,
  saved: { readonly id: string; readonly title: string; readonly notes: string } | null,
  context: ViewContext,
): Promise<ExportedTable> {
  const document = await combineTable(input, { ...(await context.sources()), tellsLater: true });
  const { id = null, title = null, notes = '' } = saved ?? {};
  return { document, title, notes: notes || null, view: id, hash: null, frozenAt: null };
}

async function frozenTable(hash: string, context: ViewContext): Promise<ExportedTable | null> {
  await noteVersion(context);
  const head = await findFrozen(context.db, hash);
  if (!head) return null;
  const document = readFrozenDocument((await findDocument(context.db, hash))!);
  if (!document) throw badInput(`What is kept under the hash ${hash} has been changed. See verifyView.`);
  const { id, title, notes } = document.view;
  return { document: document.table, title, notes: notes || null, view: id, hash, frozenAt: document.frozenAt };
}
