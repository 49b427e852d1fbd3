import { spawnSync } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sharedSdl } from '../subgraphs/kit/subgraph.ts';
import { startProcess, type ServiceProcess } from './support/service-process.ts';
import { PROJECT, until, useRegistry, type StartedGateway } from './support/use-registry.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;
// Where Python is absent that is said aloud: nothing of the proof that any language will do has then been run.
if (!hasPython) console.warn('SKIPPED: there is no python3 here, so the agency in Python was not run.');

describe('an agency that is made from a template', () => {
  const registry = useRegistry();
  const services: ServiceProcess[] = [];
  let gateway: StartedGateway;
  const before = readdirSync(PROJECT).toSorted();

  beforeAll(async () => {
    gateway = await registry.startGateway();
  }, 120_000);
  afterAll(() => Promise.all(services.map((service) => service.stop('SIGTERM'))));

  /** Makes it, adds a figure as its README says, serves it; answers its token and address. */
  const serve = async (
    name: string,
    prefix: string,
    language: string,
    command: readonly string[],
    figure: readonly string[],
  ) => {
    const token = await registry.join(name, prefix);
    const made = await registry.agency(['new', name, '--prefix', prefix, '--language', language], token);
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining('README.md') });
    for (const line of figure) {
      const [file, ...rows] = line.split('|');
      appendFileSync(join(registry.folder, name, file!), `${rows.join('|')}\n`);
    }
    const service = startProcess(command, {
      folder: PROJECT,
      environment: { ...registry.environment(), PATH: process.env['PATH']!, INIT_CWD: registry.folder },
    });
    services.push(service);
    const port = /(?:http:\/\/(?:localhost|127\.0\.0\.1|\[::1\]):)(\d+)/;
    await until(async () => port.test(service.output()));
    return { token, url: `http://127.0.0.1:${port.exec(service.output())![1]}/graphql` };
  };

  /** Checks, publishes, and asks the graph for the figure by its field, in the catalogue, in a table and in the schema. */
  const expectInGraph = async (
    name: string,
    type: string,
    code: string,
    { token, url }: { token: string; url: string },
  ) => {
    const checked = await registry.agency(['check', name, '--url', url], token);
    expect(checked).toMatchObject({ code: 0, out: expect.not.stringContaining('✗') });
    expect(checked.out.match(/✓/g)).toHaveLength(15);
    expect(await registry.agency(['publish', name, '--url', url], token)).toMatchObject({ code: 0 });
    const query = `{
      administrativeUnit(code: "22-20211101") { name ${name} { firstIndicator { value timePeriod citation { publisher } } } }
      indicators(agency: "${name}") { code }
      __type(name: "${type}") { fields { name } }
      combinedTable(input: {
        units: { codes: ["22-20211101"] }
        columns: [{ figure: { indicator: "${code}", period: "2024" } }]
      }) { rows { cells { value } } }
    }`;
    await until(async () => (await gateway.ask(query)).errors === undefined);
    expect((await gateway.ask(query)).data).toMatchObject({
      administrativeUnit: {
        name: 'Quảng Ninh',
        [name]: { firstIndicator: { value: 1200, timePeriod: '2024', citation: { publisher: 'Our office' } } },
      },
      indicators: [{ code }],
      __type: { fields: expect.arrayContaining([{ name: 'firstIndicator' }]) },
      combinedTable: { rows: [{ cells: [{ value: 1200 }] }] },
    });
    expect(readdirSync(PROJECT).toSorted()).toEqual(before);
  };

  it('with the kit is checked, published and in the graph, and nothing here was changed', async () => {
    const served = await serve(
      'forestry',
      'FO',
      'typescript',
      ['node', 'subgraphs/main.ts', '--folder', 'forestry', '--port', '0'],
      [
        'data/sources.csv|our_report,Our office,Test report,2024,,,,made up for a test,,',
        'data/press-figures.csv|forestry,FO_FIRST_INDICATOR,First,22-20211101,2024,stated,E,,1200,,,EQ,1.200,PS,0,,A,observation,our_report,,',
      ],
    );
    await expectInGraph('forestry', 'Forestry', 'FO_FIRST_INDICATOR', served);
  }, 90_000);

  (hasPython ? it : it.skip)(
    'in Python with its standard library alone is checked, published and in the graph',
    async () => {
      const script = join(registry.folder, 'veterans/service.py');
      const served = await serve(
        'veterans',
        'VE',
        'python',
        ['python3', script, '0'],
        ['figures.csv|22-20211101,22-20211101,VE_FIRST_INDICATOR,2024,1200,Our office,Test report'],
      );
      await expectInGraph('veterans', 'Veterans', 'VE_FIRST_INDICATOR', served);
    },
    90_000,
  );

  it('has an SDL that can be published in Java and .NET too', async () => {
    const own = readFileSync(join(PROJECT, 'subgraphs/other-languages/schema.graphql'), 'utf8');
    const shared = (['common.graphql', 'figures.graphql', 'agency.graphql'] as const).map(sharedSdl);
    writeFileSync(join(registry.folder, 'other.graphql'), [...shared, own].join('\n'));
    const words = [
      'check',
      'education',
      '--url',
      'https://example.gov.vn/graphql',
      '--sdl',
      'other.graphql',
      '--offline',
    ];
    expect(await registry.agency(words, '')).toMatchObject({ code: 0 });
  });

  it.each([
    [['new', 'Not A Name'], 2, 'is no name'],
    [['new', 'ethnic-affairs'], 2, '--prefix'],
    [['new', 'ethnic-affairs', '--prefix', 'EA', '--language', 'cobol'], 2, 'There is no template for cobol'],
    [['new', 'forestry', '--prefix', 'FO'], 1, 'exists'],
    [['new', 'health', '--from-sheet', 'none.csv'], 1, 'Cannot read the sheet'],
  ])('is not made where it cannot be: %j', async (words, code, message) => {
    expect(await registry.agency(words, '')).toMatchObject({ code, error: expect.stringContaining(message) });
  });
});
