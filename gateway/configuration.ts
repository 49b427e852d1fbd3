import {
  environmentPrefix,
  numberFromEnvironment,
  readServerConfiguration,
  type ServerConfiguration,
} from '../subgraphs/kit/environment.ts';
import { DEFAULT_SETTINGS, type GatewaySettings } from './settings.ts';

/** What the gateway's commands read from the environment; the list is in subgraphs/kit/environment.ts. */
export interface Configuration extends ServerConfiguration {
  readonly corsOrigins: readonly string[];
  readonly subgraphTimeoutMs: number;
  readonly subgraphConcurrency: number;
  readonly settings: Partial<GatewaySettings>;
}

export function readConfiguration(environment: NodeJS.ProcessEnv, defaults: { logLevel: string }): Configuration {
  return {
    ...readServerConfiguration(environment, { port: 4000, ...defaults }),
    corsOrigins: (environment['CORS_ORIGINS'] ?? '')
      .split(',')
      .map(readOrigin)
      .filter((origin) => origin !== ''),
    subgraphTimeoutMs: numberFromEnvironment('SUBGRAPH_TIMEOUT_MS', 10_000, environment),
    subgraphConcurrency: atLeastOne('SUBGRAPH_CONCURRENCY', 64, environment),
    settings: {
      operationTimeoutMs: numberFromEnvironment(
        'OPERATION_TIMEOUT_MS',
        DEFAULT_SETTINGS.operationTimeoutMs,
        environment,
      ),
      entityCacheMb: numberFromEnvironment('ENTITY_CACHE_MB', DEFAULT_SETTINGS.entityCacheMb, environment),
      costLimit: numberFromEnvironment('COST_LIMIT', DEFAULT_SETTINGS.costLimit, environment),
      persistedOperations: environment['PERSISTED_OPERATIONS'] || DEFAULT_SETTINGS.persistedOperations,
      responseCacheMb: numberFromEnvironment('RESPONSE_CACHE_MB', DEFAULT_SETTINGS.responseCacheMb, environment),
    },
  };
}

/** `<AGENCY>_URL`: where a subgraph is reached over HTTP, if the environment says so. */
export function subgraphUrl(name: string, environment: NodeJS.ProcessEnv): string | undefined {
  const variable = `${environmentPrefix(name)}_URL`;
  const url = environment[variable];
  if (!url) return undefined;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new Error(`${variable} must be an address such as http://localhost:4104/graphql, but is: ${url}.`);
  return url;
}

function atLeastOne(name: string, fallback: number, environment: NodeJS.ProcessEnv): number {
  const number = numberFromEnvironment(name, fallback, environment);
  if (number === 0) throw new Error(`${name} must be 1 or more, but is: 0.`);
  return number;
}

function readOrigin(text: string): string {
  const origin = text.trim();
  if (origin === '' || origin === '*') {
    if (origin === '*') throw new Error('CORS_ORIGINS must list origins: any origin (*) is not allowed.');
    return '';
  }
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
    throw new Error(
      `CORS_ORIGINS must list origins such as https://example.gov.vn, separated by commas, but has: ${origin}.`,
    );
  }
  return origin;
}
