import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { askTimed } from '../support/ask-again.ts';
import type { StartedService } from '../support/started-service.ts';
import { until, useHttpAgency } from '../support/use-http-agency.ts';
import { useDatabase } from '../support/use-database.ts';
import { useServices } from '../support/use-services.ts';
import { measuresTime } from '../support/measures-time.ts';

measuresTime();

const OPERATION_TIMEOUT_MS = 3_000;
jest.setTimeout(60_000);

describe('when the time for an operation is over', () => {
  const agency = useHttpAgency();
  const database = useDatabase();
  const { startGateway } = useServices(() => database.url);
  let gateway: StartedService;

  beforeAll(async () => {
    gateway = await startGateway({
      HEALTH_COVERAGE_URL: agency.url(),
      OPERATION_TIMEOUT_MS: String(OPERATION_TIMEOUT_MS),
      SUBGRAPH_TIMEOUT_MS: '30000',
    });
  });

  it('what was fetched is answered, the rest told as not answered in time, and the agency no longer asked', async () => {
    let closed = false;
    agency.behave((response) => response.on('close', () => (closed = true)));
    const { status, data, errors, ms } = await askTimed(
      gateway.url,
      '{ administrativeUnit(code: "01-20211101") { name healthCoverage { available { count } } } }',
    );
    expect(ms).toBeLessThan(OPERATION_TIMEOUT_MS + 2_000);
    expect([status, data]).toEqual([200, { administrativeUnit: { name: 'Hà Nội', healthCoverage: null } }]);
    expect(errors).toEqual([
      {
        message: 'health-coverage did not answer in time.',
        path: ['administrativeUnit', 'healthCoverage'],
        extensions: { code: 'SUBGRAPH_TIMEOUT', agency: 'health-coverage', affected: 1 },
      },
    ]);
    await until(() => closed);
  });
});
