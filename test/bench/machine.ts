import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

/** The core of the gateway that is measured, and the core of all the rest. */
const GATEWAY_CORE = 0;
const OTHER_CORE = 1;

/** How long to look whether the machine is at rest. */
const LOOK_MS = 2_000;

export interface Ticks {
  readonly busy: number;
  readonly all: number;
}

export interface Pinning {
  readonly pinned: boolean;
  /** What to start a gateway with, before `node`. */
  readonly gateway: readonly string[];
}

/**
 * Moves this process, with all that it will start, and the processes given to the second core; where that cannot be, everything runs
 * where it likes.
 */
export function pin(others: readonly number[]): Pinning {
  const free = { pinned: false, gateway: [] };
  if (availableParallelism() < 2) return free;
  for (const pid of [process.pid, ...others]) {
    const moved = spawnSync('taskset', ['--all-tasks', '--pid', '--cpu-list', String(OTHER_CORE), String(pid)]);
    if (moved.status !== 0) return free;
  }
  return { pinned: true, gateway: ['taskset', '--cpu-list', String(GATEWAY_CORE)] };
}

/** Ticks that the second core was busy and all its ticks since the machine started; null where the system does not tell. */
export function otherCoreTicks(): Ticks | null {
  return coreTicks(`cpu${OTHER_CORE}`);
}

function coreTicks(core: string): Ticks | null {
  if (!existsSync('/proc/stat')) return null;
  const line = readFileSync('/proc/stat', 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${core} `));
  if (!line) return null;
  const [user = 0, nice = 0, system = 0, idle = 0, ioWait = 0, interrupt = 0, soft = 0, steal = 0] = line
    .split(/ +/)
    .slice(1)
    .map(Number);
  const busy = user + nice + system + interrupt + soft + steal;
  return { busy, all: busy + idle + ioWait };
}

/** Share of all cores that was busy while this process did nothing; null where the system does not tell. */
export async function busyWithoutUs(): Promise<number | null> {
  const [before, after] = [coreTicks('cpu'), await wait(LOOK_MS).then(() => coreTicks('cpu'))];
  return before && after ? (after.busy - before.busy) / (after.all - before.all) : null;
}

/** The machine, without its name. */
export function describeMachine(): string {
  const memory = Math.round(totalmem() / 2 ** 30);
  // Not those that this process may use: it is pinned to one.
  return `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${memory} GiB, ${type()} ${release()
    .split('.')
    .slice(0, 2)
    .join('.')}, Node ${process.version.slice(1)}`;
}
