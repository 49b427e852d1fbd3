import { setTimeout as passed } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { useAnswers } from '../../test/support/use-answers.ts';
import { healthCoverage } from '../health-coverage/subgraph.ts';
import { readerLoginOf } from './logins.ts';
import { serveSubgraph } from './serve.ts';

const FETCH = (fields: string) => ({
  query: `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on AdministrativeUnit {
    healthCoverage { ${fields} } } } }`,
  variables: {
    representations: [{ __typename: 'AdministrativeUnit', code: '01-20211101', territoryCode: '01-20211101' }],
  },
});

describe('a statement that nobody waits for any more', () => {
  const { database, answers } = useAnswers(healthCoverage);
  let app: FastifyInstance;

  beforeAll(async () => {
    app = await serveSubgraph(healthCoverage, {
      databaseUrl: readerLoginOf(healthCoverage, database.environment),
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
    });
  });
  afterAll(() => app.close());

  // Every row that the reader sees takes it ten seconds.
  beforeEach(async () => {
    for (const table of ['observation', 'current_figure']) {
      await database.query(`alter table health_coverage.${table} enable row level security`);
      await database.query(
        `create policy slow on health_coverage.${table} to health_coverage_reader using (pg_sleep(10) is not null)`,
      );
    }
  });
  afterEach(async () => {
    for (const table of ['observation', 'current_figure']) {
      await database.query(`drop policy slow on health_coverage.${table}`);
      await database.query(`alter table health_coverage.${table} disable row level security`);
    }
  });

  const running = async () => {
    const rows = await database.query(
      `select from pg_stat_activity where usename = 'health_coverage_reader' and datname = current_database() and state = 'active'`,
    );
    return rows.length;
  };
  const until = async (expected: number, limitMs: number) => {
    const end = performance.now() + limitMs;
    while ((await running()) !== expected && performance.now() < end) await passed(20);
    return running();
  };

  const overHttp = (question: object, signal: AbortSignal) =>
    fetch(`http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(question),
      signal,
    });
  const compiled = FETCH('healthInsuranceCoverage(period: "2023") { value }');
  const listed = FETCH('observations { value }');
  const resolved = FETCH('healthInsuranceCoverage(period: "2023", asOf: "2090-01-01T00:00:00Z") { value }');

  it.each([
    ['of a compiled read', 'in process', compiled],
    ['of a list', 'in process', listed],
    ['of the resolvers', 'in process', resolved],
    ['of a compiled read', 'over HTTP', compiled],
    ['of the resolvers', 'over HTTP', resolved],
  ])('%s %s is gone within a second', async (_what, where, question) => {
    const leaving = new AbortController();
    const ask =
      where === 'in process'
        ? answers.ask({ ...question, signal: leaving.signal })
        : overHttp(question, leaving.signal);
    const answered = ask.then(
      () => 'answered',
      () => 'left',
    );
    expect(await until(1, 5_000)).toBe(1);
    leaving.abort();
    expect(await until(0, 1_000)).toBe(0);
    await answered;
    // No other way to read it is tried.
    await passed(100);
    expect(await running()).toBe(0);
  });

  it('leaves its connection to the next question', async () => {
    const leaving = new AbortController();
    const left = answers.ask({ ...compiled, signal: leaving.signal }).catch(() => null);
    expect(await until(1, 5_000)).toBe(1);
    leaving.abort();
    await left;
    const { data, errors } = await answers.ask(FETCH('__typename'));
    expect(errors).toBeUndefined();
    expect(data?.['_entities']).toHaveLength(1);
  });
});
