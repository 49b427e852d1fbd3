import type { ServerResponse } from 'node:http';
import { PATIENCE, type Patience } from './sending.ts';

const LOOK_EVERY_MS = 1_000;

/** How a client takes a long answer while it is made. */
export interface Reader {
  /** When it last took something, in milliseconds of `performance.now()`. */
  readonly since: () => number;
  readonly stop: () => void;
}

/** Leaves a client that takes nothing of an answer for a while, or is too slow on the whole: the table behind it is in memory all the time. */
export function watchReader(response: ServerResponse, patience: Patience = PATIENCE): Reader {
  const { socket } = response.req;
  const began = performance.now();
  const before = takenBy(socket);
  let [since, taken] = [began, before];
  const look = () => {
    const now = performance.now();
    if (takenBy(socket) > taken) [since, taken] = [now, takenBy(socket)];
    const allowed = patience.stillMs + ((taken - before) / patience.bytesPerSecond) * 1_000;
    if (now - since > patience.stillMs || now - began > allowed) socket.destroy();
  };
  const timer = setInterval(look, Math.min(LOOK_EVERY_MS, patience.stillMs / 4));
  return { since: () => since, stop: () => clearInterval(timer) };
}

/** Bytes that the connection has passed on. */
function takenBy({ bytesWritten, writableLength }: ServerResponse['req']['socket']): number {
  return bytesWritten - writableLength;
}
