import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { useViewsDatabase } from '../../../test/support/use-views-database.ts';
import { openDatabase } from '../../kit/database.ts';
import { canonicalJson, sha256Of } from './canonical-json.ts';
import { findDocument, findFrozen, frozenOf, insertFrozen, usedKeys } from './frozen-views.ts';
import { findView, inputOf, insertView, listViews, requireView } from './saved-views.ts';
import { readSigningKey } from './signing-key.ts';

const TABLES = ['boundaries', 'definitions', 'saved_view', 'signing_key', 'frozen_view'];
const QUOTAS = { views: 1_000, perDay: 1_000, frozenMb: 1_000 };
const LIST = sha256Of('list of units');
const DEFINITIONS = sha256Of('[]');
const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const key = readSigningKey({ VIEW_SIGNING_KEY: pem })!;
const table = { units: { codes: ['417-20211101'] }, columns: [{ figure: { indicator: 'PR_POOR_HH' } }] };

describe('saved and frozen views', () => {
  const { database, logins, db } = useViewsDatabase();
  const query = (text: string) => database.query<any>(text);
  const version = async () => (await query('select number from custom_views.data_version'))[0].number as string;
  const save = (title = 'A view', quotas = QUOTAS) => insertView(db(), { title, notes: '', table }, quotas);
  const freeze = (frozen: ReturnType<typeof headAndText>, quotas = QUOTAS) =>
    insertFrozen(db(), { frozen, definitions: '[]', key }, quotas);
  const headAndText = (view: string, text: string) => ({
    hash: sha256Of(text),
    view_id: view,
    frozen_at: '2026-11-26T01:02:03.004Z',
    boundaries_version: LIST,
    definitions_version: DEFINITIONS,
    document: text,
    bytes: Buffer.byteLength(text),
    key_id: key.id,
    signature: key.sign(sha256Of(text)),
  });

  beforeAll(async () => {
    await query(`insert into custom_views.boundaries (version, content) values ('${LIST}', 'list of units')`);
  });

  it('are found by ids that cannot be guessed, with their input as it was sent', async () => {
    const [one, other] = [await save(), await save()];
    expect(one.id).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(other.id).not.toBe(one.id);
    expect(await findView(db(), one.id)).toEqual(one);
    expect(one.input).toBe(canonicalJson(table));
    expect(inputOf(one)).toEqual(table);
    expect(await findView(db(), 'x'.repeat(22))).toBeNull();
    await expect(requireView(db(), 'nowhere')).rejects.toThrow('There is no saved view with the id "nowhere".');
  });

  it('are listed from the latest, page by page, none twice', async () => {
    for (const title of ['a', 'b', 'c', 'd', 'e']) await save(title);
    const rows = await query('select id from custom_views.saved_view order by saved_at desc, id desc');
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = await listViews(db(), 2, after);
      expect(page.totalCount).toBe(rows.length);
      seen.push(...page.nodes.map(({ id }) => id));
      ({ endCursor: after, hasNextPage: more } = page.pageInfo);
    }
    expect(seen).toEqual(rows.map(({ id }) => id));
    await expect(listViews(db(), 2, 'nonsense')).rejects.toThrow('after must be the endCursor of an earlier page.');
    await expect(listViews(db(), 101, null)).rejects.toThrow('first must be from 1 to 100, but got: 101.');
  });

  it('are frozen with the key that signed them, and keep every byte', async () => {
    const view = await save();
    const text = canonicalJson({ title: 'Kỳ Sơn', đ: [0.1, 1e21, '\u0007'] });
    const head = await freeze(headAndText(view.id, text));
    expect(head).toEqual({ ...headAndText(view.id, text), document: undefined });
    expect(await findFrozen(db(), head.hash)).toEqual(head);
    expect(await findDocument(db(), head.hash)).toBe(text);
    expect(await frozenOf(db(), view.id, 10)).toEqual([head]);
    expect(await usedKeys(db())).toEqual([
      { id: key.id, public_key: key.publicKey, first_used_at: expect.stringMatching(/Z$/) },
    ]);
    expect(await freeze(headAndText(view.id, text))).toEqual(head);
  });

  it('are frozen only with a list of units that is kept, and definitions are kept once', async () => {
    const { id } = await save();
    await expect(freeze({ ...headAndText(id, '{}'), boundaries_version: sha256Of('unknown') })).rejects.toThrow(
      /foreign key/,
    );
    expect(await query('select version, content from custom_views.definitions')).toEqual([
      { version: DEFINITIONS, content: '[]' },
    ]);
  });

  it('move the version of the data when they are written', async () => {
    const before = await version();
    const { id } = await save();
    const between = await version();
    await freeze(headAndText(id, '["another"]'));
    expect(Number(between)).toBeGreaterThan(Number(before));
    expect(Number(await version())).toBeGreaterThan(Number(between));
  });

  it('are refused beyond the quotas, and say which', async () => {
    const { id } = await save();
    const refused = (message: RegExp) =>
      expect.objectContaining({ message: expect.stringMatching(message), extensions: { code: 'QUOTA_EXCEEDED' } });
    await expect(save('one more', { ...QUOTAS, views: 2 })).rejects.toEqual(refused(/can raise VIEWS_QUOTA\.$/));
    await expect(save('one more', { ...QUOTAS, perDay: 2 })).rejects.toEqual(refused(/can raise VIEWS_PER_DAY\.$/));
    const more = headAndText(id, '["one more"]');
    await expect(freeze(more, { ...QUOTAS, frozenMb: 0 })).rejects.toEqual(
      refused(/can raise FROZEN_VIEWS_QUOTA_MB\.$/),
    );
    await expect(freeze(more, { ...QUOTAS, perDay: 0 })).rejects.toEqual(refused(/can raise VIEWS_PER_DAY\.$/));
    expect(await findFrozen(db(), sha256Of('["one more"]'))).toBeNull();
  });

  it('are saved no more often than allowed when all come at once', async () => {
    const [{ count }] = (await query('select count(*)::int as count from custom_views.saved_view')) as [
      { count: number },
    ];
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, number) => save(`at once ${number}`, { ...QUOTAS, views: count + 3 })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  });

  it.each(TABLES)('stay as they were written, whoever tries, and whatever is emptied: %s', async (name) => {
    const owner = openDatabase(logins().owner, { schema: 'custom_views', connections: 1 });
    try {
      for (const statement of [
        `update ${name} set ${COLUMN[name]} = 'x'`,
        `delete from ${name}`,
        `truncate ${name} cascade`,
      ])
        for (const attempt of [
          () => query(statement.replace(name, `custom_views.${name}`)),
          () => execute(owner, statement),
        ])
          await expect(attempt()).rejects.toThrow(/is append-only: what was saved, frozen or drawn stays/);
    } finally {
      await owner.destroy();
    }
  });

  it('are written by the role that serves, which changes nothing, and writes nothing else', async () => {
    const reader = openDatabase(logins().reader, { schema: 'custom_views', connections: 1 });
    try {
      const { id } = await save();
      await freeze(headAndText(id, '["by the reader"]'));
      for (const statement of [
        ...TABLES.flatMap((name) => [
          `update ${name} set ${COLUMN[name]} = 'x'`,
          `delete from ${name}`,
          `truncate ${name}`,
          `drop table ${name}`,
          `alter table ${name} disable trigger all`,
        ]),
        `insert into boundaries (version, content) values ('${sha256Of('x')}', 'x')`,
        'update data_version set number = 0',
        'insert into data_version default values',
        `insert into loaded (digest) values ('x')`,
        'create table mine ()',
        'create table public.mine ()',
        'create function move_data_version() returns trigger language plpgsql as $$ begin return null; end $$',
      ])
        await expect(execute(reader, statement)).rejects.toThrow(/permission denied|must be owner/);
    } finally {
      await reader.destroy();
    }
  });
});

/** A column of each table that an update could change. */
const COLUMN: Readonly<Record<string, string>> = {
  boundaries: 'content',
  definitions: 'content',
  saved_view: 'title',
  signing_key: 'public_key',
  frozen_view: 'document',
};

async function execute(on: ReturnType<typeof openDatabase>, statement: string): Promise<void> {
  await sql.raw(statement).execute(on);
}
