import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll } from '@jest/globals';
import { interpolate, readComposeFile, variablesOf, type ComposeFile } from './compose-file.ts';
import { makeImageFolder, type ImageFolder } from './image-folder.ts';
import { startProcess, type ServiceProcess } from './service-process.ts';
import { freePort } from '../../subgraphs/kit/free-port.ts';

const START_DEADLINE_MS = 40_000;
/** A health check is a process of its own, which takes time from those that start. */
const CHECK_EVERY_MS = 250;

/** The services of docker-compose.yml on this machine: processes instead of containers, free ports instead of names of hosts. */
export interface Installation {
  readonly file: ComposeFile;
  /** Starts the command of a service; a replica is counted from 0. */
  readonly start: (service: string, replica?: number) => ServiceProcess;
  /** Starts a service and waits until the health check of the compose file finds it well. */
  readonly startHealthy: (service: string, replica?: number) => Promise<ServiceProcess>;
  /** Address of a service, without a path. */
  readonly url: (service: string, replica?: number) => string;
}

/** Makes an installation on the database that an administrator's login names; what still runs in the end is killed. */
export function useInstallation(databaseUrl: string): Installation {
  const database = new URL(databaseUrl);
  const source = readComposeFile();
  const secrets = [...variablesOf(source)].filter(([, { required }]) => required).map(([name]) => name);
  const file = interpolate(source, {
    ...Object.fromEntries(secrets.map((name) => [name, `of-the-test-${name.toLowerCase()}`])),
    POSTGRES_PASSWORD: decodeURIComponent(database.password),
  });
  const ports = new Map<string, number>();
  const running: ServiceProcess[] = [];
  let image: ImageFolder | undefined;

  beforeAll(async () => {
    image = makeImageFolder();
    for (const [name, { deploy }] of Object.entries(file.services)) {
      for (let replica = 0; replica < (deploy?.replicas ?? 1); replica++) {
        ports.set(`${name}/${replica}`, await freePort());
      }
    }
  });
  afterAll(async () => {
    await Promise.all(running.filter((one) => one.isRunning()).map((one) => one.stop('SIGKILL')));
    image?.remove();
  });

  const portOf = (service: string, replica = 0) => ports.get(`${service}/${replica}`)!;
  const place = (service: string, replica: number) => {
    const given = Object.entries(file.services[service]!.environment).map(([name, value]) => {
      return [name, name === 'PORT' ? String(portOf(service, replica)) : onThisMachine(name, value)] as const;
    });
    return { folder: image!.path, environment: { ...image!.environment, ...Object.fromEntries(given) } };
  };

  function onThisMachine(name: string, value: string | number): string {
    if (name === 'HOST') return '127.0.0.1';
    if (!name.endsWith('_URL')) return String(value);
    const url = new URL(String(value));
    const isDatabase = url.hostname === 'postgres';
    url.port = isDatabase ? database.port : String(portOf(url.hostname));
    url.hostname = '127.0.0.1';
    if (!isDatabase) return url.href;
    url.pathname = database.pathname;
    // Roles belong to the whole server, where other tests make some of the same names at the same time.
    if (name !== 'DATABASE_URL') url.username = `installed_${url.username}`;
    return url.href;
  }

  function start(service: string, replica = 0): ServiceProcess {
    const started = startProcess(file.services[service]!.command!, place(service, replica));
    running.push(started);
    return started;
  }

  async function startHealthy(service: string, replica = 0): Promise<ServiceProcess> {
    const started = start(service, replica);
    const [kind, ...check] = file.services[service]!.healthcheck.test!;
    if (kind !== 'CMD') throw new Error(`${service}: the health check must be a command without a shell.`);
    const deadline = Date.now() + START_DEADLINE_MS;
    while (started.isRunning() && Date.now() < deadline) {
      const { code } = await startProcess(check, place(service, replica)).ended;
      if (code === 0) return started;
      await setTimeout(CHECK_EVERY_MS);
    }
    throw new Error(`${service} did not become healthy. It wrote:\n${started.output()}`);
  }

  return { file, start, startHealthy, url: (service, replica) => `http://127.0.0.1:${portOf(service, replica)}` };
}
