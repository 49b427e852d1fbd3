import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { overHttp } from '../gateway/reach/over-http.ts';
import type { Reach } from '../gateway/reach/subgraph-answer.ts';
import { startProcess, type ServiceProcess } from './support/service-process.ts';
import { useGraph } from './support/use-graph.ts';

/** How the health agency misbehaves; null: it answers as always. */
let behave: ((request: { query: string }) => { status?: number; body: string } | 'hang' | 'reset') | null = null;

/** Short only for the agency that hangs: of the others a busy machine may need longer than this to hear. */
let limitMilliseconds = 30_000;

describe('an agency that does not answer', () => {
  let server: Server;
  const health: Reach = (request) =>
    overHttp(
      'health-coverage',
      `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      limitMilliseconds,
    )(request);
  const { ask, url } = useGraph({ reach: new Map([['health-coverage', health]]) });

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      const answer = behave!(JSON.parse(body) as { query: string });
      if (answer === 'reset') request.socket.destroy();
      else if (answer !== 'hang')
        response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' }).end(answer.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const LIST = `{ administrativeUnits(level: PROVINCE, on: "2025-07-01") { nodes {
    name
    labourAndEmployment { unemploymentRate(period: "2024") { value } }
    healthCoverage { healthInsuranceCoverage(period: "2023") { value } }
  } } }`;

  it.each<[string, typeof behave, string, string]>([
    ['breaks the connection', () => 'reset', 'SUBGRAPH_UNREACHABLE', 'health-coverage could not be reached.'],
    ['hangs', () => 'hang', 'SUBGRAPH_TIMEOUT', 'health-coverage did not answer within 300 ms.'],
    [
      'sends a page',
      () => ({ status: 502, body: '<html>' }),
      'SUBGRAPH_INVALID_RESPONSE',
      'health-coverage answered with status 502 and no JSON.',
    ],
    [
      'sends half an answer',
      () => ({ body: '{"data": {"_entities": [' }),
      'SUBGRAPH_INVALID_RESPONSE',
      'health-coverage answered with status 200 and no JSON.',
    ],
    [
      'refuses the whole request',
      () => ({ status: 400, body: '{"errors": [{ "message": "Secret" }]}' }),
      'INTERNAL_SERVER_ERROR',
      'health-coverage failed to answer.',
    ],
    [
      'answers for other entities',
      () => ({ body: '{"data": {"_entities": [{}]}}' }),
      'SUBGRAPH_INVALID_RESPONSE',
      'health-coverage answered for another number of entities than was asked for.',
    ],
    [
      'sends something else',
      () => ({ body: '[1]' }),
      'SUBGRAPH_INVALID_RESPONSE',
      'health-coverage answered with status 200 and neither data nor errors.',
    ],
  ])(
    'because it %s leaves the rest of the answer, with one error that names it, its field and how many it concerns',
    async (_how, misbehave, code, message) => {
      behave = misbehave;
      limitMilliseconds = code === 'SUBGRAPH_TIMEOUT' ? 300 : 30_000;
      const { status, data, errors } = await ask(LIST);
      expect(status).toBe(200);
      expect(errors).toEqual([
        {
          message,
          path: ['administrativeUnits', 'nodes', 0, 'healthCoverage'],
          extensions: { code, agency: 'health-coverage', affected: 34 },
        },
      ]);
      const { nodes } = data.administrativeUnits;
      expect(nodes).toHaveLength(34);
      expect(nodes.every((unit: any) => unit.healthCoverage === null)).toBe(true);
      expect(nodes.find((unit: any) => unit.name === 'Hà Nội').labourAndEmployment.unemploymentRate.value).toBe(1.77);
    },
  );

  it('for some units only is told once for each kind of error, at the first of them', async () => {
    limitMilliseconds = 30_000;
    behave = ({ query }) => {
      const count = (query.match(/_entities/g) ?? []).length;
      expect(count).toBe(1);
      return {
        body: JSON.stringify({
          data: {
            _entities: Array.from({ length: 34 }, () => ({ healthCoverage: { healthInsuranceCoverage: null } })),
          },
          errors: [3, 5, 8].map((index) => ({
            message: 'Secret: password=hunter2 at line 5',
            path: ['_entities', index, 'healthCoverage', 'healthInsuranceCoverage'],
            extensions: { code: 'SOMETHING_OF_ITS_OWN', stacktrace: ['at secret.js'] },
          })),
        }),
      };
    };
    const { errors } = await ask(LIST);
    expect(errors).toEqual([
      {
        message: 'health-coverage failed to answer.',
        path: ['administrativeUnits', 'nodes', 3, 'healthCoverage', 'healthInsuranceCoverage'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', agency: 'health-coverage', affected: 3 },
      },
    ]);
  });

  it('leaves its alias in the path', async () => {
    behave = () => 'reset';
    const { errors, data } = await ask(
      '{ u: administrativeUnit(code: "01-20211101") { h: healthCoverage { available { count } } } }',
    );
    expect(data).toEqual({ u: { h: null } });
    expect(errors?.[0]?.path).toEqual(['u', 'h']);
  });

  it('leaves the catalogue, and says of one of its figures that it cannot be had now', async () => {
    behave = () => 'reset';
    const { data, errors } = await ask(
      '{ indicators(agency: "health-coverage") { code } observation(id: "HC_HI_COVERAGE.x") { value } }',
    );
    expect(data.indicators).toHaveLength(9);
    expect(data.observation).toBeNull();
    expect(errors).toEqual([
      {
        message: 'health-coverage could not be reached.',
        path: ['observation'],
        extensions: { code: 'SUBGRAPH_UNREACHABLE', agency: 'health-coverage', affected: 1 },
      },
    ]);
  });

  it('leaves the gateway ready, which says so', async () => {
    behave = () => 'reset';
    const ready = await fetch(`${url()}/ready`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({
      status: 'ready',
      subgraphs: {
        'administrative-units': 'up',
        'custom-views': 'up',
        'population-and-children': 'up',
        'labour-and-employment': 'up',
        'poverty-reduction': 'up',
        'health-coverage': 'down',
      },
    });
  });
});

describe('an agency whose database does not answer', () => {
  // A process of its own: Jest's errors are not those of Node that PostgreSQL's client throws.
  let service: ServiceProcess;
  const health: Reach = (request) => {
    const address = /Server listening at (http:[^"]+)/.exec(service.output())![1]!;
    return overHttp('health-coverage', `${address}/graphql`, 10_000)(request);
  };
  const { ask, url } = useGraph({ reach: new Map([['health-coverage', health]]) });

  beforeAll(async () => {
    service = startProcess(['node', 'subgraphs/main.ts', 'health-coverage', '--port', '0'], {
      folder: join(import.meta.dirname, '..'),
      environment: {
        PATH: process.env['PATH']!,
        HEALTH_COVERAGE_DATABASE_URL: 'postgres://nobody:none@127.0.0.1:9/none',
      },
    });
    for (const deadline = Date.now() + 20_000; !service.output().includes('Server listening');) {
      if (Date.now() > deadline || !service.isRunning()) throw new Error(`It did not start: ${service.output()}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
  afterAll(() => service.stop('SIGTERM'));

  it('is told as unreachable, without an address, and listed as down', async () => {
    const { data, errors } = await ask(
      '{ administrativeUnit(code: "01-20211101") { name healthCoverage { doctors { value } } } }',
    );
    expect(data).toEqual({ administrativeUnit: { name: 'Hà Nội', healthCoverage: { doctors: null } } });
    expect(errors).toEqual([
      {
        message: 'The agency could not reach its database.',
        path: ['administrativeUnit', 'healthCoverage', 'doctors'],
        extensions: { code: 'SUBGRAPH_UNREACHABLE', agency: 'health-coverage', affected: 1 },
      },
    ]);
    const figure = await ask('{ observation(id: "HC_DOCTORS_TOTAL.x") { value } }');
    expect(figure.errors).toEqual([
      {
        message: 'The agency could not reach its database.',
        path: ['observation'],
        extensions: { code: 'SUBGRAPH_UNREACHABLE', agency: 'health-coverage', affected: 1 },
      },
    ]);
    const ready = (await (await fetch(`${url()}/ready`)).json()) as { subgraphs: Record<string, string> };
    expect(ready.subgraphs['health-coverage']).toBe('down');
  });
});
