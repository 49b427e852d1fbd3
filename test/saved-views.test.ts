import { describe, expect, it } from '@jest/globals';
import { useViewsGraph, VIEWS_TOKEN } from './support/use-views-graph.ts';

const table = {
  units: { codes: ['01-20211101', '20-20211101', '40-20211101'] },
  columns: [{ id: 'insured', figure: { indicator: 'HC_HI_COVERAGE', period: '2023' } }],
  order: [{ column: 'insured' }],
};
const SAVE = 'mutation ($input: SaveViewInput!) { saveView(input: $input) { id title notes input savedAt } }';
const FREEZE = 'mutation ($id: ID!) { freezeView(view: $id) { hash } }';
const codes = ({ errors = [] }: { errors?: readonly { extensions?: object }[] }) =>
  errors.map(({ extensions }) => (extensions as { code?: string }).code);

describe('saving a view', () => {
  const { ask, database, startAnother } = useViewsGraph({ VIEWS_QUOTA: '5' });
  const count = async () =>
    (await database.query<{ count: number }>('select count(*)::int as count from custom_views.saved_view'))[0]!.count;

  it('gives an id by which whoever has it runs the view live, as its table runs', async () => {
    const { data } = await ask(SAVE, { input: { title: ' Bảo hiểm y tế ', notes: 'một\r\nhai', table } });
    expect(data.saveView).toMatchObject({ title: 'Bảo hiểm y tế', notes: 'một\nhai' });
    const input = JSON.parse(data.saveView.input) as object;
    expect(input).toMatchObject(table);

    const fields = '{ totalCount rows { code name rank { from to } cells { value observation } } warnings { code } }';
    const run = await ask(
      `query ($id: ID!, $input: CombinedTableInput!) {
        view(id: $id) { title savedAt table ${fields} frozen { hash } }
        combinedTable(input: $input) ${fields}
      }`,
      { id: data.saveView.id, input },
      {},
    );
    expect(run.errors).toBeUndefined();
    expect(run.data.view).toEqual({
      title: 'Bảo hiểm y tế',
      savedAt: data.saveView.savedAt,
      table: run.data.combinedTable,
      frozen: [],
    });
    expect(run.data.combinedTable.rows[0]).toMatchObject({ code: '20-20211101', cells: [{ value: 94.2 }] });
    expect(Object.keys(run.extensions.dataVersions).toSorted()).toEqual(['custom-views', 'health-coverage']);
  });

  it('pages through the table of a view', async () => {
    const { data } = await ask(SAVE, { input: { title: 'Pages', table } });
    const page = `query ($id: ID!, $after: String) { view(id: $id) { table(first: 2, after: $after) {
      rows { code } pageInfo { hasNextPage endCursor } } } }`;
    const first = (await ask(page, { id: data.saveView.id })).data.view.table;
    const second = (await ask(page, { id: data.saveView.id, after: first.pageInfo.endCursor })).data.view.table;
    expect([...first.rows, ...second.rows].map(({ code }) => code).toSorted()).toEqual(table.units.codes);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  it('is refused without the token, and so is listing, and nothing is kept', async () => {
    const before = await count();
    for (const headers of [{}, { authorization: 'Bearer wrong' }, { cookie: `Bearer ${VIEWS_TOKEN}` }] as Record<
      string,
      string
    >[]) {
      expect(codes(await ask(SAVE, { input: { title: 'A', table } }, headers))).toEqual(['UNAUTHENTICATED']);
      expect(codes(await ask('{ views { totalCount } }', {}, headers))).toEqual(['UNAUTHENTICATED']);
      expect(codes(await ask(FREEZE, { id: 'any' }, headers))).toEqual(['UNAUTHENTICATED']);
    }
    expect(await count()).toBe(before);
  });

  it('takes the token beside cookies, and lists what was saved', async () => {
    const headers = { authorization: `Bearer ${VIEWS_TOKEN}`, cookie: 'session=1' };
    const saved = await ask(SAVE, { input: { title: 'Beside cookies', table } }, headers);
    expect(saved.errors).toBeUndefined();
    const { data } = await ask('{ views(first: 1) { nodes { id title } totalCount } }', {}, headers);
    expect(data.views).toEqual({
      nodes: [{ id: saved.data.saveView.id, title: 'Beside cookies' }],
      totalCount: await count(),
    });
  });

  it.each([
    ['an unknown indicator', { ...table, columns: [{ figure: { indicator: 'HC_NONE' } }] }, /HC_NONE/],
    ['no unit', { ...table, units: { codes: [] } }, /unit/i],
    ['an order by no column', { ...table, order: [{ column: 'other' }] }, /other/],
    ['a formula by nothing', { ...table, columns: [{ id: 'none' }] }, /"figure", "rate", "change"/],
  ])('is refused for a table with %s, and nothing is kept', async (_, wrong, message) => {
    const before = await count();
    const answer = await ask(SAVE, { input: { title: 'Wrong', table: wrong } });
    expect(codes(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors![0]!.message).toMatch(message);
    expect(await count()).toBe(before);
  });

  it('is refused for a title or notes that are no plain text', async () => {
    for (const wrong of [{ title: 'a\u202eb' }, { title: '' }, { title: 'A', notes: 'a\u0000b' }])
      expect(codes(await ask(SAVE, { input: { table, ...wrong } }))).toEqual(['BAD_USER_INPUT']);
  });

  it('is refused beyond the quota, and says which', async () => {
    while ((await count()) < 5) await ask(SAVE, { input: { title: 'One more', table } });
    const answer = await ask(SAVE, { input: { title: 'Too many', table } });
    expect(codes(answer)).toEqual(['QUOTA_EXCEEDED']);
    expect(answer.errors![0]!.message).toContain('VIEWS_QUOTA');
  });

  it('says what an operator must set where nothing is set up', async () => {
    const bare = await startAnother({ environment: { VIEWS_TOKEN: '', VIEW_SIGNING_KEY: '' } });
    const answer = await bare(SAVE, { input: { title: 'A', table } });
    expect(codes(answer)).toEqual(['NOT_CONFIGURED']);
    expect(answer.errors![0]!.message).toContain('VIEWS_TOKEN');
    const unsigned = await startAnother({ environment: { VIEW_SIGNING_KEY: '' } });
    const refused = await unsigned(FREEZE, { id: 'any' });
    expect(codes(refused)).toEqual(['NOT_CONFIGURED']);
    expect(refused.errors![0]!.message).toContain('VIEW_SIGNING_KEY_FILE');
  });

  it('does not start with a token or key that is none', async () => {
    await expect(startAnother({ environment: { VIEWS_TOKEN: 'short' } })).rejects.toThrow(/^VIEWS_TOKEN must have/);
    await expect(startAnother({ environment: { VIEW_SIGNING_KEY: 'no key' } })).rejects.toThrow(
      /^VIEW_SIGNING_KEY must/,
    );
  });

  it('leaves ids that nobody was given unknown', async () => {
    const { data, errors } = await ask('{ view(id: "AAAAAAAAAAAAAAAAAAAAAA") { title } }');
    expect({ data, errors }).toEqual({ data: { view: null } });
    expect(codes(await ask(FREEZE, { id: 'nowhere' }))).toEqual(['BAD_USER_INPUT']);
  });
});
