import { describe, expect, it } from '@jest/globals';
import { askTable, figure, slice } from '../support/plain-table.ts';
import { useViewsGraph } from '../support/use-views-graph.ts';

const KY_SON = '417-20211101';
const away = (id: string, ...workplaces: string[]) =>
  figure('PC_CHILDREN_PARENTS_AWAY', { id, period: '2023-11-27', ...slice('PARENT_WORKPLACE', ...workplaces) });
const TABLE = {
  units: { codes: [KY_SON] },
  columns: [
    away('within', 'IN_PROVINCE'),
    away('outside', 'OUTSIDE_PROVINCE'),
    away('sum', 'IN_PROVINCE', 'OUTSIDE_PROVINCE'),
  ],
};

describe('what changed since the last visit', () => {
  const graph = useViewsGraph();
  const { ask } = graph;

  it('18: is told cell by cell with the revision, and what the view showed then can be asked, cited and verified', async () => {
    const saved = await ask('mutation ($input: SaveViewInput!) { saveView(input: $input) { id } }', {
      input: { title: 'Trẻ em Kỳ Sơn có cha mẹ đi làm xa', table: TABLE },
    });
    const view = saved.data.saveView.id;
    const frozen = await ask('mutation ($view: ID!) { freezeView(view: $view) { hash frozenAt } }', { view });
    const { hash, frozenAt } = frozen.data.freezeView;
    const visited = await askTable(graph, TABLE);
    const revised = await graph.revise(
      {
        agency: 'population-and-children',
        indicator: 'PC_CHILDREN_PARENTS_AWAY',
        slice: 'PARENT_WORKPLACE=IN_PROVINCE',
        refArea: KY_SON,
        timePeriod: '2023-11-27',
      },
      270,
    );
    const { data, errors } = await ask(
      `query ($view: ID!, $since: DateTime!, $hash: ID!) {
        changesSince(view: $view, since: $since) {
          since until rowsAdded rowsRemoved cellCount ranksMoved { unit }
          cells {
            unit name column before { origin value obsStatus } after { origin value obsStatus }
            revisions { before { id value citation { source locator } } after { id value asOf citation { source locator } } }
          }
        }
        unchanged: changesSince(view: $view, since: $since, until: $since) { cellCount }
        frozenView(hash: $hash) { table { rows { cells { value } } } }
        verifyView(hash: $hash) { isVerified isHashRight signature recomputation differenceCount }
      }`,
      { view, since: frozenAt, hash },
      {},
    );
    expect(errors).toBeUndefined();
    const source = { source: 'press_baonghean_2023', locator: '9' };
    const revisions = [
      {
        before: { id: expect.stringMatching(/^PC_CHILDREN_PARENTS_AWAY\./), value: 263, citation: source },
        after: { id: revised, value: 270, asOf: expect.any(String), citation: source },
      },
    ];
    const cell = (column: string, origin: string, before: number, after: number) => ({
      unit: KY_SON,
      name: 'Kỳ Sơn',
      column,
      before: { origin, value: before, obsStatus: 'UNVALIDATED' },
      after: { origin, value: after, obsStatus: 'UNVALIDATED' },
      revisions,
    });
    expect(data).toEqual({
      changesSince: {
        since: frozenAt,
        until: expect.any(String),
        rowsAdded: [],
        rowsRemoved: [],
        cellCount: 2,
        ranksMoved: [],
        cells: [cell('within', 'REPORTED', 263, 270), cell('sum', 'DERIVED', 3174, 3181)],
      },
      unchanged: { cellCount: 0 },
      frozenView: { table: { rows: [{ cells: [{ value: 263 }, { value: 2911 }, { value: 3174 }] }] } },
      verifyView: {
        isVerified: true,
        isHashRight: true,
        signature: 'VALID',
        recomputation: 'AGREES',
        differenceCount: 0,
      },
    });
    const { asOf } = data.changesSince.cells[0].revisions[0].after;
    expect(asOf > frozenAt && asOf <= data.changesSince.until).toBe(true);
    expect(await askTable(graph, { ...TABLE, asOf: frozenAt })).toEqual(visited);
    const now = await askTable(graph, TABLE);
    expect(now.rows.flat().map((text) => text.split(' | ')[0])).toEqual([
      `${KY_SON} Kỳ Sơn`,
      'REPORTED EQ 270 PS',
      'REPORTED EQ 2911 PS',
      'DERIVED EQ 3181 PS',
    ]);
    // What is seen now and was not then: the parts are no longer the total.
    const found = '{ nodes { severity expected { low high } found { low high } } }';
    const findings = await ask(
      `query ($asOf: DateTime!) {
        before: findings(units: ["${KY_SON}"], rules: ["PARTS_OF_TOTAL"], severities: [CONTRADICTION, QUESTION, NOTE, AGREEMENT], asOf: $asOf) ${found}
        now: findings(units: ["${KY_SON}"], rules: ["PARTS_OF_TOTAL"], severities: [CONTRADICTION, QUESTION, NOTE, AGREEMENT]) ${found}
      }`,
      { asOf: frozenAt },
    );
    const finding = (severity: string, expected: number) => ({
      nodes: [{ severity, expected: { low: expected, high: expected }, found: { low: 3174, high: 3174 } }],
    });
    expect(findings.data).toEqual({ before: finding('AGREEMENT', 3174), now: finding('CONTRADICTION', 3181) });
  });
});
