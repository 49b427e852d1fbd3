import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** How a process ended: a code, or the signal that ended it. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A service that runs as a process of its own, with the environment that it is given and nothing else. */
export interface ServiceProcess {
  readonly pid: number;
  readonly ended: Promise<Ending>;
  readonly isRunning: () => boolean;
  /** All that it has written. */
  readonly output: () => string;
  /** Sends the signal and answers how the process ended. */
  readonly stop: (signal: NodeJS.Signals) => Promise<Ending>;
}

/** Starts `node FILE ...` with this Node, or `python3 FILE ...`. */
export function startProcess(
  command: readonly string[],
  { folder, environment }: { readonly folder: string; readonly environment: Readonly<Record<string, string>> },
): ServiceProcess {
  const [program, ...args] = command;
  if (program !== 'node' && program !== 'python3')
    throw new Error(`Only "node ..." and "python3 ..." are started here, but the command is: ${command.join(' ')}`);
  const child = spawn(program === 'node' ? process.execPath : program, args, {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const written: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => written.push(String(chunk)));
  const ended = endingOf(child);
  return {
    pid: child.pid!,
    ended,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    output: () => written.join(''),
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

async function endingOf(child: ChildProcess): Promise<Ending> {
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal };
}
