import { Socket } from 'node:net';
import pg from 'pg';

const CONNECT_MS = 5_000;

export interface ListeningClient {
  /** Asks one thing after another; the time counts from when it is sent, and cuts the connection when it is over. */
  readonly ask: <Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<Row[]>;
  /** Resolves when the connection is no more, for whatever reason. */
  readonly lost: Promise<void>;
  /** Ends the connection at once, also one that hangs. */
  readonly cut: () => void;
}

export interface ListeningOptions {
  readonly url: string;
  readonly schema: string;
  readonly readOnly: boolean;
  /** Longest time for one statement, in milliseconds. */
  readonly statementMs: number;
  /** Shown in `pg_stat_activity`. */
  readonly name: string;
  readonly onNotification: (notification: pg.Notification) => void;
}

/**
 * A connection of its own, on which notifications arrive: a pool would give it to others. A pooler between that shares connections by
 * transaction cannot carry it.
 */
export async function connectToListen(options: ListeningOptions): Promise<ListeningClient> {
  let socket: Socket | undefined;
  const settings = [`search_path=${options.schema}`];
  if (options.readOnly) settings.push('default_transaction_read_only=on');
  const client = new pg.Client({
    connectionString: options.url,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: options.name,
    options: settings.map((setting) => `-c ${setting}`).join(' '),
    stream: () => (socket = new Socket()),
  });
  client.on('error', () => undefined);
  client.on('notification', options.onNotification);
  const lost = new Promise<void>((resolve) => client.once('end', resolve));
  const cut = () => void socket?.destroy();
  try {
    await client.connect();
  } catch (error) {
    cut();
    throw error;
  }
  let last: Promise<unknown> = Promise.resolve();
  const send = async (text: string, values: readonly unknown[]) => {
    const late = setTimeout(cut, options.statementMs);
    try {
      return (await client.query(text, [...values])).rows;
    } finally {
      clearTimeout(late);
    }
  };
  return {
    ask: (text, values = []) => {
      const answer = last.then(() => send(text, values));
      last = answer.catch(() => undefined);
      return answer;
    },
    lost,
    cut,
  };
}
