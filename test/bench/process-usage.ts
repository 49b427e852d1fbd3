import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Clock ticks of /proc in a second, which Linux fixes for programs. */
const TICKS_PER_SECOND = 100;

export interface Usage {
  /** CPU seconds so far, of the process and all that came of it. */
  readonly cpu: number;
  /** Peak resident memory since `forgetPeaks`, in MB. */
  readonly peakMb: number;
}

const MEASURABLE = existsSync('/proc/self/stat');

/** What these processes and their descendants have used; NaN where the system does not tell. */
export function usageOf(roots: readonly number[]): Usage {
  if (!MEASURABLE) return { cpu: Number.NaN, peakMb: Number.NaN };
  let ticks = 0;
  let peakKb = 0;
  for (const pid of withDescendants(roots)) {
    try {
      // Behind the name, which may hold anything: fields 14 to 17 are its own time and that of its children that have ended.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
      ticks += [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0);
      peakKb += Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    } catch {
      // It has ended meanwhile; its parent counts its time.
    }
  }
  return { cpu: ticks / TICKS_PER_SECOND, peakMb: Math.round(peakKb / 1024) };
}

/** Begins a new peak of memory for these processes and their descendants. */
export function forgetPeaks(roots: readonly number[]): void {
  if (!MEASURABLE) return;
  for (const pid of withDescendants(roots)) {
    try {
      writeFileSync(`/proc/${pid}/clear_refs`, '5');
    } catch {
      // Another user's process: its peak is the one since it started.
    }
  }
}

function withDescendants(roots: readonly number[]): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const parent = Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)!.split(' ')[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // It has ended meanwhile.
    }
  }
  const found: number[] = [];
  const queue = [...roots];
  for (let pid = queue.pop(); pid !== undefined; pid = queue.pop()) {
    found.push(pid);
    queue.push(...(children.get(pid) ?? []));
  }
  return found;
}
