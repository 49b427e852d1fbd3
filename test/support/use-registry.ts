import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, jest } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { readConfiguration } from '../../gateway/configuration.ts';
import { registrySupergraph } from '../../gateway/registry/registry-supergraph.ts';
import { serveGateway, type RunningGateway } from '../../gateway/serve-gateway.ts';
import { ownSubgraphs } from '../../schema/own-subgraphs.ts';
import { gatewayLogin } from '../../schema/registry/database/logins.ts';
import { prepareRegistry } from '../../schema/registry/database/prepare-registry.ts';
import { registryApp } from '../../schema/registry/http/registry-app.ts';
import { openRegistry, type OpenRegistry } from '../../schema/registry/open-registry.ts';
import { prepareSheets } from '../../subgraphs/sheets/host/prepare-sheets.ts';
import { SheetHost } from '../../subgraphs/sheets/host/sheet-host.ts';
import { serveSheets } from '../../subgraphs/sheets/host/sheet-routes.ts';
import { useDatabase, type TestDatabase } from './use-database.ts';
import { askGraph, type Answer } from './use-graph.ts';

export const PROJECT = join(import.meta.dirname, '../..');
export const OPERATOR = 'the-operator-of-the-tests';

/** A command that has ended. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

export interface StartedGateway {
  readonly url: string;
  readonly ask: (
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ) => Promise<Answer>;
}

export interface TestRegistry {
  readonly database: TestDatabase;
  readonly opened: () => OpenRegistry;
  /** The service of sheets, behind the same server. */
  readonly sheets: () => SheetHost;
  /** Where the registry listens. */
  readonly url: () => string;
  /** A folder for files of this test alone. */
  readonly folder: string;
  /** What commands are started with, the registry's logins included. */
  readonly environment: () => NodeJS.ProcessEnv;
  /** `npm run agency` as whoever has the token runs it. */
  readonly agency: (words: readonly string[], token: string, input?: string) => Promise<Ran>;
  /** Registers an agency and gives it a token. */
  readonly join: (name: string, prefix: string) => Promise<string>;
  /** A gateway that follows the registry, with the project's own subgraphs in its process; stopped at the end. */
  readonly startGateway: (given?: { databaseUrl?: string; keptFile?: string }) => Promise<StartedGateway>;
}

/** The registry on a database of its own, begun with this release, behind a real HTTP server. */
export function useRegistry(given: NodeJS.ProcessEnv = {}): TestRegistry {
  // Each command is a process of its own, which a busy machine takes seconds to start.
  jest.setTimeout(120_000);
  const database = useDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'lien-thong-registry-'));
  const environment = () => ({
    ...database.environment,
    REGISTRY_TOKEN: OPERATOR,
    REGISTRY_ALLOWED_HOSTS: '127.0.0.1',
    ...given,
  });
  const gateways: RunningGateway[] = [];
  let opened: OpenRegistry;
  let server: FastifyInstance;
  let sheets: SheetHost;
  const url = () => `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  const agency: TestRegistry['agency'] = (words, token, input) =>
    runCommand(
      ['schema/agency/main.ts', ...words],
      { REGISTRY_URL: url(), LIEN_THONG_TOKEN: token, INIT_CWD: folder },
      input,
    );

  beforeAll(async () => {
    await prepareRegistry(environment());
    opened = await openRegistry(environment());
    await opened.registry.release(ownSubgraphs());
    server = registryApp(opened.registry, 'silent');
    await prepareSheets(environment());
    sheets = new SheetHost(environment(), server.log);
    serveSheets(server, { host: sheets, registryUrl: url, ownUrl: url });
    await server.listen({ host: '127.0.0.1', port: 0 });
  }, 120_000);
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.stop()));
    await server.close();
    await sheets.stop();
    await opened.stop();
    rmSync(folder, { recursive: true });
  });

  return {
    database,
    folder,
    environment,
    url,
    agency,
    opened: () => opened,
    sheets: () => sheets,
    join: async (name, prefix) => {
      const owner = ['--owner', 'Cơ quan thử nghiệm', '--contact', 'a@example.gov.vn'];
      await agency(['register', name, '--prefix', prefix, ...owner], OPERATOR);
      return JSON.parse((await agency(['token', 'create', name, '--json'], OPERATOR)).out).token as string;
    },
    startGateway: async ({ databaseUrl = gatewayLogin(environment()), keptFile } = {}) => {
      const fallback = join(PROJECT, 'schema/supergraph.graphql');
      const gateway = await serveGateway(
        readConfiguration({ PORT: '0', LOG_LEVEL: 'silent' }, { logLevel: 'silent' }),
        {
          supergraph: (log) => registrySupergraph({ databaseUrl, keptFile: keptFile ?? null, fallback, log }),
          inProcess: 'all',
          environment: environment(),
          usageAt: databaseUrl,
        },
      );
      gateways.push(gateway);
      const at = `http://127.0.0.1:${gateway.port}`;
      return { url: at, ask: (query, variables, headers) => askGraph(at, query, variables, headers) };
    },
  };
}

/** Runs a command of this project in a process of its own, until it ends. */
export function runCommand(words: readonly string[], environment: NodeJS.ProcessEnv, input?: string): Promise<Ran> {
  return new Promise((resolve) => {
    const run = spawn(process.execPath, words, {
      cwd: PROJECT,
      env: { ...process.env, NODE_OPTIONS: '', ...environment },
    });
    let [out, error] = ['', ''];
    run.stdout.on('data', (data) => (out += data));
    run.stderr.on('data', (data) => (error += data));
    run.on('close', (code) => resolve({ code, out, error }));
    run.stdin.end(input ?? '');
  });
}

/** Waits until something is so; fails after half a minute, which a busy machine may need. */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 30_000;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error('It did not come to be in 30 s.');
    await wait(20);
  }
}
