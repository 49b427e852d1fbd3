import { setTimeout as wait } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { measuresTime } from '../../test/support/measures-time.ts';
import { answerData, useHttpAgency } from '../../test/support/use-http-agency.ts';
import { Provenance } from '../cache/provenance.ts';
import { ClientLeft } from '../context.ts';
import { askSubgraphs } from './ask.ts';
import { FailureReports } from './failure-reports.ts';
import { overHttp } from './over-http.ts';
import { SubgraphFailure, type FailureCode, type Reach } from './subgraph-answer.ts';

const QUERY = { query: '{ a }', variables: {} };
const QUIET_MS = 1_000;

measuresTime();

describe('what is logged of an agency', () => {
  const agency = useHttpAgency();
  let lines: { level: string; message: string; err?: Error; failures?: number }[];
  let reports: FailureReports;
  const asking = (reach: Reach, signal?: AbortSignal) =>
    askSubgraphs(() => reach, new Provenance(), reports)('books', signal ? { ...QUERY, signal } : QUERY);
  const line = (level: string) => (details: object, message: string) => void lines.push({ level, message, ...details });
  const failWith = (code: FailureCode) => reports.failed('books', new SubgraphFailure(code, `${code}.`));

  beforeEach(() => {
    lines = [];
    reports = new FailureReports({ warn: line('warn'), error: line('error') }, QUIET_MS);
  });

  it('is its first failure whole, then one line at a time with their number, and that it answers again', async () => {
    agency.behave((response) => response.destroy());
    const broken = overHttp('books', agency.url(), 5_000);
    const ask = (times: number) => Promise.all(Array.from({ length: times }, () => asking(broken)));
    await ask(20);
    await ask(30);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ level: 'warn', message: 'books could not be reached.', failures: 1 });
    expect(lines[0]!.err!.stack).toContain('failure');
    expect(lines[0]!.err!.cause).toBeInstanceOf(Error);

    await wait(QUIET_MS + 20);
    await ask(10);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatchObject({ level: 'warn', failures: 50 });
    expect(lines[1]!.message).toMatch(/is left alone.* 50 failures since the last line\.$/);
    expect(lines[1]!.err).toBeUndefined();

    agency.behave(answerData);
    const whole = overHttp('books', agency.url(), 5_000);
    await Promise.all(Array.from({ length: 20 }, () => asking(whole)));
    expect(lines.slice(2)).toEqual([
      {
        level: 'warn',
        subgraph: 'books',
        failures: 9,
        message: 'books answers again. 9 failures since the last line.',
      },
    ]);
  });

  it('is each kind of failure, whole once', async () => {
    for (let time = 0; time < 10; time++)
      for (const code of ['SUBGRAPH_TIMEOUT', 'SUBGRAPH_OVERLOADED'] as const) failWith(code);
    expect(lines.map(({ message }) => message)).toEqual(['SUBGRAPH_TIMEOUT.', 'SUBGRAPH_OVERLOADED.']);
    reports.answered('books');
    await wait(QUIET_MS + 20);
    failWith('SUBGRAPH_TIMEOUT');
    expect(lines.at(-1)!.err).toBeInstanceOf(SubgraphFailure);
  });

  it('is no line for each time that it fails now and then', async () => {
    const end = performance.now() + 3.5 * QUIET_MS;
    for (; performance.now() < end; await wait(1)) {
      failWith('SUBGRAPH_TIMEOUT');
      reports.answered('books');
    }
    expect(lines.length).toBeGreaterThanOrEqual(4);
    expect(lines.length).toBeLessThanOrEqual(8);
  });

  it('is every failure that nobody foresaw, whole', async () => {
    const bug = new TypeError('x is not a function');
    for (let time = 0; time < 3; time++) await asking(() => Promise.reject(bug));
    expect(lines.map(({ level, err }) => [level, err!.cause])).toEqual([0, 1, 2].map(() => ['error', bug]));
  });

  it('is nothing where a client has left', async () => {
    agency.behave(() => {});
    const leaving = new AbortController();
    const asked = asking(overHttp('books', agency.url(), 5_000), leaving.signal);
    leaving.abort(new ClientLeft());
    expect((await asked).data).toBeNull();
    expect(lines).toEqual([]);
  });
});
