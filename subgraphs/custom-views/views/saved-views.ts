import { randomBytes } from 'node:crypto';
import { sql, type Kysely, type Selectable } from 'kysely';
import { badInput } from '../../kit/errors.ts';
import type { CombinedTableInput } from '../table/input.ts';
import type { SavedViewTable, Tables } from '../tables.ts';
import { canonicalJson } from './canonical-json.ts';
import { requireRoomForView, type Quotas } from './quotas.ts';

export type SavedView = Selectable<SavedViewTable>;

export interface NewView {
  readonly title: string;
  readonly notes: string;
  readonly table: CombinedTableInput;
}

/** Keeps a view whose parts have been checked. */
export async function insertView(
  db: Kysely<Tables>,
  { title, notes, table }: NewView,
  quotas: Quotas,
): Promise<SavedView> {
  const view = { id: randomBytes(16).toString('base64url'), title, notes, input: canonicalJson(table) };
  return db.transaction().execute(async (transaction) => {
    await requireRoomForView(transaction, quotas);
    return transaction.insertInto('saved_view').values(view).returningAll().executeTakeFirstOrThrow();
  });
}

export async function findView(db: Kysely<Tables>, id: string): Promise<SavedView | null> {
  return (await db.selectFrom('saved_view').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

/** The view with this id, which the caller must know. */
export async function requireView(db: Kysely<Tables>, id: string): Promise<SavedView> {
  const view = await findView(db, id);
  if (!view) throw badInput(`There is no saved view with the id "${id}".`);
  return view;
}

/** The table's input of a view. */
export function inputOf(view: SavedView): CombinedTableInput {
  return JSON.parse(view.input) as CombinedTableInput;
}

/** Every text in the inputs of saved views that has the form of an indicator's code. */
export async function indicatorsOfViews(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select distinct value #>> '{}' as code
    from saved_view, jsonb_path_query(input::jsonb, '$.**') as value
    where jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$'
    order by code`.execute(db);
  return rows.map(({ code }) => code);
}

const MOST_LISTED = 100;

/** A page of all views, the latest first. */
export async function listViews(db: Kysely<Tables>, first: number, after: string | null) {
  if (first < 1 || first > MOST_LISTED) throw badInput(`first must be from 1 to ${MOST_LISTED}, but got: ${first}.`);
  const place = after === null ? null : readCursor(after);
  const rows = await db
    .selectFrom('saved_view')
    .selectAll()
    .$if(place !== null, (query) =>
      query.where(sql<boolean>`(saved_at, id) < (${place?.[0]}::timestamptz, ${place?.[1]})`),
    )
    .orderBy('saved_at', 'desc')
    .orderBy('id', 'desc')
    .limit(first + 1)
    .execute();
  const { count } = await db
    .selectFrom('saved_view')
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const nodes = rows.slice(0, first);
  const last = nodes.at(-1);
  return {
    nodes,
    totalCount: count,
    pageInfo: { hasNextPage: rows.length > first, endCursor: last ? toCursor(last) : null },
  };
}

function toCursor({ saved_at, id }: SavedView): string {
  return Buffer.from(`${saved_at} ${id}`).toString('base64url');
}

function readCursor(cursor: string): [savedAt: string, id: string] {
  const [savedAt = '', id = '', ...rest] = Buffer.from(cursor, 'base64url').toString().split(' ');
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(savedAt) && id !== '' && rest.length === 0) return [savedAt, id];
  throw badInput('after must be the endCursor of an earlier page.');
}
