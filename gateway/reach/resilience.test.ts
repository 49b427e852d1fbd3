import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { answerData, answerJson, until, useHttpAgency } from '../../test/support/use-http-agency.ts';
import { overHttp } from './over-http.ts';
import { resilient } from './resilience.ts';

const QUERY = { query: '{ a }', variables: {} };
const MUTATION = { query: 'mutation { a }', variables: {}, kind: 'mutation' as const };
const coded = (code: string, message: string) => expect.objectContaining({ code, message });
const UNREACHABLE = coded('SUBGRAPH_UNREACHABLE', 'health-coverage could not be reached.');
const LEFT_ALONE = coded(
  'SUBGRAPH_UNREACHABLE',
  'health-coverage did not answer several times, and is left alone for a few seconds.',
);
const OVERLOADED = coded('SUBGRAPH_OVERLOADED', 'health-coverage has too many requests to answer. Ask again later.');

describe('an agency over HTTP', () => {
  const agency = useHttpAgency();
  const reach = ({ timeoutMs = 5_000, concurrency = 64 } = {}) =>
    overHttp('health-coverage', agency.url(), timeoutMs, { concurrency });
  const breaks = (response: ServerResponse) => void response.destroy();
  const hangs = () => undefined;

  describe('is asked again', () => {
    it.each([
      ['breaks the connection', breaks],
      [
        'breaks off in the middle',
        (response: ServerResponse) => void response.write('{"data"', () => response.destroy()),
      ],
      ['says 502', (response: ServerResponse) => void response.writeHead(502).end('<html>')],
      ['says 503', (response: ServerResponse) => answerJson(response, { errors: [{ message: 'Later.' }] }, 503)],
      ['says 504', (response: ServerResponse) => void response.writeHead(504).end()],
    ])('when it %s, after a pause', async (_how, misbehave) => {
      agency.behave((response, _request, count) => (count < 3 ? misbehave(response) : answerData(response)));
      const began = performance.now();
      expect((await reach()(QUERY)).data).toEqual({ a: 1 });
      expect(agency.received).toHaveLength(3);
      expect(performance.now() - began).toBeGreaterThan(140);
    });

    it('twice, then told as it is', async () => {
      agency.behave(breaks);
      await expect(reach()(QUERY)).rejects.toEqual(UNREACHABLE);
      expect(agency.received).toHaveLength(3);
    });

    it('no sooner than it wishes', async () => {
      agency.behave((response, _request, count) =>
        count === 1 ? void response.writeHead(503, { 'retry-after': '1' }).end() : answerData(response),
      );
      const began = performance.now();
      expect((await reach()(QUERY)).data).toEqual({ a: 1 });
      expect(performance.now() - began).toBeGreaterThan(990);
    });

    it.each<[string, typeof QUERY, (response: ServerResponse) => void]>([
      ['to change something', MUTATION, breaks],
      [
        'that wishes to be left alone for long',
        QUERY,
        (response) => void response.writeHead(503, { 'retry-after': '9' }).end(),
      ],
      ['that answers with errors', QUERY, (response) => answerJson(response, { errors: [{ message: 'No.' }] })],
      ['that refuses the request', QUERY, (response) => void response.writeHead(500).end('<html>')],
    ])('but not one %s', async (_which, request, misbehave) => {
      agency.behave(misbehave);
      await reach()(request).catch(() => undefined);
      expect(agency.received).toHaveLength(1);
    });

    it('but not when it hangs: that is told when time is over', async () => {
      agency.behave(hangs);
      await expect(reach({ timeoutMs: 200 })(QUERY)).rejects.toEqual(
        coded('SUBGRAPH_TIMEOUT', 'health-coverage did not answer within 200 ms.'),
      );
      expect(agency.received).toHaveLength(1);
      await until(() => agency.received[0]!.socket.destroyed);
    });

    it('but not when the asker has left', async () => {
      const leaving = new AbortController();
      agency.behave((response) => {
        breaks(response);
        setTimeout(() => leaving.abort(new Error('The client has left.')), 10);
      });
      await expect(reach()({ ...QUERY, signal: leaving.signal })).rejects.toThrow('The client has left.');
      await wait(400);
      expect(agency.received).toHaveLength(1);
    });
  });

  describe('that fails most of the time', () => {
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

  it('gets no more requests at a time than it may: a thousand wait, the next is told', async () => {
    const waiting: ServerResponse[] = [];
    agency.behave((response) => void waiting.push(response));
    const ask = reach({ concurrency: 2 });
    const answers = Array.from({ length: 1_002 }, () => ask(QUERY));
    await expect(ask(QUERY)).rejects.toEqual(OVERLOADED);
    await until(() => waiting.length === 2);
    await wait(50);
    expect(agency.received).toHaveLength(2);
    agency.behave(answerData);
    waiting.forEach(answerData);
    expect(await Promise.all(answers)).toHaveLength(1_002);
  });

  it('is free for the next as soon as an asker leaves, and who waits for a turn may leave', async () => {
    agency.behave((response, _request, count) => (count === 1 ? undefined : answerData(response)));
    const ask = reach({ concurrency: 1 });
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
