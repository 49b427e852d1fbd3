import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Load, LoadResult } from './load.ts';

export interface LoadGenerator {
  readonly pid: number;
  readonly run: (load: Load) => Promise<LoadResult>;
  readonly stop: () => void;
}

/** Starts the process that sends loads; it stays, so that its code is warm. */
export function startLoadGenerator(stopping: AbortSignal): LoadGenerator {
  const child = fork(join(import.meta.dirname, 'generator.ts'), { stdio: 'inherit', serialization: 'advanced' });
  stopping.addEventListener('abort', () => child.kill());
  const ended = once(child, 'exit').then(() => {
    throw new Error('The load generator has ended.');
  });
  ended.catch(() => undefined);
  return {
    pid: child.pid!,
    run: async (load) => {
      child.send(load);
      const [result] = (await Promise.race([once(child, 'message'), ended])) as [LoadResult | { error: string }];
      if ('error' in result) throw new Error(`The load could not be sent: ${result.error}`);
      return result;
    },
    stop: () => {
      if (child.connected) child.disconnect();
    },
  };
}
