/**
 * Waits for work until it is done, time is over or the asker has left. In the latter cases the work's own signal is aborted with the
 * reason that the asker is given, and nobody waits for how it ends.
 */
export function bounded<Result>(
  asker: AbortSignal | undefined,
  timeoutMs: number,
  timedOut: () => Error,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const stop = (reason: unknown) => {
      end();
      reject(reason);
      controller.abort(reason);
    };
    const leave = () => stop(asker!.reason);
    let last: NodeJS.Immediate | undefined;
    // A process that is busy itself may be late: what has arrived meanwhile is read first.
    const timer = setTimeout(() => (last = setImmediate(() => stop(timedOut()))), timeoutMs);
    const end = () => {
      clearTimeout(timer);
      clearImmediate(last);
      asker?.removeEventListener('abort', leave);
    };
    asker?.addEventListener('abort', leave);
    work(controller.signal).then(resolve, reject).finally(end);
  });
}
