import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startProcess, type ServiceProcess } from './service-process.ts';

const PROJECT = join(import.meta.dirname, '../..');
const START_DEADLINE_MS = 90_000;

/** A server of this project as a process of its own on a free port, once it listens. */
export interface StartedService {
  readonly process: ServiceProcess;
  /** Its address, without a path. */
  readonly url: string;
}

/** Starts `node FILE ... --port N` in the project, with this environment and nothing else; on any port that is free, or on this one. */
export async function startService(
  command: readonly string[],
  environment: Readonly<Record<string, string>>,
  port = 0,
): Promise<StartedService> {
  const started = startProcess([...command, '--port', String(port)], {
    folder: PROJECT,
    environment: { PATH: process.env['PATH']!, LOG_LEVEL: 'info', ...environment },
  });
  for (const deadline = Date.now() + START_DEADLINE_MS; ; await wait(50)) {
    const address = /Server listening at (http:[^"]+)/.exec(started.output())?.[1];
    if (address) return { process: started, url: address };
    if (Date.now() > deadline || !started.isRunning())
      throw new Error(`${command.join(' ')} did not start: ${started.output()}`);
  }
}
