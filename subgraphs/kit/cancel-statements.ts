import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

/** How often running statements are looked at. Most have ended by then, and pay for no listener of their own. */
const LOOK_EVERY_MS = 100;

/** A statement under way. */
interface Running {
  readonly url: string;
  readonly client: pg.PoolClient;
  readonly signal: AbortSignal;
  ended: boolean;
  cancelling: Promise<void> | undefined;
}

const waiting = new AsyncLocalStorage<AbortSignal>();
const running = new Set<Running>();
let looking: NodeJS.Timeout | undefined;

/** Does what somebody waits for. Once the signal is aborted, its statements are cancelled at the database and no more are sent. */
export function forWhoWaits<Result>(signal: AbortSignal | undefined, work: () => Promise<Result>): Promise<Result> {
  return signal ? waiting.run(signal, work) : work();
}

/** Whether whoever waited for what is being done has left. */
export function nobodyWaits(): boolean {
  return waiting.getStore()?.aborted === true;
}

/**
 * Sends a statement on a connection that is lent for it. A cancellation under way is awaited before the connection is given back, so
 * that it never meets the next statement on it.
 */
export async function cancellable<Result>(
  url: string,
  client: pg.PoolClient,
  send: () => Promise<Result>,
): Promise<Result> {
  const signal = waiting.getStore();
  if (!signal) return send();
  signal.throwIfAborted();
  const statement: Running = { url, client, signal, ended: false, cancelling: undefined };
  running.add(statement);
  looking ??= setInterval(look, LOOK_EVERY_MS).unref();
  try {
    return await send();
  } finally {
    statement.ended = true;
    running.delete(statement);
    if (statement.cancelling) await statement.cancelling;
  }
}

function look(): void {
  const left = [...running].filter(({ signal, cancelling }) => signal.aborted && !cancelling);
  for (const [url, statements] of Map.groupBy(left, (statement) => statement.url)) {
    const cancelling = cancel(url, statements);
    for (const statement of statements) statement.cancelling = cancelling;
  }
  if (running.size > 0) return;
  clearInterval(looking);
  looking = undefined;
}

/** A role may cancel its own statements. By a connection of its own, since all of the pool may be busy with such. */
async function cancel(url: string, statements: readonly Running[]): Promise<void> {
  const control = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000, query_timeout: 1_000 });
  let asked: Running | undefined;
  // It breaks with the database, which then runs nothing either.
  control.on('error', () => undefined);
  try {
    await control.connect();
    for (const statement of statements) {
      if (statement.ended) continue;
      asked = statement;
      const { processID } = statement.client as { readonly processID?: number };
      await control.query('select pg_cancel_backend($1)', [processID]);
      asked = undefined;
    }
  } catch {
    // Those not asked for yet are looked at again. It may still come for this one, on whose connection nothing may be sent then.
    for (const statement of statements) statement.cancelling = undefined;
    void (asked?.client as { end?: () => Promise<void> } | undefined)?.end?.().catch(() => undefined);
  } finally {
    void control.end().catch(() => undefined);
  }
}
