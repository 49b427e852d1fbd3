import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { StartedService } from '../support/started-service.ts';
import { askAgainAndAgain, askTimed, median, type Outcome } from '../support/ask-again.ts';
import { useDatabase } from '../support/use-database.ts';
import { useServices } from '../support/use-services.ts';
import { measuresTime } from '../support/measures-time.ts';

measuresTime();

const BOTH = `{ administrativeUnits(level: PROVINCE, on: "2025-07-01") { nodes {
  name
  labourAndEmployment { unemploymentRate(period: "2024") { value } }
  healthCoverage { healthInsuranceCoverage(period: "2023") { value } }
} } }`;
const LABOUR = `{ administrativeUnits(level: PROVINCE, on: "2025-07-01") { nodes {
  labourAndEmployment { unemploymentRate(period: "2024") { value } }
} } }`;
const TIMEOUT_MS = 1_000;
/** A machine that does much else may stop all for so long. */
const BUSY_MACHINE_MS = 800;
/** The circuit opens again after two seconds; the rest is for a machine that does much else. */
const FULL_SERVICE_MS = 6_000;
jest.setTimeout(90_000);

describe('an agency that runs as a process of its own', () => {
  const database = useDatabase();
  const graph = useServices(() => database.url);
  let gateway: StartedService;
  let health: StartedService;

  beforeAll(async () => {
    const urls = {
      HEALTH_COVERAGE_URL: await graph.agencyUrl('health-coverage'),
      LABOUR_AND_EMPLOYMENT_URL: await graph.agencyUrl('labour-and-employment'),
    };
    [gateway, health] = await Promise.all([
      graph.startGateway({ ...urls, SUBGRAPH_TIMEOUT_MS: String(TIMEOUT_MS) }),
      graph.startAgency('health-coverage'),
      graph.startAgency('labour-and-employment'),
    ]);
    for (let time = 0; time < 20; time++) await askTimed(gateway.url, BOTH);
    const first = await askTimed(gateway.url, BOTH);
    expect([first.status, first.errors, isWhole(first)]).toEqual([200, undefined, true]);
  });

  it.each<[string, () => Promise<void>, () => Promise<void>, string[]]>([
    [
      'is killed and started again',
      async () => void (await health.process.stop('SIGKILL')),
      async () => {
        health = await graph.startAgency('health-coverage');
      },
      ['SUBGRAPH_UNREACHABLE'],
    ],
    [
      'hangs and goes on',
      async () => void health.process.stop('SIGSTOP'),
      async () => void health.process.stop('SIGCONT'),
      ['SUBGRAPH_TIMEOUT', 'SUBGRAPH_UNREACHABLE'],
    ],
  ])('and %s costs its own fields alone, and serves within seconds after', async (_how, fall, rise, codes) => {
    const before = await during(2_000);
    expect(before.both.every(isWhole)).toBe(true);

    await fall();
    const meanwhile = await during(4_000);
    for (const outcome of meanwhile.both) {
      expect(outcome.status).toBe(200);
      expect(namesOf(outcome)).toHaveLength(34);
      expect(unemploymentOf(outcome)).toBe(1.77);
      for (const { path, extensions } of outcome.errors ?? []) {
        expect(path).toEqual(['administrativeUnits', 'nodes', 0, 'healthCoverage']);
        expect(extensions).toEqual({ code: expect.any(String), agency: 'health-coverage', affected: 34 });
        expect(codes).toContain(extensions!['code']);
      }
    }
    expect(meanwhile.both.at(-1)!.errors).toHaveLength(1);
    // Nobody waits for a second timeout; soon nobody waits at all.
    const longest = (outcomes: readonly Outcome[]) => Math.max(...outcomes.map(({ ms }) => ms));
    expect(longest(meanwhile.both)).toBeLessThan(2 * TIMEOUT_MS + longest(before.both) + BUSY_MACHINE_MS);
    expect(median(meanwhile.both)).toBeLessThan(2 * median(before.both) + 50);

    // Who asks for others only notices nothing.
    expect(meanwhile.labour.every(({ status, errors }) => status === 200 && !errors)).toBe(true);
    expect(median(meanwhile.labour)).toBeLessThan(2 * median(before.labour) + 50);

    await rise();
    const risen = performance.now();
    const stop = askAgainAndAgain(gateway.url, BOTH, 2);
    await wait(FULL_SERVICE_MS + 2_000);
    const after = await stop();
    const lastFault = after.findLast((outcome) => !isWhole(outcome));
    expect((lastFault?.began ?? risen) - risen).toBeLessThan(FULL_SERVICE_MS);
    expect(after.every(({ status }) => status === 200)).toBe(true);
  });

  async function during(ms: number): Promise<Record<'both' | 'labour', Outcome[]>> {
    const [both, labour] = [askAgainAndAgain(gateway.url, BOTH, 4), askAgainAndAgain(gateway.url, LABOUR, 1)];
    await wait(ms);
    const [ofBoth, ofLabour] = await Promise.all([both(), labour()]);
    return { both: ofBoth, labour: ofLabour };
  }
});

function namesOf({ data }: Outcome): string[] {
  return data.administrativeUnits.nodes.map(({ name }: { name: string }) => name);
}

function unemploymentOf({ data }: Outcome): unknown {
  const hanoi = data.administrativeUnits.nodes.find(({ name }: { name: string }) => name === 'Hà Nội');
  return hanoi.labourAndEmployment?.unemploymentRate?.value;
}

function isWhole({ status, data, errors }: Outcome): boolean {
  return status === 200 && !errors && data.administrativeUnits.nodes.every((unit: any) => unit.healthCoverage !== null);
}
