import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { askTimed, residentMebibytes } from '../support/ask-again.ts';
import type { StartedService } from '../support/started-service.ts';
import { answerJson, useHttpAgency } from '../support/use-http-agency.ts';
import { useDatabase } from '../support/use-database.ts';
import { useServices } from '../support/use-services.ts';

/** The agency takes so long for each, and 64 are under way at a time: 64 a second are served. */
const ANSWER_MS = 1_000;
const SERVED_A_SECOND = (64 * 1_000) / ANSWER_MS;
const SECONDS = 5;
const QUERY = `query ($period: TimePeriod) { administrativeUnit(code: "01-20211101") {
  name
  healthCoverage { healthInsuranceCoverage(period: $period) { value } }
} }`;
const ANSWER = { data: { _entities: [{ healthCoverage: { healthInsuranceCoverage: null } }] } };
const LARGEST_MIB = 300;
jest.setTimeout(90_000);

describe('ten times as many requests as can be served', () => {
  const agency = useHttpAgency();
  const database = useDatabase();
  const { startGateway } = useServices(() => database.url);
  let gateway: StartedService;

  beforeAll(async () => {
    agency.behave((response) => setTimeout(() => answerJson(response, ANSWER), ANSWER_MS));
    gateway = await startGateway({ HEALTH_COVERAGE_URL: agency.url() });
  });

  it('are served as far as can be, the others told at once to come again; memory stays bounded', async () => {
    expect(await ask(0)).toEqual({ status: 200, retryAfter: null });
    const before = residentMebibytes(gateway.process);
    let most = before;
    const asked: Promise<Outcome>[] = [];
    const begin = performance.now();
    // Whether or not those before were answered: clients do not wait for each other.
    while (performance.now() - begin < SECONDS * 1_000) {
      const due = ((performance.now() - begin) / 1_000) * SERVED_A_SECOND * 10;
      while (asked.length < due) asked.push(ask(asked.length));
      most = Math.max(most, residentMebibytes(gateway.process));
      await wait(10);
    }
    const outcomes = await Promise.all(asked);

    const served = outcomes.filter(({ status }) => status === 200);
    const refused = outcomes.filter(({ status }) => status === 503);
    expect(served.length + refused.length).toBe(outcomes.length);
    expect(refused.every(({ retryAfter }) => /^[1-9]\d*$/.test(retryAfter ?? ''))).toBe(true);
    // What can be served is not lost among the rest, be the machine as slow as it may.
    expect(served.length).toBeGreaterThan((SERVED_A_SECOND * SECONDS) / 4);
    expect(refused.length).toBeGreaterThan(outcomes.length / 2);
    expect(most - before).toBeLessThan(LARGEST_MIB);

    const calm = performance.now();
    while ((await ask(0)).status !== 200) await wait(100);
    expect(performance.now() - calm).toBeLessThan(10_000);
    expect((await askTimed(gateway.url, '{ agencies { code } }')).ms).toBeLessThan(1_000);
  });

  interface Outcome {
    readonly status: number;
    readonly retryAfter: string | null;
  }

  /** Asks for what nobody else asks for at the time. */
  async function ask(number: number): Promise<Outcome> {
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUERY, variables: { period: String(1_000 + (number % 9_000)) } }),
    });
    await response.text();
    return { status: response.status, retryAfter: response.headers.get('retry-after') };
  }
});
