import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { hostedSubgraphs, subgraphs } from '../subgraphs/index.ts';
import { LEASE_MS } from '../subgraphs/kit/data-version/lease.ts';
import { COMBINED_QUERY } from './support/combined-query.ts';
import type { ServiceProcess } from './support/service-process.ts';
import { useDatabase } from './support/use-database.ts';
import { askGraph, useGraph } from './support/use-graph.ts';
import { useInstallation } from './support/use-installation.ts';
import { until } from './support/use-registry.ts';

const HANOI_INSURED = /* GraphQL */ `
  {
    administrativeUnit(code: "01-20211101") {
      name
      labourAndEmployment {
        unemploymentRate(period: "2023") {
          value
        }
      }
      healthCoverage {
        healthInsuranceCoverage(period: "2023") {
          value
        }
      }
    }
  }
`;

const GATEWAYS = [0, 1];
// Seven processes start, each of which reads the whole schema.
jest.setTimeout(60_000);
const names = subgraphs.map(({ name }) => name);

describe('the services of docker-compose.yml, each in a process of its own', () => {
  const inProcess = useGraph();
  const database = useDatabase({ empty: true });
  const installation = useInstallation(database.url);
  const gatewayUrl = (replica: number) => installation.url('gateway', replica);
  const running = new Map<string, ServiceProcess>();

  beforeAll(async () => {
    expect(installation.file.services['gateway']!.deploy).toEqual({ replicas: GATEWAYS.length });
  });

  it('start gateways that are healthy with no agency and no database up', async () => {
    const started = await Promise.all(GATEWAYS.map((replica) => installation.startHealthy('gateway', replica)));
    for (const replica of GATEWAYS) {
      running.set(`gateway ${replica}`, started[replica]!);
      const ready = await fetch(`${gatewayUrl(replica)}/ready`);
      expect([ready.status, await ready.json()]).toEqual([
        200,
        {
          status: 'ready',
          // What runs in the gateway answers with it.
          subgraphs: { ...Object.fromEntries(names.map((name) => [name, 'down'])), 'custom-views': 'up' },
        },
      ]);
    }
  });

  it('prepare an empty database, and find nothing to do the second time', async () => {
    for (const news of [/ loaded, [1-9]\d* new\n/, / loaded, all as recorded before\n/]) {
      const prepare = installation.start('prepare');
      expect([await prepare.ended, prepare.output()]).toEqual([{ code: 0, signal: null }, expect.stringMatching(news)]);
    }
    const owned = await database.query(
      `select nspname as schema, nspowner::regrole::text as owner from pg_namespace where nspowner::regrole::text ~ '^installed_'`,
    );
    const expected = [...subgraphs, ...hostedSubgraphs].map(({ databaseSchema: schema }) => ({
      schema,
      owner: `installed_${schema}_owner`,
    }));
    expect(owned).toHaveLength(expected.length);
    expect(owned).toEqual(expect.arrayContaining(expected));
  });

  it('publish the graph of this release to the registry, which the gateways then follow, and serve sheets', async () => {
    for (const once of ['prepare-registry', 'prepare-sheets']) {
      const prepare = installation.start(once);
      expect([await prepare.ended, prepare.output()]).toEqual([{ code: 0, signal: null }, expect.any(String)]);
    }
    await Promise.all(['registry', 'sheets'].map((name) => installation.startHealthy(name)));
    const refused = await fetch(`${installation.url('registry')}/registry/subgraphs`);
    expect(refused.status).toBe(401);
    expect(await (await fetch(`${installation.url('registry')}/changelog`)).json()).toEqual({ entries: [] });
    const login = new URL(String(installation.file.services['gateway']!.environment['REGISTRY_GATEWAY_DATABASE_URL']));
    await until(async () => {
      const [connected] = await database.query<{ count: string }>(
        `select count(*) from pg_stat_activity where usename = 'installed_${login.username}' and query like '%registry.supergraph%'`,
      );
      return Number(connected!.count) === GATEWAYS.length;
    });
  });

  it('answer the same from every gateway as the graph does in one process', async () => {
    const started = await Promise.all(names.map((name) => installation.startHealthy(name)));
    names.forEach((name, index) => running.set(name, started[index]!));
    const { extensions: _versions, ...expected } = await inProcess.ask(COMBINED_QUERY);
    expect(expected).toMatchObject({ status: 200, data: { administrativeUnits: { totalCount: 63 } } });
    expect(expected.errors).toBeUndefined();
    for (const agency of Object.values<any>(expected.data.langSon)) {
      expect(agency.observations.filter(({ value }: { value: number | null }) => value !== null)).not.toEqual([]);
    }
    for (const replica of GATEWAYS) {
      const { extensions, ...answer } = await askGraph(gatewayUrl(replica), COMBINED_QUERY);
      expect(answer).toEqual(expected);
      expect(Object.keys(extensions.dataVersions).toSorted()).toEqual(names.toSorted());
    }
  });

  it('keep the rest of the answer while an agency is down, and give its figures again when it is back', async () => {
    const { extensions: _versions, ...whole } = await askGraph(gatewayUrl(0), HANOI_INSURED);
    expect(whole.data.administrativeUnit.healthCoverage.healthInsuranceCoverage.value).toBe(93);

    expect(await running.get('health-coverage')!.stop('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
    // For so long a gateway may rely on what it kept.
    await wait(LEASE_MS + 100);
    for (const replica of GATEWAYS) {
      const { extensions: _others, ...partial } = await askGraph(gatewayUrl(replica), HANOI_INSURED);
      expect(partial).toEqual({
        status: 200,
        data: { administrativeUnit: { ...whole.data.administrativeUnit, healthCoverage: null } },
        errors: [
          {
            message: 'health-coverage could not be reached.',
            path: ['administrativeUnit', 'healthCoverage'],
            extensions: { agency: 'health-coverage', code: 'SUBGRAPH_UNREACHABLE', affected: 1 },
          },
        ],
      });
    }

    running.set('health-coverage', await installation.startHealthy('health-coverage'));
    for (const replica of GATEWAYS) {
      expect(await askGraph(gatewayUrl(replica), HANOI_INSURED)).toMatchObject(whole);
    }
  });

  it('end with code 0 when they are told to stop', async () => {
    expect([...running.keys()]).toEqual(['gateway 0', 'gateway 1', ...names]);
    const endings = [...running].map(async ([name, service]) => [name, await service.stop('SIGTERM')]);
    expect(await Promise.all(endings)).toEqual([...running.keys()].map((name) => [name, { code: 0, signal: null }]));
  });
});
