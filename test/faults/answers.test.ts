import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { askTimed, residentMebibytes } from '../support/ask-again.ts';
import type { StartedService } from '../support/started-service.ts';
import { answerJson, until, useHttpAgency, type ReceivedRequest } from '../support/use-http-agency.ts';
import { useDatabase } from '../support/use-database.ts';
import { useServices } from '../support/use-services.ts';
import { measuresTime } from '../support/measures-time.ts';

measuresTime();

const QUERY = `{ administrativeUnits(level: PROVINCE, on: "2025-07-01") { nodes {
  name
  labourAndEmployment { unemploymentRate(period: "2024") { value } }
  healthCoverage { available { count } }
} } }`;
const HEALTH = `{ administrativeUnits(level: PROVINCE, on: "2025-07-01") { nodes { healthCoverage { available { count } } } } }`;
const TIMEOUT_MS = 4_000;
jest.setTimeout(60_000);

describe('an agency that answers', () => {
  const agency = useHttpAgency();
  const database = useDatabase();
  const { startGateway } = useServices(() => database.url);
  let gateway: StartedService;

  beforeAll(async () => {
    gateway = await startGateway(
      { HEALTH_COVERAGE_URL: agency.url(), SUBGRAPH_TIMEOUT_MS: String(TIMEOUT_MS) },
      'administrative-units,labour-and-employment',
    );
  });

  it.each<[string, (response: ServerResponse) => void, string]>([
    ['garbage', (response) => void response.end('\u0000<!doctype html>'), 'SUBGRAPH_INVALID_RESPONSE'],
    [
      'something that is no HTTP',
      (response) => void response.socket!.end('no HTTP\r\n\r\n'),
      'SUBGRAPH_INVALID_RESPONSE',
    ],
    ['half an answer', (response) => void response.end('{"data": {"_entities": ['), 'SUBGRAPH_INVALID_RESPONSE'],
    [
      'and closes in the middle',
      (response) => void response.write('{"data": {"_entities": [', () => response.destroy()),
      'SUBGRAPH_UNREACHABLE',
    ],
    ['never', () => undefined, 'SUBGRAPH_TIMEOUT'],
    ['a byte now and then, for ever', drip, 'SUBGRAPH_TIMEOUT'],
    ['without end', pour, 'SUBGRAPH_ANSWER_TOO_LARGE'],
  ])('%s costs its own fields alone, and serves at once when it is well', async (_how, misbehave, code) => {
    agency.behave(misbehave);
    const { status, data, errors, ms } = await askTimed(gateway.url, QUERY);
    expect(status).toBe(200);
    expect(errors).toEqual([
      {
        message: expect.stringContaining('health-coverage'),
        path: ['administrativeUnits', 'nodes', 0, 'healthCoverage'],
        extensions: { code, agency: 'health-coverage', affected: 34 },
      },
    ]);
    const { nodes } = data.administrativeUnits;
    expect(nodes).toHaveLength(34);
    expect(nodes.every((unit: any) => unit.healthCoverage === null)).toBe(true);
    expect(nodes.find((unit: any) => unit.name === 'Hà Nội').labourAndEmployment.unemploymentRate.value).toBe(1.77);
    expect(ms).toBeLessThan(TIMEOUT_MS + 2_000);

    agency.behave(serve);
    const well = await askTimed(gateway.url, QUERY);
    expect(well.errors).toBeUndefined();
    expect(well.data.administrativeUnits.nodes[0].healthCoverage).toEqual({ available: [] });
  });

  it('without end, to many at the same time, takes no more memory than a few of its answers', async () => {
    agency.behave(serve);
    await askTimed(gateway.url, QUERY);
    const before = residentMebibytes(gateway.process);
    agency.behave(pour);
    let most = 0;
    const watching = setInterval(() => (most = Math.max(most, residentMebibytes(gateway.process))), 20);
    const answers = await Promise.all(Array.from({ length: 30 }, () => askTimed(gateway.url, HEALTH)));
    clearInterval(watching);
    for (const { status, data, errors } of answers) {
      expect(status).toBe(200);
      expect(data.administrativeUnits.nodes).toHaveLength(34);
      expect(errors).toHaveLength(1);
    }
    // Three of 64 MiB, what of them is being put together, and what is no longer held but not yet given back.
    expect(most - before).toBeLessThan(600);
    agency.behave(serve);
    await until(() => agency.connections() < 70);
    expect((await askTimed(gateway.url, QUERY)).errors).toBeUndefined();
  });

  it('to a client that has left is no longer asked', async () => {
    let closed = false;
    agency.behave((response) => response.on('close', () => (closed = true)));
    const client = new AbortController();
    const asked = fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUERY }),
      signal: client.signal,
    });
    await until(() => agency.received.length === 1);
    const began = performance.now();
    client.abort();
    await expect(asked).rejects.toThrow('aborted');
    await until(() => closed);
    expect(performance.now() - began).toBeLessThan(TIMEOUT_MS / 2);
    agency.behave(serve);
    expect((await askTimed(gateway.url, QUERY)).errors).toBeUndefined();
  });
});

function drip(response: ServerResponse): void {
  const dripping = setInterval(() => response.write(' '), 50);
  response.on('close', () => clearInterval(dripping));
}

/** As fast as it is taken. */
function pour(response: ServerResponse): void {
  const cup = Buffer.alloc(256 * 1024, ' ');
  void (async () => {
    while (!response.destroyed) {
      if (!response.write(cup))
        await Promise.race([new Promise((resolve) => response.once('drain', resolve)), wait(100)]);
    }
  })();
}

function serve(response: ServerResponse, { body }: ReceivedRequest): void {
  const { representations } = (JSON.parse(body) as { variables: { representations: unknown[] } }).variables;
  answerJson(response, { data: { _entities: representations.map(() => ({ healthCoverage: { available: [] } })) } });
}
