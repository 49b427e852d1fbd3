import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { answerData, until, useHttpAgency } from '../../test/support/use-http-agency.ts';
import { overHttp } from './over-http.ts';
import { resilient } from './resilience.ts';
import { measuresTime } from '../../test/support/measures-time.ts';

measuresTime();

const QUERY = { query: '{ a }', variables: {} };
const OVERLOADED = expect.objectContaining({
  code: 'SUBGRAPH_OVERLOADED',
  message: 'health-coverage has too many requests to answer. Ask again later.',
});

describe('an agency over HTTP', () => {
  const agency = useHttpAgency();
  const reach = (concurrency: number) => overHttp('health-coverage', agency.url(), 5_000, { concurrency });

  it('gets no more requests at a time than it may: a thousand wait, the next is told', async () => {
    const waiting: ServerResponse[] = [];
    agency.behave((response) => void waiting.push(response));
    const ask = reach(2);
    const answers = Array.from({ length: 1_002 }, () => ask(QUERY));
    await expect(ask(QUERY)).rejects.toEqual(OVERLOADED);
    await until(() => waiting.length === 2);
    await wait(50);
    expect(agency.received).toHaveLength(2);
    agency.behave(answerData);
    waiting.forEach(answerData);
    expect(await Promise.all(answers)).toHaveLength(1_002);
  });

  it('that is slow because it is asked too much is told so, and not left alone', async () => {
    agency.behave((response) => setTimeout(() => answerData(response), 300));
    const ask = overHttp('health-coverage', agency.url(), 1_000, { concurrency: 1 });
    const asked = Array.from({ length: 12 }, () =>
      ask(QUERY).then(
        () => 'whole',
        (error: unknown) => error,
      ),
    );
    const answers = await Promise.all(asked);
    expect(answers.slice(0, 2)).toEqual(['whole', 'whole']);
    expect(answers.slice(4)).toEqual(Array.from({ length: 8 }, () => OVERLOADED));
    expect((await ask(QUERY)).data).toEqual({ a: 1 });
  });

  it('is not told to be late when this process is', async () => {
    agency.behave(answerData);
    const ask = overHttp('health-coverage', agency.url(), 200);
    await ask(QUERY);
    // It answers at once; the process does not get to look before time is over.
    const busy = () => {
      for (const end = performance.now() + 400; performance.now() < end;);
    };
    agency.behave((response) => {
      response.on('finish', busy);
      answerData(response);
    });
    expect((await ask(QUERY)).data).toEqual({ a: 1 });
  });

  it('is free for the next as soon as an asker leaves, and who waits for a turn may leave', async () => {
    agency.behave((response, _request, count) => (count === 1 ? undefined : answerData(response)));
    const ask = reach(1);
    const first = new AbortController();
    const second = new AbortController();
    const left = [first, second].map(({ signal }) => ask({ ...QUERY, signal }).catch(({ message }: Error) => message));
    const third = ask(QUERY);
    await until(() => agency.received.length === 1);
    second.abort(new Error('The second has left.'));
    expect(await left[1]).toBe('The second has left.');
    first.abort(new Error('The first has left.'));
    expect(await left[0]).toBe('The first has left.');
    expect((await third).data).toEqual({ a: 1 });
    expect(agency.received).toHaveLength(2);
  });
});

describe('an agency in this process', () => {
  it('has the same time and number of requests, and its place until it is done', async () => {
    let atWork = 0;
    const slow = async () => {
      atWork++;
      await wait(300);
      atWork--;
      return { data: { a: 1 } };
    };
    const ask = resilient('health-coverage', slow, { timeoutMs: 100, concurrency: 1, queue: 1, transport: false });
    const answers = [ask(QUERY), ask(QUERY), ask(QUERY)].map((asked) =>
      asked.catch(({ code }: { code: string }) => code),
    );
    expect(await Promise.all(answers)).toEqual(['SUBGRAPH_TIMEOUT', 'SUBGRAPH_OVERLOADED', 'SUBGRAPH_OVERLOADED']);
    expect(atWork).toBe(1);
    await wait(250);
    expect(atWork).toBe(0);
  });
});
