import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { useSubgraph } from '../../../test/support/use-subgraph.ts';
import { healthCoverage } from '../../health-coverage/subgraph.ts';
import { loginsOf } from '../logins.ts';

const REVISION = `insert into health_coverage.observation
  select (jsonb_populate_record(o, jsonb_build_object('revision', revision + 1, 'id', id || '.' || revision, 'recorded_at', now()))).*
  from health_coverage.observation o where indicator = 'HC_HI_COVERAGE' and ref_area = '20-20211101' and time_period = '2023'
  order by revision desc limit 1 returning date_trunc('milliseconds', recorded_at) as recorded_at`;

describe('the instant up to which the history is whole', () => {
  // Before the database goes.
  afterAll(() => writer.end());
  const { database, ask } = useSubgraph(healthCoverage);
  let writer: pg.Client;
  const settled = async () => {
    const { data, errors } = await ask('{ _settledUntil }');
    expect(errors).toBeUndefined();
    return Date.parse(data._settledUntil);
  };

  beforeAll(async () => {
    writer = new pg.Client({ connectionString: loginsOf(healthCoverage, database.environment).owner });
    await writer.connect();
  });

  it('is a moment ago while nothing is written', async () => {
    const before = Date.now();
    const instant = await settled();
    expect(instant).toBeLessThan(Date.now());
    expect(instant).toBeGreaterThan(before - 1_000);
  });

  it('is before everything that a write under way will have recorded, however long it takes, and after it when it has ended', async () => {
    await writer.query('begin');
    const { rows } = await writer.query<{ now: Date }>('select now()');
    const begun = rows[0]!.now.getTime();
    // Before it has written anything, too.
    expect(await settled()).toBeLessThan(begun);
    await writer.query('select pg_sleep(0.3)');
    const written = await writer.query<{ recorded_at: Date }>(REVISION);
    const recorded = written.rows[0]!.recorded_at.getTime();
    const instant = await settled();
    expect(instant).toBeLessThan(recorded);
    expect(Date.now() - instant).toBeGreaterThan(300);
    await writer.query('commit');
    await writer.query('select pg_sleep(0.2)');
    expect(await settled()).toBeGreaterThan(recorded);
  });
});
