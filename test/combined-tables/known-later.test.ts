import { beforeAll, describe, expect, it } from '@jest/globals';
import type { CombinedTableInput } from '../../subgraphs/custom-views/table/input.ts';
import { tablePage } from '../support/combined-table.ts';
import { fileSynthetic } from '../support/synthetic-figures.ts';
import { useViewsGraph } from '../support/use-views-graph.ts';

/** Two communes of Nghệ An before the reform; only the first is ever filed. */
const [FILED, NEVER] = ['16840-20211101', '16861-20211101'];

describe('a table of an instant before a figure was recorded', () => {
  const graph = useViewsGraph();
  let input: CombinedTableInput;
  let asOf: string;
  const told = async (asked: CombinedTableInput) =>
    (await tablePage(graph, asked)).rows.map(({ cells }) => cells.map(({ reasonCode }) => reasonCode));

  beforeAll(async () => {
    asOf = new Date().toISOString();
    await fileSynthetic(graph.database, [
      { indicator: 'PR_HOUSEHOLDS', unit: FILED, period: '2024', value: 7 },
      { indicator: 'PR_HOUSEHOLDS', unit: FILED, period: '2023', value: 8, isTarget: true },
    ]);
    input = {
      units: { codes: [FILED, NEVER] },
      columns: ['2024', '2023'].map((period) => ({ figure: { indicator: 'PR_HOUSEHOLDS', period } })),
      asOf,
    };
  });

  it('says that it was not known then, as the agency does', async () => {
    const typed = `query ($unit: ID!, $asOf: DateTime) { administrativeUnit(code: $unit) { povertyReduction {
      latest: households(period: "2024", asOf: $asOf) { reasonCode }
      target: households(period: "2023", asOf: $asOf) { reasonCode }
    } } }`;
    const { data: agency } = await graph.ask(typed, { unit: FILED, asOf });
    const { latest, target } = agency.administrativeUnit.povertyReduction;
    expect([latest.reasonCode, target.reasonCode]).toEqual(['NOT_KNOWN_THEN', 'NOT_KNOWN_THEN']);
    expect(await told(input)).toEqual([
      ['NOT_KNOWN_THEN', 'NOT_KNOWN_THEN'],
      ['NO_FIGURE', 'NO_FIGURE'],
    ]);
    expect((await told({ ...input, asOf: null }))[0]).toEqual([null, 'TARGETS_ONLY']);
    const { data } = await graph.ask(
      `query ($input: CombinedTableInput!, $unit: ID!) {
        explain(input: $input, unit: $unit, column: "c1") { cell { reasonCode reason(language: EN) } }
      }`,
      { input, unit: FILED },
    );
    expect(data.explain.cell).toEqual({
      reasonCode: 'NOT_KNOWN_THEN',
      reason: expect.stringContaining('not yet recorded at the time asked for: '),
    });
  });

  it('says nothing of what came later where it is frozen, and is verified', async () => {
    const saved = await graph.ask('mutation ($input: SaveViewInput!) { saveView(input: $input) { id } }', {
      input: { title: 'x', notes: '', table: input },
    });
    const frozen = await graph.ask(
      'mutation ($view: ID!) { freezeView(view: $view) { hash table { rows { cells { reasonCode } } } } }',
      { view: saved.data.saveView.id },
    );
    const { hash, table } = frozen.data.freezeView;
    expect(table.rows[0].cells[0]).toEqual({ reasonCode: 'NO_FIGURE' });
    const verified = await graph.ask(
      'query ($hash: ID!) { verifyView(hash: $hash) { isVerified recomputation problem } }',
      { hash },
    );
    expect(verified.data.verifyView).toEqual({ isVerified: true, recomputation: 'AGREES', problem: null });
  });
});
