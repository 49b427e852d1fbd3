import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { answerData, answerJson, until, useHttpAgency } from '../../test/support/use-http-agency.ts';
import { overHttp } from './over-http.ts';
import { measuresTime } from '../../test/support/measures-time.ts';

measuresTime();

const QUERY = { query: '{ a }', variables: {} };
const MUTATION = { query: 'mutation { a }', variables: {}, kind: 'mutation' as const };
const LEFT_ALONE = expect.objectContaining({
  code: 'SUBGRAPH_UNREACHABLE',
  message: 'health-coverage did not answer several times, and is left alone for a few seconds.',
});

describe('an agency that fails most of the time', () => {
  const agency = useHttpAgency();
  const reach = () => overHttp('health-coverage', agency.url(), 5_000);
  const breaks = (response: ServerResponse) => void response.destroy();
  const hangs = () => undefined;

  const fail = async (ask: ReturnType<typeof reach>, times: number) => {
    for (let time = 0; time < times; time++) await ask(MUTATION).catch(() => undefined);
  };

  it('is left alone, and serves again within seconds after it is back', async () => {
    const ask = reach();
    agency.behave(breaks);
    await fail(ask, 5);
    agency.behave(answerData);
    const began = performance.now();
    await expect(ask(QUERY)).rejects.toEqual(LEFT_ALONE);
    expect(performance.now() - began).toBeLessThan(100);
    expect(agency.received).toHaveLength(0);
    await until(() => performance.now() - began > 2_050);
    expect((await ask(QUERY)).data).toEqual({ a: 1 });
    expect((await Promise.all([ask(QUERY), ask(QUERY)])).map(({ data }) => data)).toEqual([{ a: 1 }, { a: 1 }]);
  });

  it('is left alone also when it serves now and then, or has served for long', async () => {
    const ask = reach();
    agency.behave(answerData);
    for (let time = 0; time < 30; time++) await ask(QUERY);
    agency.behave(breaks);
    await fail(ask, 5);
    await expect(ask(QUERY)).rejects.toEqual(LEFT_ALONE);

    const other = reach();
    agency.behave((response, _request, count) => (count % 3 === 0 ? answerData(response) : breaks(response)));
    await fail(other, 21);
    await expect(other(QUERY)).rejects.toEqual(LEFT_ALONE);
  });

  it('is found out about by one request, which the others do not wait for and whose asker must not leave', async () => {
    const ask = reach();
    agency.behave(breaks);
    await fail(ask, 5);
    agency.behave(hangs);
    await wait(2_050);
    const leaving = new AbortController();
    const first = ask({ ...QUERY, signal: leaving.signal });
    await expect(ask(QUERY)).rejects.toEqual(LEFT_ALONE);
    await until(() => agency.received.length === 1);
    leaving.abort(new Error('The client has left.'));
    await expect(first).rejects.toThrow('The client has left.');
    // Nothing was found out: it is still left alone.
    agency.behave(answerData);
    await wait(50);
    await expect(ask(QUERY)).rejects.toEqual(LEFT_ALONE);
    await wait(2_050);
    expect((await ask(QUERY)).data).toEqual({ a: 1 });
  });

  it('may answer with errors as often as it likes, and askers may leave as often', async () => {
    const ask = reach();
    agency.behave((response) => answerJson(response, { errors: [{ message: 'No.' }] }, 400));
    await fail(ask, 10);
    agency.behave((response) => void response.writeHead(500).end('<html>'));
    await fail(ask, 10);
    agency.behave(hangs);
    for (let time = 0; time < 10; time++) {
      await ask({ ...QUERY, signal: AbortSignal.timeout(20) }).catch(() => undefined);
    }
    agency.behave(answerData);
    expect((await ask(QUERY)).data).toEqual({ a: 1 });
  });
});
