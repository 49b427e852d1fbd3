import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** So long a server may take until it answers. */
const START_MS = 60_000;
const STOP_MS = 5_000;
const PROBE_MS = 100;

export interface StartedProcess {
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

export interface ProcessToStart {
  /** Said when it fails. */
  readonly name: string;
  readonly command: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Address that answers once it is ready. */
  readonly ready: string;
}

const running = new Set<ChildProcess>();
// Whatever way this process ends, nothing that it started stays.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a server and waits until it answers; refused with what it wrote where it ends or takes too long. */
export async function startProcess(wanted: ProcessToStart, stopping: AbortSignal): Promise<StartedProcess> {
  const [program, ...args] = wanted.command;
  const child = spawn(program!, args, {
    cwd: wanted.folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...wanted.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C on the terminal is for the command, which stops what it started.
    detached: true,
  });
  running.add(child);
  const stopNow = () => child.kill();
  // What waits for an answer of it then fails, and the command ends soon.
  stopping.addEventListener('abort', stopNow);
  child.once('close', () => {
    running.delete(child);
    stopping.removeEventListener('abort', stopNow);
  });
  let written = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => (written = (written + String(chunk)).slice(-4_000)));
  }
  let failure: Error | undefined;
  child.once('error', (error) => (failure = error));
  for (const deadline = Date.now() + START_MS; !(await answers(wanted.ready)); await wait(PROBE_MS)) {
    stopping.throwIfAborted();
    const ended = failure !== undefined || child.exitCode !== null || child.signalCode !== null;
    if (!ended && Date.now() < deadline) continue;
    child.kill('SIGKILL');
    throw new Error(
      `${wanted.name} ${ended ? 'ended' : 'does not answer'} while it was started. It wrote:\n${written}`,
      {
        cause: failure,
      },
    );
  }
  return { pid: child.pid!, stop: () => stop(child) };
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: url.endsWith('/graphql') ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json' },
      ...(url.endsWith('/graphql') ? { body: JSON.stringify({ query: '{ __typename }' }) } : {}),
      signal: AbortSignal.timeout(2_000),
    });
    await response.text();
    return response.ok;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  const late = new AbortController();
  await Promise.race([closed, wait(STOP_MS, undefined, { signal: late.signal }).catch(() => undefined)]);
  late.abort();
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await closed;
}
