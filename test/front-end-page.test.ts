import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildClientSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema, buildSchema } from 'graphql';
import { overHttp } from '../gateway/reach/over-http.ts';
import { fencesOf, PROJECT, readPage } from './support/page-fences.ts';
import { useGraph } from './support/use-graph.ts';

const PAGE = 'gateway/FRONT-END.md';
const ADDRESS = 'http://localhost:4000';
const run = promisify(execFile);

/** Strict, for a bundler, as a front-end project has it. */
const TSCONFIG = {
  compilerOptions: {
    target: 'esnext',
    module: 'esnext',
    moduleResolution: 'bundler',
    lib: ['esnext', 'dom'],
    types: [],
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    verbatimModuleSyntax: true,
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
  },
  include: ['src'],
};

/** What a program of these tests can use. */
const IMPORTS = `
import { createClient } from './src/client.ts';
import { unitAtAGlance } from './src/unit-at-a-glance.ts';
import { figureText } from './src/figure-text.ts';
import { ask } from './src/persisted-get.ts';
import { LabelsDocument, UnitAtAGlanceDocument, type FigureFragment } from './src/graph/graphql.ts';`;

describe('the front-end page', () => {
  const graph = useGraph();
  const halved = useGraph({
    // Port 0 is nobody's.
    reach: new Map([['labour-and-employment', overHttp('labour-and-employment', 'http://127.0.0.1:0/graphql', 5_000)]]),
  });
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lien-thong-page-'));
    symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
    const write = (name: string, text: string) => {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    };
    write('package.json', '{ "type": "module" }');
    write('tsconfig.json', JSON.stringify(TSCONFIG));
    for (const { name, text } of fencesOf(PAGE)) if (name) write(name, text.replaceAll(ADDRESS, graph.url()));
    await run(process.execPath, [bin('@graphql-codegen/cli', 'graphql-codegen'), '--config', 'codegen.config.mjs'], {
      cwd: folder,
    });
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has a name for every snippet that is code, so that none is left out here', () => {
    const unnamed = fencesOf(PAGE).filter(({ language, name }) => ['ts', 'js', 'graphql'].includes(language) && !name);
    expect(unnamed).toEqual([]);
    expect(fencesOf(PAGE).filter(({ name }) => name)).toHaveLength(6);
  });

  it('generates the types that are committed, from the running graph instead of schema/api.graphql', () => {
    expect(readFileSync(join(folder, 'src/graph/graphql.ts'), 'utf8')).toBe(
      readFileSync(join(PROJECT, 'test/front-end/graph/graphql.ts'), 'utf8'),
    );
  });

  it('calls schema/api.graphql what the running graph shows to clients', async () => {
    const { data } = await graph.ask(getIntrospectionQuery({ specifiedByUrl: true }));
    const seen = lexicographicSortSchema(buildClientSchema(data));
    const published = lexicographicSortSchema(buildSchema(readPage('schema/api.graphql')));
    expect(printSchema(published)).toBe(printSchema(seen));
  });

  it('has snippets that are well typed', async () => {
    const told = await run(process.execPath, [bin('typescript', 'tsc'), '--project', folder]).catch((error) => error);
    expect(told).toMatchObject({ stdout: '', stderr: '' });
  }, 60_000);

  it('answers with one unit from several agencies, in figures as texts of both languages', async () => {
    const answer = await evaluate(`
      const { client, dataVersions } = createClient(${JSON.stringify(graph.url())} + '/graphql');
      const texts = [];
      for (const language of ['VI', 'EN'] as const) {
        const { unit, failures } = await unitAtAGlance(client, { code: '20-20211101', period: '2023', language });
        const { data: labels } = await client.query({ query: LabelsDocument, variables: { language } });
        const figures = [
          unit!.populationAndChildren!.population!,
          unit!.populationAndChildren!.children!,
          unit!.labourAndEmployment!.unemploymentRate!,
          unit!.healthCoverage!.healthInsuranceCoverage!,
        ];
        texts.push({ failures, figures: figures.map((figure) => figureText(figure, labels!, language)) });
      }
      return { texts, agencies: [...dataVersions.keys()].toSorted(), cached: Object.keys(client.cache.extract() as object).toSorted() };
    `);
    expect(answer).toEqual({
      texts: [
        {
          failures: [],
          figures: ['807.315 người', 'hơn 200.000 người (chưa được cơ quan chủ quản xác nhận)', '4,28 %', '94,2 %'],
        },
        {
          failures: [],
          figures: [
            '807,315 persons',
            'more than 200,000 persons (not confirmed by the owning agency)',
            '4.28 percent',
            '94.2 percent',
          ],
        },
      ],
      agencies: ['administrative-units', 'health-coverage', 'labour-and-employment', 'population-and-children'],
      cached: expect.arrayContaining(['AdministrativeUnit:{"code":"20-20211101"}', 'CodeList:UNIT_MEASURE']),
    });
    expect(JSON.stringify(answer)).not.toMatch(/"(Observation|Citation|Code|HealthCoverage):/);
    expect(readPage(PAGE)).toContain('`hơn 200.000 người (chưa được cơ quan chủ quản xác nhận)`');
    expect(readPage(PAGE)).toContain('`more than 200,000 persons (not confirmed by the owning agency)`');
  });

  it('shows an absence by its reason, a range, a multiplied amount, a true zero and an approximate figure', async () => {
    const answer = await evaluate(`
      const { client } = createClient(${JSON.stringify(graph.url())} + '/graphql');
      const { unit } = await unitAtAGlance(client, { code: '08-20250701', period: '2023', language: 'EN' });
      const { data: labels } = await client.query({ query: LabelsDocument, variables: { language: 'EN' } });
      const absent = unit!.populationAndChildren!.population!;
      const figure = (given: Partial<FigureFragment>): FigureFragment => ({ ...absent, obsStatus: 'NORMAL', ...given });
      return [
        absent,
        figure({ unitMeasure: 'PT', unitMultiplier: 0, qualifier: 'RANGE', valueLow: 30, valueHigh: 50, decimals: 0 }),
        figure({ unitMeasure: 'VND', unitMultiplier: 6, qualifier: 'EQ', value: 4554.5, decimals: 1 }),
        figure({ unitMeasure: 'HH', unitMultiplier: 0, qualifier: 'EQ', value: 0, decimals: 0 }),
        figure({ unitMeasure: 'PS', unitMultiplier: 0, qualifier: 'APPROX', value: 1200, decimals: 0 }),
      ].map((one) => figureText(one, labels!, 'EN'));
    `);
    expect(answer).toEqual([
      'The unit was not in force in this period; Tuyên Quang (08-20250701) from 2025-07-01; ' +
        'predecessors with figures: Hà Giang (02-20211101), Tuyên Quang (08-20211101).',
      '30–50 percent',
      '4,554,500,000 Vietnamese dong',
      '0 households',
      'about 1,200 persons',
    ]);
  });

  it('keeps the rest of the answer when one agency is down, and says where it is missing', async () => {
    const answer = await evaluate(`
      const { client } = createClient(${JSON.stringify(halved.url())} + '/graphql');
      const { unit, failures } = await unitAtAGlance(client, { code: '20-20211101', period: '2023', language: 'EN' });
      return { labour: unit!.labourAndEmployment, insured: unit!.healthCoverage!.healthInsuranceCoverage!.value, failures };
    `);
    expect(answer).toEqual({
      labour: null,
      insured: 94.2,
      failures: [
        {
          field: 'administrativeUnit.labourAndEmployment',
          agency: 'labour-and-employment',
          code: 'SUBGRAPH_UNREACHABLE',
          message: 'labour-and-employment could not be reached.',
        },
      ],
    });
  });

  it('asks by GET with a hash, and sends the text once', async () => {
    const query = '{ administrativeUnit(code: "417-20211101") { name } }';
    const hash = createHash('sha256').update(query).digest('hex');
    const answer = await evaluate(`
      const asked: string[] = [];
      const original = globalThis.fetch;
      globalThis.fetch = (input, init) => {
        const { searchParams } = new URL(String(input));
        const { method = 'GET', body = '' } = init ?? {};
        const text = searchParams.has('query') || String(body).includes('"query":');
        asked.push(method + (text ? ' with the text' : ''));
        return original(input, init);
      };
      const uri = ${JSON.stringify(graph.url())} + '/graphql';
      const plain = [];
      for (const time of [1, 2]) plain.push((await ask(uri, ${JSON.stringify(query)}, '${hash}', { time })).data);
      const variables = { language: 'EN' as const };
      for (const time of [1, 2]) await createClient(uri).client.query({ query: LabelsDocument, variables });
      return { plain, asked };
    `);
    expect(answer).toEqual({
      plain: [{ administrativeUnit: { name: 'Kỳ Sơn' } }, { administrativeUnit: { name: 'Kỳ Sơn' } }],
      // The labels were asked by the tests before: the gateway knows them.
      asked: ['GET', 'GET with the text', 'GET', 'GET', 'GET'],
    });
  });

  it('tells when an agency has changed its data', async () => {
    const before = await graph.ask(
      '{ administrativeUnit(code: "20-20211101") { healthCoverage { available { count } } } }',
    );
    const answer = evaluate(
      `
      const changed: string[] = [];
      const { client, dataVersions } = createClient(${JSON.stringify(graph.url())} + '/graphql', (name) => changed.push(name));
      const variables = { code: '20-20211101', period: '2023', language: 'EN' as const };
      await unitAtAGlance(client, variables);
      const first = dataVersions.get('health-coverage');
      console.log('asked');
      await new Promise((resolve) => process.stdin.once('data', resolve));
      process.stdin.destroy();
      await client.query({ query: UnitAtAGlanceDocument, variables, fetchPolicy: 'network-only' });
      return { first, changed };
    `,
      async () => {
        await graph.database.query('update health_coverage.source set title = title');
      },
    );
    expect(await answer).toEqual({
      first: before.extensions.dataVersions['health-coverage'],
      changed: ['health-coverage'],
    });
  });

  it('has a curl command that is answered as printed', async () => {
    const [command, answer] = fencesOf(PAGE).filter(({ language }) => ['sh', 'json'].includes(language));
    const query = /--data-urlencode 'query=(.*)'/.exec(command!.text)![1]!;
    const response = await fetch(`${graph.url()}/graphql?${new URLSearchParams({ query }).toString()}`);
    expect(((await response.json()) as { data: unknown }).data).toEqual(JSON.parse(answer!.text));
  });

  /** Runs the body of a program that uses the page's snippets; answers what it returns. `reply` is called when it says "asked". */
  async function evaluate(body: string, reply?: () => Promise<void>): Promise<unknown> {
    const file = join(folder, `program-${createHash('sha256').update(body).digest('hex')}.ts`);
    writeFileSync(file, `${IMPORTS}\nconsole.log(JSON.stringify(await (async () => {${body}})()));`);
    const child = spawn(process.execPath, [file], { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '';
    let complained = '';
    child.stderr.on('data', (chunk) => (complained += String(chunk)));
    child.stdout.on('data', (chunk) => {
      const asked = !said.includes('asked\n') && (said + String(chunk)).includes('asked\n');
      said += String(chunk);
      if (asked) void reply?.().then(() => child.stdin.end('go on\n'));
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    if (code !== 0) throw new Error(complained);
    return JSON.parse(said.trim().split('\n').at(-1)!);
  }
});

/** The program of a package, as npm would run it. */
function bin(packageName: string, program: string): string {
  const folder = join(PROJECT, 'node_modules', packageName);
  const { bin: programs } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: Record<string, string>;
  };
  return join(folder, programs[program]!);
}
