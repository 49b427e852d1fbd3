import { spawn, type ChildProcess } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';

const PROJECT = join(import.meta.dirname, '../..');
/** The graph is composed first: both at once would take twice as long. */
const REST_MS = 1_000;

/** Runs the agency of a folder beside the gateway, and anew whenever a file of it changes. */
export function runFolder(folder: string, port: number): { readonly stop: () => Promise<void> } {
  let child = start(folder, port);
  let resting: NodeJS.Timeout | undefined;
  let restarting: Promise<void> = Promise.resolve();
  const restart = async () => {
    await end(child);
    child = start(folder, port);
  };
  const watcher = watch(folder, { recursive: true }, () => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      restarting = restarting.then(restart);
    }, REST_MS);
  });
  return {
    stop: async () => {
      watcher.close();
      clearTimeout(resting);
      await restarting;
      await end(child);
    },
  };
}

function start(folder: string, port: number): ChildProcess {
  return spawn(process.execPath, [join(PROJECT, 'subgraphs/main.ts'), '--folder', folder, '--port', String(port)], {
    cwd: PROJECT,
    env: { ...process.env, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn' },
    stdio: 'inherit',
  });
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
