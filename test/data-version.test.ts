import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { Pool } from 'undici';
import { healthCoverage } from '../subgraphs/health-coverage/subgraph.ts';
import { subgraphs } from '../subgraphs/index.ts';
import { environmentPrefix } from '../subgraphs/kit/environment.ts';
import { beginAcknowledgedWrite, type AcknowledgedWrite } from '../subgraphs/kit/data-version/acknowledged-write.ts';
import { loginsOf, readerLoginOf } from '../subgraphs/kit/logins.ts';
import { startService, type StartedService } from './support/started-service.ts';
import { useDatabase } from './support/use-database.ts';
import { askGraph } from './support/use-graph.ts';

const CONNECTIONS = 50;
const LOAD_MS = 8_000;
/** A figure for each writer, whose value counts its writes. */
const YEARS = ['2019', '2020', '2021'];
const COLUMNS = `indicator, territory_code, slice, time_period, source, record_type, period_start, period_end, ref_area, unit_set,
  indicator_as_filed, value_low, value_high, decimals, value_as_printed, qualifier, unit_measure, unit_multiplier, reference_date, period_basis,
  period_basis_text, obs_status, conf_status, reason_code, reason_vi, reason_en, comment, locator`;
const QUERY = `{ administrativeUnit(code: "01-20211101") { name healthCoverage { ${YEARS.map(
  (year) => `of${year}: healthInsuranceCoverage(period: "${year}") { value }`,
).join(' ')} } } }`;
jest.setTimeout(120_000);

describe('a write that was acknowledged', () => {
  // Before the database goes.
  afterAll(async () => {
    for (const { client, writing } of writers ?? []) {
      writing.end();
      await client.end();
    }
    await Promise.all(running.map((one) => one.process.stop('SIGKILL')));
  });
  const database = useDatabase();
  const running: StartedService[] = [];
  let gateways: StartedService[];
  /** Each with a connection of its own. */
  let writers: { readonly client: pg.Client; readonly writing: AcknowledgedWrite }[];
  const start = async (command: readonly string[], environment: Record<string, string>) => {
    const started = await startService(['node', ...command], { LOG_LEVEL: 'info', ...environment });
    running.push(started);
    return started;
  };

  beforeAll(async () => {
    const own = { DATABASE_URL: database.url };
    const agencies = await Promise.all(
      [1, 2].map(() =>
        start(['subgraphs/main.ts', healthCoverage.name], {
          HEALTH_COVERAGE_DATABASE_URL: readerLoginOf(healthCoverage, database.environment),
        }),
      ),
    );
    const others = subgraphs.filter((subgraph) => subgraph !== healthCoverage).map(({ name }) => name);
    // Two gateways reach the agency over HTTP, at a process each; the third runs it within.
    gateways = await Promise.all([
      ...agencies.map(({ url }) =>
        start(['gateway/main.ts', '--in-process', others.join(',')], {
          ...own,
          [`${environmentPrefix(healthCoverage.name)}_URL`]: `${url}/graphql`,
        }),
      ),
      start(['gateway/main.ts', '--in-process', 'all'], own),
    ]);
    const { owner } = loginsOf(healthCoverage, database.environment);
    writers = await Promise.all(
      YEARS.map(async () => {
        const client = new pg.Client({ connectionString: owner });
        await client.connect();
        return { client, writing: await beginAcknowledgedWrite(owner, healthCoverage.databaseSchema) };
      }),
    );
  });
  /** Files the next revision of the writer's figure, by plain SQL. */
  const file = (writer: number, value: number) =>
    writers[writer]!.client.query(
      `insert into health_coverage.observation (${COLUMNS}, revision, id, value, recorded_at)
       select ${COLUMNS}, revision + 1, $3, $2::float8, clock_timestamp() from health_coverage.observation
       where ref_area = '01-20211101' and indicator = 'HC_HI_COVERAGE' and slice = '' and time_period = $1
       order by revision desc limit 1`,
      [YEARS[writer], value, `HC_HI_COVERAGE.${writer}-${value}`],
    );

  it('is in every answer that is asked for afterwards, at full load, from every gateway', async () => {
    const acknowledged = YEARS.map(() => 0);
    const older: string[] = [];
    const took: number[] = [];
    let answers = 0;
    const load = new AbortController();
    // Values of their own, to begin with.
    for (const writer of YEARS.keys()) await file(writer, 1_000);
    for (const { url } of gateways) expect((await askGraph(url, QUERY)).errors).toBeUndefined();

    const write = async (writer: number) => {
      for (let value = 10_000; !load.signal.aborted; value++) {
        await file(writer, value);
        const committed = performance.now();
        await writers[writer]!.writing.acknowledged();
        took.push(performance.now() - committed);
        acknowledged[writer] = value;
        await wait(20 * Math.random());
      }
    };
    const pools = gateways.map(({ url }) => new Pool(url, { connections: Math.ceil(CONNECTIONS / gateways.length) }));
    const read = async (pool: Pool) => {
      while (!load.signal.aborted) {
        const least = [...acknowledged];
        const { body } = await pool.request({
          path: '/graphql',
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: QUERY }),
        });
        const { data, errors } = (await body.json()) as { data: any; errors?: unknown };
        if (errors) throw new Error(JSON.stringify(errors));
        answers++;
        for (const [writer, year] of YEARS.entries()) {
          const { value } = data.administrativeUnit.healthCoverage[`of${year}`];
          if (value < least[writer]!) older.push(`${year}: ${value} after ${least[writer]} was acknowledged`);
        }
      }
    };
    const readers = Array.from({ length: CONNECTIONS }, (_, index) => read(pools[index % pools.length]!));
    const writing = YEARS.map((_, writer) => write(writer));
    await Promise.race([wait(LOAD_MS), ...readers, ...writing]);
    load.abort();
    await Promise.all([...readers, ...writing]);
    await Promise.all(pools.map((pool) => pool.close()));

    expect(older).toEqual([]);
    expect(took.length).toBeGreaterThan(YEARS.length * 3);
    expect(answers).toBeGreaterThan(2 * CONNECTIONS);
  });
});
