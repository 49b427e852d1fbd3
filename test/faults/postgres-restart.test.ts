import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { administrativeUnits } from '../../subgraphs/administrative-units/subgraph.ts';
import { healthCoverage } from '../../subgraphs/health-coverage/subgraph.ts';
import type { StartedService } from '../support/started-service.ts';
import { askAgainAndAgain } from '../support/ask-again.ts';
import { useServices } from '../support/use-services.ts';
import { useOwnPostgres } from '../support/use-own-postgres.ts';

const QUERY = `{
  administrativeUnit(code: "20-20211101") { name healthCoverage { healthInsuranceCoverage(period: "2023") { value } } }
  agencies { code }
}`;
const AGENCIES = [administrativeUnits.name, healthCoverage.name];
/** What PostgreSQL needs to recover, and a machine that does much else. */
const FULL_SERVICE_MS = 5_000;
jest.setTimeout(60_000);

describe('PostgreSQL restarted under load', () => {
  const postgres = useOwnPostgres([administrativeUnits, healthCoverage]);
  const { startGateway, startAgency, agencyUrl } = useServices(postgres.url);
  let gateway: StartedService;

  beforeAll(async () => {
    [gateway] = await Promise.all([
      startGateway({ HEALTH_COVERAGE_URL: await agencyUrl(healthCoverage.name) }),
      startAgency(healthCoverage.name),
    ]);
  });

  it('costs what was to be read from it meanwhile, is told as such, and all is served within seconds after', async () => {
    const stop = askAgainAndAgain(gateway.url, QUERY, 8);
    await wait(1_500);
    const fell = performance.now();
    await postgres.restart();
    const risen = performance.now();
    await wait(FULL_SERVICE_MS + 2_000);
    const outcomes = await stop();

    const isWhole = ({ data, errors }: (typeof outcomes)[number]) =>
      !errors &&
      data.administrativeUnit.name === 'Lạng Sơn' &&
      data.administrativeUnit.healthCoverage.healthInsuranceCoverage.value === 94.2;
    expect(outcomes.filter(({ began, ms }) => began + ms < fell).every(isWhole)).toBe(true);
    for (const { status, data, errors = [] } of outcomes) {
      expect(status).toBe(200);
      // The catalogue needs no database.
      expect(data.agencies).toHaveLength(4);
      for (const { extensions } of errors) {
        expect(AGENCIES).toContain(extensions!['agency']);
        expect(extensions!['code']).toBe('SUBGRAPH_UNREACHABLE');
      }
    }
    expect(outcomes.some((outcome) => !isWhole(outcome))).toBe(true);
    const lastFault = outcomes.findLast((outcome) => !isWhole(outcome))!;
    expect(lastFault.began - risen).toBeLessThan(FULL_SERVICE_MS);
  });
});
