import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { residentMebibytes } from '../support/ask-again.ts';
import type { StartedService } from '../support/started-service.ts';
import { answerJson, until, useHttpAgency } from '../support/use-http-agency.ts';
import { useDatabase } from '../support/use-database.ts';
import { useServices } from '../support/use-services.ts';
import { measuresTime } from '../support/measures-time.ts';

measuresTime();

/** The agency takes so long for each, and is asked so much at a time. */
const ANSWER_MS = 1_000;
const AT_A_TIME = 64;
const TIMEOUT_MS = 5_000;
/** Ten times what can be served before those who wait lose patience. */
const ASKED = (10 * AT_A_TIME * TIMEOUT_MS) / ANSWER_MS;
const QUERY = `query ($period: TimePeriod) { administrativeUnit(code: "01-20211101") {
  name
  healthCoverage { healthInsuranceCoverage(period: $period) { value } }
} }`;
const ANSWER = { data: { _entities: [{ healthCoverage: { healthInsuranceCoverage: null } }] } };
const LARGEST_MIB = 300;
jest.setTimeout(90_000);

describe('ten times as many requests as an agency can serve', () => {
  const agency = useHttpAgency();
  const database = useDatabase();
  const { startGateway } = useServices(() => database.url);
  let gateway: StartedService;
  let atWork = 0;
  let mostAtWork = 0;

  beforeAll(async () => {
    agency.behave((response) => {
      mostAtWork = Math.max(mostAtWork, ++atWork);
      response.on('close', () => atWork--);
      setTimeout(() => answerJson(response, ANSWER), ANSWER_MS);
    });
    gateway = await startGateway({
      HEALTH_COVERAGE_URL: agency.url(),
      SUBGRAPH_CONCURRENCY: String(AT_A_TIME),
      SUBGRAPH_TIMEOUT_MS: String(TIMEOUT_MS),
    });
  });

  it('are served as far as it can, the others told so; memory stays bounded, and all is served after', async () => {
    expect(await ask(0)).toEqual({ status: 200, retryAfter: null, name: 'Hà Nội', codes: [] });
    const before = residentMebibytes(gateway.process);
    let most = before;
    const watching = setInterval(() => (most = Math.max(most, residentMebibytes(gateway.process))), 50);
    const outcomes = await Promise.all(Array.from({ length: ASKED }, (_none, number) => ask(number)));
    clearInterval(watching);

    for (const { status, retryAfter, name, codes } of outcomes) {
      if (status === 503) expect(retryAfter).toMatch(/^[1-9]\d*$/);
      else {
        // What is missing is told. Units are read in the gateway itself, which has as much to do.
        expect(status).toBe(200);
        if (codes.length === 0) expect(name).toBe('Hà Nội');
        for (const code of codes)
          expect(['SUBGRAPH_OVERLOADED', 'SUBGRAPH_TIMEOUT', 'SUBGRAPH_UNREACHABLE']).toContain(code);
      }
    }
    const served = outcomes.filter(({ status, codes }) => status === 200 && codes.length === 0);
    // What can be served is not lost among the rest, be the machine as slow as it may.
    expect(served.length).toBeGreaterThan(2 * AT_A_TIME);
    expect(served.length).toBeLessThan(outcomes.length / 2);
    expect(mostAtWork).toBeLessThanOrEqual(AT_A_TIME + 1);
    expect(most - before).toBeLessThan(LARGEST_MIB);

    const calm = performance.now();
    await until(() => atWork === 0);
    while ((await ask(0)).codes.length > 0) await wait(100);
    expect(performance.now() - calm).toBeLessThan(10_000);
  });

  interface Outcome {
    readonly status: number;
    readonly retryAfter: string | null;
    readonly name: string | undefined;
    readonly codes: readonly string[];
  }

  /** Asks for what nobody else asks for at the time. */
  async function ask(number: number): Promise<Outcome> {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUERY, variables: { period: String(1_000 + (number % 9_000)) } }),
    });
    const { data, errors = [] } = (await response.json()) as {
      data?: any;
      errors?: { extensions: { code: string } }[];
    };
    return {
      status: response.status,
      retryAfter: response.headers.get('retry-after'),
      name: data?.administrativeUnit?.name,
      codes: errors.map(({ extensions }) => extensions.code),
    };
  }
});
