import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const PROJECT = join(import.meta.dirname, '..');

/** Files of the product and what they import of it, as paths from the root. */
const imports = globSync(['gateway/**/*.ts', 'schema/**/*.ts', 'subgraphs/**/*.ts'], { cwd: PROJECT })
  .filter((file) => !file.endsWith('.test.ts'))
  .flatMap((file) =>
    [...readFileSync(join(PROJECT, file), 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, path]) => ({
      from: file.split(sep).join('/'),
      to: relative(PROJECT, join(PROJECT, dirname(file), path!))
        .split(sep)
        .join('/'),
    })),
  );
const folderOf = (file: string) => file.split('/').slice(0, 2).join('/');
const agencies = [
  'administrative-units',
  'population-and-children',
  'labour-and-employment',
  'poverty-reduction',
  'health-coverage',
  'custom-views',
].map((name) => `subgraphs/${name}`);

describe('the arrows between folders', () => {
  it('lead from no subgraph to another', () => {
    const between = imports.filter(
      ({ from, to }) =>
        agencies.includes(folderOf(from)) && agencies.includes(folderOf(to)) && folderOf(from) !== folderOf(to),
    );
    expect(between).toEqual([]);
  });

  it('lead from the kit only to the shared schema', () => {
    expect(
      imports.filter(({ from, to }) => from.startsWith('subgraphs/kit/') && !to.startsWith('subgraphs/kit/')),
    ).toEqual([]);
  });

  it('lead from subgraphs and the schema never to the gateway, but for the catalogue that is composed', () => {
    const back = imports.filter(({ from, to }) => !from.startsWith('gateway/') && to.startsWith('gateway/'));
    expect(back).toEqual([{ from: 'schema/own-subgraphs.ts', to: 'gateway/catalogue/subgraph.ts' }]);
  });

  it('can be seen by this test', () => {
    expect(imports.length).toBeGreaterThan(100);
  });
});
