import { fileURLToPath } from 'node:url';
import { relative } from 'node:path';
import { PROJECT } from '../served-subgraphs.ts';
import type { CpuProfile, ProfileNode } from './inspector.ts';

export interface SelfTime {
  readonly name: string;
  /** Of the busy time. */
  readonly share: number;
}

export interface SelfTimes {
  readonly functions: readonly SelfTime[];
  /** By package, or folder of ours. */
  readonly packages: readonly SelfTime[];
  /** Share of the time in which the thread was idle. */
  readonly idle: number;
}

/** Where the busy time of a profile was spent, most first. */
export function selfTimes({ nodes, samples, timeDeltas }: CpuProfile): SelfTimes {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const functions = new Map<string, number>();
  const packages = new Map<string, number>();
  let [idle, all] = [0, 0];
  samples.forEach((id, place) => {
    const node = byId.get(id)!;
    const time = timeDeltas[place] ?? 0;
    all += time;
    if (node.callFrame.functionName === '(idle)') {
      idle += time;
      return;
    }
    add(functions, functionOf(node), time);
    add(packages, packageOf(node), time);
  });
  const shares = (times: ReadonlyMap<string, number>): SelfTime[] =>
    [...times].map(([name, time]) => ({ name, share: time / (all - idle) })).toSorted((a, b) => b.share - a.share);
  return { functions: shares(functions), packages: shares(packages), idle: idle / all };
}

function functionOf({ callFrame: { functionName, url, lineNumber } }: ProfileNode): string {
  return url === '' ? functionName : `${functionName || '(anonymous)'} ${shortened(url)}:${lineNumber + 1}`;
}

function packageOf({ callFrame: { functionName, url } }: ProfileNode): string {
  if (url === '') return functionName.startsWith('(') ? functionName : '(native)';
  if (url.startsWith('node:')) return url.startsWith('node:internal') ? url.split('/').slice(0, 2).join('/') : url;
  const path = shortened(url);
  const inPackage = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path);
  return inPackage ? inPackage[1]! : path.split('/').slice(0, 2).join('/');
}

function shortened(url: string): string {
  return url.startsWith('file:') ? relative(PROJECT, fileURLToPath(url)) : url;
}

function add(times: Map<string, number>, name: string, time: number): void {
  times.set(name, (times.get(name) ?? 0) + time);
}
