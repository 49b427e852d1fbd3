import { afterAll } from '@jest/globals';
import { freePort } from '../../subgraphs/kit/free-port.ts';
import { startService, type StartedService } from './started-service.ts';

/** Services of the product as processes of their own, which a test may harm; what still runs in the end is killed. */
export interface Services {
  /** A gateway with these variables; the subgraphs named run in it. */
  readonly startGateway: (variables: Record<string, string>, inProcess?: string) => Promise<StartedService>;
  /** An agency, on a port that it has again when it is started again. */
  readonly startAgency: (name: string) => Promise<StartedService>;
  /** Where an agency is reached, whether it runs or not. */
  readonly agencyUrl: (name: string) => Promise<string>;
}

export function useServices(databaseUrl: () => string): Services {
  const started: StartedService[] = [];
  const ports = new Map<string, Promise<number>>();
  const portOf = (name: string) => {
    if (!ports.has(name)) ports.set(name, freePort());
    return ports.get(name)!;
  };
  const start: typeof startService = async (...how) => {
    const service = await startService(...how);
    started.push(service);
    return service;
  };
  afterAll(async () => {
    for (const { process: service } of started) {
      if (!service.isRunning()) continue;
      void service.stop('SIGCONT');
      await service.stop('SIGKILL');
    }
  });
  return {
    startGateway: (variables, inProcess = 'administrative-units') =>
      start(['node', 'gateway/main.ts', '--in-process', inProcess], {
        DATABASE_URL: databaseUrl(),
        // Answers that are kept would hide that an agency is gone.
        ENTITY_CACHE_MB: '0',
        RESPONSE_CACHE_MB: '0',
        ...variables,
      }),
    startAgency: async (name) =>
      start(['node', 'subgraphs/main.ts', name], { DATABASE_URL: databaseUrl() }, await portOf(name)),
    agencyUrl: async (name) => `http://127.0.0.1:${await portOf(name)}/graphql`,
  };
}
