import { describe, expect, it } from '@jest/globals';
import { parse, print, separateOperations } from 'graphql';
import { fencesOf, readPage } from './support/page-fences.ts';
import { tableAsPage } from './support/table-as-page.ts';
import { useViewsGraph } from './support/use-views-graph.ts';

const PAGE = 'gateway/INSPECTION.md';
const fenceNamed = (name: string) => fencesOf(PAGE).find((fence) => fence.name === name)!.text;
/** The inputs of views that answers are printed for. */
const views = fencesOf(PAGE).filter(({ language, name }) => language === 'json' && name !== undefined);

/** The lines of tables and quotations from a line on, until the next heading; cells of tables as they are read. */
function printedBelow(line: number): string[] {
  const below = readPage(PAGE).split('\n').slice(line);
  const end = below.findIndex((text) => text.startsWith('#'));
  return below
    .slice(0, end)
    .filter((text) => /^[|>]/.test(text))
    .map(asRead);
}

function asRead(line: string): string {
  if (!line.startsWith('|')) return line;
  const cells = line.slice(1, -1).split('|');
  return `| ${cells.map((cell) => cell.trim().replace(/^-+$/, '---')).join(' | ')} |`;
}

describe('the page for inspections', () => {
  const { ask, url } = useViewsGraph();

  it('shows five views', () => {
    expect(views.map(({ name }) => name)).toEqual([
      'workers-abroad',
      'children-of-ky-son',
      'poverty-of-hai-ha',
      'before-and-after',
      'insurance-of-34-provinces',
    ]);
  });

  it.each(views.map(({ name, text, line }) => ({ name, text, line })))(
    'prints the rows, warnings and sources that the graph gives: $name, line $line',
    async ({ text, line }) => {
      const { data, errors } = await ask(fenceNamed('combined-view'), JSON.parse(text), {});
      expect(errors).toBeUndefined();
      expect(printedBelow(line)).toEqual(tableAsPage(data.combinedTable).map(asRead));
    },
  );

  it('saves, freezes, verifies, compares and exports a view as it says', async () => {
    const operations = separateOperations(parse(fenceNamed('saved-view')));
    const run = async (name: string, variables: Record<string, unknown>) => {
      const { data, errors } = await ask(print(operations[name]!), variables);
      expect(errors).toBeUndefined();
      return data;
    };
    const { input: table } = JSON.parse(views[0]!.text) as { input: object };
    const { saveView } = await run('Save', { input: { title: 'Lao động đi làm việc ở nước ngoài', table } });
    const { freezeView } = await run('Freeze', { view: saveView.id });
    const { hash } = freezeView;
    expect(await run('Verify', { hash })).toEqual({
      verifyView: {
        isVerified: true,
        isHashRight: true,
        signature: 'VALID',
        recomputation: 'AGREES',
        differenceCount: 0,
      },
    });
    expect(await run('Changes', { view: saveView.id, since: freezeView.frozenAt })).toEqual({
      changesSince: { cellCount: 0, cells: [] },
    });
    const [, frozen] = /http:\/\/localhost:4000(\S+)'/.exec(fenceNamed('export'))!;
    const [, live] = /`(\/exports\/views\/ID\S+)`/.exec(readPage(PAGE))!;
    for (const path of [frozen!.replace('HASH', hash), live!.replace('ID', saveView.id)]) {
      const answer = await fetch(`${url()}${path}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain('spreadsheetml');
      await answer.arrayBuffer();
    }
  });
});
