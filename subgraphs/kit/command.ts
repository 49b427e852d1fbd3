import { parseArgs } from 'node:util';

/**
 * Runs a command: an error is told in one line, and Ctrl-C or a stop of the service ends it in order. A stop that comes while it is
 * still starting takes effect at the next step; a second one ends it at once.
 */
export async function runUntilStopped(
  start: (stopping: AbortSignal) => Promise<(() => Promise<void>) | void>,
): Promise<void> {
  // A library that drops a promise ends the answer it was for, not the service.
  process.on('unhandledRejection', (reason) => console.error('A failure that nobody waited for:', reason));
  const stopping = new AbortController();
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        if (stopping.signal.aborted) process.exit(1);
        stopping.abort();
        resolve();
      });
    }
  });
  try {
    const stop = await start(stopping.signal);
    if (!stop) return process.exit(0);
    await stopped;
    await stop();
    process.exit(0);
  } catch (error) {
    if (stopping.signal.aborted) process.exit(0);
    console.error(`\n${toLine(error)}`);
    process.exit(1);
  }
}

/** Reads the options of a command; an unknown one is refused with the usage. */
export function readOptions<Options extends NonNullable<Parameters<typeof parseArgs>[0]>>(
  usage: string,
  config: Options,
) {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${usage}`, { cause: error });
  }
}

/** What went wrong, with its cause; the stack is for `LOG_LEVEL=debug`. */
function toLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (process.env['LOG_LEVEL'] === 'debug') return error.stack ?? error.message;
  const message = portInUse(error) ?? error.message;
  const cause = error.cause instanceof Error ? error.cause.message : '';
  return cause === '' || message.includes(cause) ? message : `${message} (${cause})`;
}

function portInUse(error: Error & { code?: string; port?: number }): string | null {
  if (error.code !== 'EADDRINUSE') return null;
  return `Port ${error.port} is in use: something else, or an earlier start, answers there. Stop it, or choose another port: PORT=4001.`;
}
