import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { MADE_UP } from '../gateway/dev/mock.ts';
import { measuresTime } from './support/measures-time.ts';
import { startProcess, type ServiceProcess } from './support/service-process.ts';
import { askGraph } from './support/use-graph.ts';
import { PROJECT, until, useRegistry } from './support/use-registry.ts';

measuresTime();
jest.setTimeout(90_000);

const FIGURE = `{ administrativeUnit(code: "22-20211101") {
  forestry { firstIndicator { obsStatus } }
  healthCoverage { doctors { value citation { publisher } } }
} }`;
const HAS_FIELD = (name: string) =>
  `{ administrativeUnit(code: "22-20211101") { forestry { ${name} { obsStatus } } } }`;

describe('the graph while an agency is worked on', () => {
  const registry = useRegistry();
  let dev: ServiceProcess;
  let url = '';
  let file = '';
  let sdl = '';

  beforeAll(async () => {
    const token = await registry.join('forestry', 'FO');
    await registry.agency(['new', 'forestry', '--prefix', 'FO'], token);
    file = join(registry.folder, 'forestry/schema.graphql');
    sdl = readFileSync(file, 'utf8');
    const port = 20_000 + (process.pid % 20_000);
    dev = startProcess(
      ['node', 'schema/agency/main.ts', 'dev', 'forestry', '--folder', 'forestry', '--port', String(port)],
      {
        folder: PROJECT,
        environment: {
          PATH: process.env['PATH']!,
          FORESTRY_DATABASE_URL: registry.database.url,
          FORESTRY_OWNER_DATABASE_URL: registry.database.url,
          REGISTRY_URL: registry.url(),
          LIEN_THONG_TOKEN: token,
          INIT_CWD: registry.folder,
        },
      },
    );
    url = `http://127.0.0.1:${port}`;
    await until(async () => dev.output().includes('Ready:'));
  }, 90_000);
  afterAll(() => dev.stop('SIGTERM'));

  it('has the agency beside everybody else’s published subgraphs, whose answers are made up out of reach and say so', async () => {
    await until(async () => (await askGraph(url, FIGURE)).data?.administrativeUnit.forestry !== null);
    const { data, errors } = await askGraph(url, FIGURE);
    expect(errors).toBeUndefined();
    expect(data.administrativeUnit).toEqual({
      forestry: { firstIndicator: { obsStatus: expect.stringContaining('MISSING') } },
      healthCoverage: { doctors: { value: 42, citation: { publisher: MADE_UP } } },
    });
    expect(dev.output()).toContain('health-coverage is out of reach: its answers are made up.');
  });

  it('is composed anew within a second of saving, and goes on when it cannot be', async () => {
    writeFileSync(file, sdl);
    await until(async () => (await askGraph(url, HAS_FIELD('firstIndicator'))).status === 200);
    writeFileSync(file, sdl.replace(': Observation\n', ': Observationn\n'));
    await until(async () => dev.output().includes('Unknown type Observationn'));
    expect((await askGraph(url, HAS_FIELD('firstIndicator'))).status).toBe(200);
    writeFileSync(file, sdl.replace('firstIndicator(', 'treesPlanted('));
    const saved = performance.now();
    await until(async () => (await askGraph(url, HAS_FIELD('treesPlanted'))).status === 200);
    const composed = [...dev.output().matchAll(/Composed in (\d+) ms/g)].at(-1)!;
    expect(Number(composed[1])).toBeLessThan(1_000);
    // And served: this machine is shared, alone it takes less than a second in all.
    expect(performance.now() - saved).toBeLessThan(3_000);
  });

  it('has GraphiQL at its address', async () => {
    expect(await (await fetch(url, { headers: { accept: 'text/html' } })).text()).toContain('GraphiQL');
  });
});
