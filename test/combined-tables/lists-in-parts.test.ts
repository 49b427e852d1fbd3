import { beforeAll, describe, expect, it } from '@jest/globals';
import { fileSynthetic } from '../support/synthetic-figures.ts';
import { useViewsGraph } from '../support/use-views-graph.ts';

const KY_SON = '417-20211101';
const DAY = '2023-12-31';
const CHILDREN = { indicator: 'PC_CHILDREN', dimensions: [{ dimension: 'AGE', codes: ['Y_LT6'] }], period: '2023' };
/** The district by what its communes file. */
const DISTRICT = {
  units: { codes: [KY_SON] },
  columns: [{ id: 'children', figure: CHILDREN }],
  boundaries: { kind: 'ON_DATE', on: DAY },
};
/** Its communes with at least sixty children. */
const COMMUNES = {
  units: { level: 'COMMUNE', within: KY_SON, on: DAY },
  columns: [{ id: 'children', figure: CHILDREN }],
  conditions: [{ column: 'children', operator: 'GE', value: 60 }],
  order: [{ column: 'children' }],
};

describe('lists that no small number bounds', () => {
  const graph = useViewsGraph();
  const { ask, database } = graph;
  let since: string;
  let communes: string[];
  const views: Record<'district' | 'communes', string> = { district: '', communes: '' };

  const answer = async (query: string, variables: Record<string, unknown>) => {
    const { data, errors } = await ask(query, variables);
    expect(errors).toBeUndefined();
    return data;
  };

  beforeAll(async () => {
    const rows = await database.query<{ code: string }>(
      `select code from administrative_units.unit where parent_code = $1 and (valid_to is null or valid_to > $2) order by code`,
      [KY_SON, DAY],
    );
    communes = rows.map(({ code }) => code);
    const file = (revision: number, valueOf: (place: number) => number) =>
      fileSynthetic(
        database,
        communes.map((unit, place) => ({
          indicator: 'PC_CHILDREN',
          slice: 'AGE=Y_LT6',
          unit,
          period: '2023',
          value: valueOf(place),
          revision,
          source: `made-up-${place}`,
        })),
      );
    await file(1, (place) => 10 * (place + 1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    since = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 20));
    // The other way round; the middle one grows a little, so that the sum does.
    await file(2, (place) => 10 * (communes.length - place) + (place === 10 ? 5 : 0));
    const save = 'mutation ($input: SaveViewInput!) { saveView(input: $input) { id } }';
    for (const [name, table] of [
      ['district', DISTRICT],
      ['communes', COMMUNES],
    ] as const)
      views[name] = (await answer(save, { input: { title: name, table } })).saveView.id;
  });

  it('of the sources of a table are told in parts, and how many there are', async () => {
    const { combinedTable } = await answer(
      `query ($input: CombinedTableInput!) { combinedTable(input: $input) {
        citationCount citations(first: 3, skip: 19) { number } rows { cells { citations citationCount } } } }`,
      { input: DISTRICT },
    );
    expect(communes).toHaveLength(21);
    expect(combinedTable).toEqual({
      citationCount: 21,
      citations: [{ number: 20 }, { number: 21 }],
      rows: [{ cells: [{ citations: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], citationCount: 21 }] }],
    });
  });

  it('of what a cell is made of likewise', async () => {
    const { explain } = await answer(
      `query ($input: CombinedTableInput!) { explain(input: $input, unit: "${KY_SON}", column: "children") {
        partCount all: parts { unit } parts(first: 2, skip: 20) { unit }
        revisionCount oldest: revisions(first: 1) { value } revisions { id }
        citationCount citations(first: 4) { number } } }`,
      { input: DISTRICT },
    );
    const { all, parts, oldest, revisions, ...counts } = explain;
    expect(all.map(({ unit }: any) => unit).toSorted()).toEqual(communes);
    expect(parts).toEqual(all.slice(20));
    // Both revisions of each.
    expect(revisions).toHaveLength(42);
    expect(oldest).toHaveLength(1);
    expect(counts).toEqual({
      partCount: 21,
      revisionCount: 42,
      citationCount: 21,
      citations: [1, 2, 3, 4].map((number) => ({ number })),
    });
  });

  it('of what changed in a view likewise', async () => {
    const query = `query ($view: ID!, $since: DateTime!) { changesSince(view: $view, since: $since) {
      rowsAddedCount rowsAdded(first: 2, skip: 1) rowsRemovedCount rowsRemoved(first: 1, skip: 4)
      ranksMovedCount ranksMoved(first: 3, skip: 8) { unit } cellCount cells { revisionCount revisions(first: 5) { after { value } } } } }`;
    const changed = (await answer(query, { view: views.communes, since })).changesSince;
    // The first five have a row now, the last five no more; of the eleven between all but the middle one moved.
    expect(changed).toMatchObject({
      rowsAddedCount: 5,
      rowsAdded: communes.slice(1, 3),
      rowsRemovedCount: 5,
      ranksMovedCount: 10,
      ranksMoved: [{ unit: communes[14] }, { unit: communes[15] }],
    });
    expect(changed.rowsRemoved).toHaveLength(1);
    expect(communes.slice(16)).toContain(changed.rowsRemoved[0]);

    const { cells } = (await answer(query, { view: views.district, since })).changesSince;
    expect(cells).toEqual([{ revisionCount: 21, revisions: expect.any(Array) }]);
    expect(cells[0].revisions).toHaveLength(5);
  });

  it.each(['first: 0', 'first: 1001', 'skip: -1'])('are refused for %s, with what may be sent', async (part) => {
    const explained = `explain(input: $input, unit: "${KY_SON}", column: "children")`;
    const changed = `changesSince(view: $view, since: $since)`;
    for (const field of [
      `combinedTable(input: $input) { citations(${part}) { number } }`,
      ...['parts', 'revisions', 'citations'].map((list) => `${explained} { ${list}(${part}) { __typename } }`),
      ...['rowsAdded', 'rowsRemoved'].map((list) => `${changed} { ${list}(${part}) }`),
      `${changed} { ranksMoved(${part}) { unit } }`,
      `${changed} { cells { revisions(${part}) { __typename } } }`,
    ]) {
      const declared = field.includes('$input') ? '$input: CombinedTableInput!' : '$view: ID!, $since: DateTime!';
      const { errors } = await ask(`query (${declared}) { ${field} }`, {
        input: DISTRICT,
        view: views.district,
        since,
      });
      expect(errors).toEqual([
        expect.objectContaining({
          message: expect.stringMatching(/^"first" must be from 1 to 1000|^"skip" must be 0 or more/),
          extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }),
        }),
      ]);
    }
  });
});
