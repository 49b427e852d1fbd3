import { readFile, rename, writeFile } from 'node:fs/promises';
import type { FollowLog } from '../follow-file.ts';
import type { LatestGraph } from './latest-graph.ts';

/** Contracts stand before the graph, as a comment. */
const KEPT_CONTRACTS = /^# contracts: (.*)\n/;

/** The graph that was kept last, else the one of another file. */
export async function lastServed(keptFile: string | null, fallback: string): Promise<LatestGraph> {
  const kept = keptFile === null ? null : await readFile(keptFile, 'utf8').catch(() => null);
  const sdl = kept ?? (await readFile(fallback, 'utf8'));
  return {
    number: 0,
    sdl: sdl.replace(KEPT_CONTRACTS, ''),
    contracts: KEPT_CONTRACTS.exec(sdl)?.[1] ?? '[]',
    policies: '{}',
  };
}

/** Written beside and renamed, so that it is never half there. */
export async function keep(file: string | null, { sdl, contracts }: LatestGraph, log: FollowLog): Promise<void> {
  if (file === null) return;
  try {
    await writeFile(`${file}.${process.pid}`, `# contracts: ${contracts}\n${sdl}`);
    await rename(`${file}.${process.pid}`, file);
  } catch (error) {
    log.error({ err: error, file }, 'The served graph cannot be kept for a start without the registry.');
  }
}
