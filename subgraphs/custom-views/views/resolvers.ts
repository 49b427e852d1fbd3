import { badInput } from '../../kit/errors.ts';
import type { Resolvers } from '../../kit/subgraph.ts';
import type { ViewContext } from '../context.ts';
import { pageOf, tablePage } from '../table/page.ts';
import { partOfList, type PartAsked } from '../table/part-of-list.ts';
import { changesSince, ranksThatMoved, rowsOnlyIn, type Changes, type ChangesAsked } from './changes.ts';
import type { Difference } from './compare-tables.ts';
import { configurationOf, requireToken } from './configuration.ts';
import { freezeView } from './freeze-view.ts';
import { readFrozenDocument } from './frozen-document.ts';
import { findDocument, findFrozen, frozenOf, type FrozenViewHead } from './frozen-views.ts';
import { noteVersion } from './note-version.ts';
import { revisionsOf, type FigureChange } from './revisions.ts';
import { saveView, type SaveViewInput } from './save-view.ts';
import { findView, indicatorsOfViews, inputOf, listViews, requireView, type SavedView } from './saved-views.ts';
import { signingKeys } from './signing-keys.ts';
import { verifyView, type Claim, type Verification } from './verify-view.ts';

interface PageArguments {
  readonly first: number;
  readonly after?: string | null;
}

interface ToldChange {
  readonly revisions: readonly FigureChange[];
}

export const viewResolvers: Resolvers = {
  Query: {
    _indicatorsOfViews: (_root: unknown, _args: unknown, { db }: ViewContext) => indicatorsOfViews(db),
    view: async (_root: unknown, { id }: { id: string }, context: ViewContext) => {
      await noteVersion(context);
      return findView(context.db, id);
    },
    views: async (_root: unknown, { first, after }: PageArguments, context: ViewContext) => {
      requireToken(context.hosted.caller, configurationOf(context));
      await noteVersion(context);
      return listViews(context.db, first, after ?? null);
    },
    frozenView: async (_root: unknown, { hash }: { hash: string }, context: ViewContext) => {
      await noteVersion(context);
      return findFrozen(context.db, hash);
    },
    signingKeys: async (_root: unknown, _args: unknown, context: ViewContext) => {
      await noteVersion(context);
      return signingKeys(context);
    },
    verifyView: (_root: unknown, claim: Claim, context: ViewContext) => verifyView(claim, context),
    changesSince: (_root: unknown, asked: ChangesAsked, context: ViewContext) => changesSince(asked, context),
  },
  Mutation: {
    saveView: (_root: unknown, { input }: { input: SaveViewInput }, context: ViewContext) => saveView(input, context),
    freezeView: (_root: unknown, { view }: { view: string }, context: ViewContext) => freezeView(view, context),
  },
  SavedView: {
    savedAt: ({ saved_at }: SavedView) => saved_at,
    table: (view: SavedView, { first, after }: PageArguments, context: ViewContext) =>
      tablePage(inputOf(view), { first, after: after ?? null }, context),
    frozen: ({ id }: SavedView, { first }: PageArguments, context: ViewContext) => frozenOf(context.db, id, first),
  },
  FrozenView: {
    view: ({ view_id }: FrozenViewHead, _args: unknown, context: ViewContext) => requireView(context.db, view_id),
    frozenAt: ({ frozen_at }: FrozenViewHead) => frozen_at,
    boundariesVersion: ({ boundaries_version }: FrozenViewHead) => boundaries_version,
    definitionsVersion: ({ definitions_version }: FrozenViewHead) => definitions_version,
    document: ({ hash }: FrozenViewHead, _args: unknown, context: ViewContext) => findDocument(context.db, hash),
    key: async ({ key_id }: FrozenViewHead, _args: unknown, context: ViewContext) =>
      (await signingKeys(context)).find(({ id }) => id === key_id),
    table: async ({ hash }: FrozenViewHead, { first, after }: PageArguments, context: ViewContext) => {
      const document = readFrozenDocument((await findDocument(context.db, hash))!);
      if (!document) throw badInput(`What is kept under the hash ${hash} has been changed. See verifyView.`);
      return pageOf(document.table, { first, after: after ?? null });
    },
  },
  Verification: {
    differences: ({ differences }: Verification, asked: PartAsked) => partOfList(differences, asked),
  },
  VerificationDifference: {
    frozen: ({ frozen }: Difference) => asJson(frozen),
    recomputed: ({ recomputed }: Difference) => asJson(recomputed),
  },
  ViewChanges: {
    rowsAdded: ({ before, after }: Changes, asked: PartAsked) => partOfList(rowsOnlyIn(after, before), asked),
    rowsAddedCount: ({ before, after }: Changes) => rowsOnlyIn(after, before).length,
    rowsRemoved: ({ before, after }: Changes, asked: PartAsked) => partOfList(rowsOnlyIn(before, after), asked),
    rowsRemovedCount: ({ before, after }: Changes) => rowsOnlyIn(before, after).length,
    ranksMoved: ({ before, after }: Changes, asked: PartAsked) => partOfList(ranksThatMoved(before, after), asked),
    ranksMovedCount: ({ before, after }: Changes) => ranksThatMoved(before, after).length,
    cellCount: ({ cells }: Changes) => cells.length,
    cells: async (changes: Changes, asked: PartAsked, context: ViewContext) => {
      const cells = partOfList(changes.cells, asked);
      const revisions = cells.length > 0 ? await revisionsOf(changes, cells, context) : [];
      return cells.map(({ row, before, after }, place) => ({
        unit: row.code,
        name: row.name,
        column: after.column,
        before,
        after,
        revisions: revisions[place]!,
      }));
    },
  },
  CellChange: {
    revisions: ({ revisions }: ToldChange, asked: PartAsked) => partOfList(revisions, asked),
    revisionCount: ({ revisions }: ToldChange) => revisions.length,
  },
};

function asJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
