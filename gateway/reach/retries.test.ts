import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { answerData, answerJson, until, useHttpAgency } from '../../test/support/use-http-agency.ts';
import { overHttp } from './over-http.ts';
import { measuresTime } from '../../test/support/measures-time.ts';

measuresTime();

const QUERY = { query: '{ a }', variables: {} };
const MUTATION = { query: 'mutation { a }', variables: {}, kind: 'mutation' as const };
const coded = (code: string, message: string) => expect.objectContaining({ code, message });

describe('an agency is asked again', () => {
  const agency = useHttpAgency();
  const reach = ({ timeoutMs = 5_000 } = {}) => overHttp('health-coverage', agency.url(), timeoutMs);
  const breaks = (response: ServerResponse) => void response.destroy();
  const hangs = () => undefined;

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
    await expect(reach()(QUERY)).rejects.toEqual(
      coded('SUBGRAPH_UNREACHABLE', 'health-coverage could not be reached.'),
    );
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
    const began = performance.now();
    await reach()(request).catch(() => undefined);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(agency.received).toHaveLength(1);
  });

  it('but not when time is over before: then what it said is told', async () => {
    agency.behave((response) => void response.writeHead(503, { 'retry-after': '1' }).end());
    await expect(reach({ timeoutMs: 300 })(QUERY)).rejects.toEqual(
      coded('SUBGRAPH_INVALID_RESPONSE', 'health-coverage answered with status 503 and no JSON.'),
    );
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
