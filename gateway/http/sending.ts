import type { ServerResponse } from 'node:http';
import type { Delivery } from '../admission/delivery.ts';

/** How patient a gateway is with clients that read slowly. */
export interface Patience {
  /** Longest time in which nothing of an answer is taken, in milliseconds; then the connection is closed. */
  readonly stillMs: number;
  /** So much longer than that the whole answer may take: so many bytes a second. */
  readonly bytesPerSecond: number;
}

export const PATIENCE: Patience = { stillMs: 30_000, bytesPerSecond: 16 * 1024 };

/** Follows the answer on its way; a client that does not take it in time is left. */
export function deliveryOf(response: ServerResponse, patience = PATIENCE): Delivery {
  const ended = new Promise<void>((resolve) => onceEnded(response, resolve));
  const handedOver = new Promise<number>((resolve) => {
    response.once('prefinish', () => {
      const unsent = response.writableLength;
      if (unsent > 0) limitTime(response, unsent, patience);
      resolve(unsent);
    });
  });
  return { handedOver, ended, cut: () => void response.req.socket.destroy() };
}

/** Calls when the client has the answer or has left: a response that waits behind others on its connection is not told that this was closed. */
export function onceEnded(response: ServerResponse, ended: () => void): void {
  const { socket } = response.req;
  if (response.closed || socket.destroyed) return ended();
  const end = () => {
    response.off('close', end);
    socket.off('close', end);
    ended();
  };
  response.once('close', end);
  socket.once('close', end);
}

/** The same for an answer that was written and has not been taken at once. */
export function limitSending(response: ServerResponse, patience = PATIENCE): void {
  const limit = () => limitTime(response, response.writableLength, patience);
  // Answers to requests that were sent together wait for those before.
  if (response.socket) limit();
  else response.once('prefinish', limit);
}

function limitTime(response: ServerResponse, bytes: number, { stillMs, bytesPerSecond }: Patience): void {
  const { socket } = response;
  if (!socket || response.closed) return;
  // Node closes it when nothing moves, and sets its own time again for the next request.
  socket.setTimeout(stillMs);
  const timer = setTimeout(() => socket.destroy(), stillMs + (bytes / bytesPerSecond) * 1_000);
  response.once('close', () => clearTimeout(timer));
}
