import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { answerData, answerJson, until, useHttpAgency } from '../../test/support/use-http-agency.ts';
import { overHttp } from './over-http.ts';
import { SubgraphFailure } from './subgraph-answer.ts';

const QUERY = { query: '{ a }', variables: {} };
const failure = (code: string, message: string) => expect.objectContaining({ name: 'SubgraphFailure', code, message });

describe('an agency over HTTP', () => {
  const agency = useHttpAgency();
  const reach = (options = {}) => overHttp('health-coverage', agency.url(), 5_000, options);

  it('is sent the request as JSON, on connections that stay open', async () => {
    agency.behave(answerData);
    const before = agency.connections();
    const ask = reach();
    const request = { query: 'query Q($a: String) {\n a }', variables: { a: 'Hà "Nội" \u2028' }, operationName: 'Q' };
    for (let time = 0; time < 10; time++) expect((await ask(request)).data).toEqual({ a: 1 });
    expect(agency.received.map(({ body }) => JSON.parse(body) as unknown)).toEqual(
      Array.from({ length: 10 }, () => request),
    );
    expect(agency.received[0]!.headers).toMatchObject({
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json',
    });
    // A request that comes at once may find the connection of the one before not yet free.
    expect(new Set(agency.received.map(({ socket }) => socket)).size).toBeLessThanOrEqual(2);
    expect(agency.connections()).toBeLessThanOrEqual(before + 2);
  });

  it('answers with data, errors and extensions, and with nothing that only the gateway knows', async () => {
    const errors = [{ message: 'Half of it.' }];
    const body = { data: { a: null }, errors, extensions: { dataVersion: '3' }, maxAge: 5, bytes: 1 };
    agency.behave((response) => answerJson(response, body, 200, { 'cache-control': 'max-age=60' }));
    expect(await reach()(QUERY)).toEqual({
      data: { a: null },
      errors,
      extensions: { dataVersion: '3' },
      bytes: JSON.stringify(body).length,
    });
  });

  it('says for how long its answer may be kept, where it tells no version', async () => {
    agency.behave((response) => answerJson(response, { data: { a: 1 } }, 200, { 'cache-control': 'max-age=60' }));
    expect(await reach()(QUERY)).toMatchObject({ data: { a: 1 }, maxAge: 60 });
  });

  it('may refuse a request with a status of its own', async () => {
    agency.behave((response) => answerJson(response, { errors: [{ message: 'No.' }] }, 400));
    expect((await reach()(QUERY)).errors).toEqual([{ message: 'No.' }]);
  });

  it('may begin with a byte order mark, and cut its text anywhere', async () => {
    const body = Buffer.from('\ufeff{"data": {"a": "Thừa Thiên Huế"}}');
    agency.behave((response) => {
      response.write(body.subarray(0, 22));
      setTimeout(() => response.end(body.subarray(22)), 20);
    });
    expect((await reach()(QUERY)).data).toEqual({ a: 'Thừa Thiên Huế' });
  });

  it('is not read on beyond the largest answer', async () => {
    let closed = false;
    agency.behave((response) => {
      const writing = setInterval(() => response.write('x'.repeat(1_000)), 1);
      response.on('close', () => {
        clearInterval(writing);
        closed = true;
      });
    });
    await expect(reach({ answerBytes: 10_000 })(QUERY)).rejects.toEqual(
      failure(
        'SUBGRAPH_ANSWER_TOO_LARGE',
        'health-coverage answered with more than 10000 bytes. Ask for less at once.',
      ),
    );
    await until(() => closed);
    expect(agency.received).toHaveLength(1);
  });

  it('may have three answers of the largest size read at a time', async () => {
    agency.behave((response) => void response.write('x'.repeat(9_000)));
    const ask = reach({ answerBytes: 10_000 });
    const leaving = new AbortController();
    const [first, ...others] = Array.from({ length: 4 }, () =>
      ask({ ...QUERY, signal: leaving.signal }).catch((error: unknown) => error),
    );
    expect(await Promise.race([first, ...others])).toEqual(
      failure(
        'SUBGRAPH_OVERLOADED',
        'health-coverage answers more at once than there is room for. Ask for less, or again later.',
      ),
    );
    leaving.abort(new Error('Enough.'));
    await Promise.all([first, ...others]);
    agency.behave((response) => answerJson(response, { data: { a: 'x'.repeat(9_000) } }));
    expect(await Promise.all([ask(QUERY), ask(QUERY), ask(QUERY)])).toHaveLength(3);
  });

  it('that sends the gateway elsewhere is not followed', async () => {
    agency.behave((response) => response.writeHead(302, { location: agency.url() }).end());
    await expect(reach()(QUERY)).rejects.toEqual(
      failure('SUBGRAPH_INVALID_RESPONSE', 'health-coverage answered with status 302 and no JSON.'),
    );
    expect(agency.received).toHaveLength(1);
  });

  it('without an address that can be asked is unreachable', async () => {
    await expect(overHttp('health-coverage', 'nowhere', 1_000)(QUERY)).rejects.toEqual(
      failure('SUBGRAPH_UNREACHABLE', 'health-coverage has no address that can be asked.'),
    );
  });

  it('that is not there is unreachable', async () => {
    await expect(overHttp('health-coverage', 'http://127.0.0.1:9/graphql', 5_000)(QUERY)).rejects.toBeInstanceOf(
      SubgraphFailure,
    );
  });

  it('is no longer asked when the asker leaves: the connection is closed and the reason is his', async () => {
    let closed = 0;
    agency.behave((response) => response.on('close', () => closed++));
    const leaving = new AbortController();
    const asked = reach()({ ...QUERY, signal: leaving.signal });
    await until(() => agency.received.length === 1);
    leaving.abort(new Error('The client has left.'));
    await expect(asked).rejects.toThrow('The client has left.');
    await until(() => closed === 1);
    await expect(reach()({ ...QUERY, signal: leaving.signal })).rejects.toThrow('The client has left.');
    expect(agency.received).toHaveLength(1);
  });
});

describe('an agency that does not speak HTTP', () => {
  let server: Server;
  let connections = 0;
  beforeAll(async () => {
    server = createServer((socket) => {
      connections++;
      socket.on('error', () => undefined).end('SSH-2.0-OpenSSH\r\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.close();
  });

  it('is told as such, and not asked again', async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
    await expect(overHttp('health-coverage', url, 5_000)(QUERY)).rejects.toEqual(
      failure('SUBGRAPH_INVALID_RESPONSE', 'health-coverage answered with something that is no HTTP.'),
    );
    expect(connections).toBe(1);
  });
});
