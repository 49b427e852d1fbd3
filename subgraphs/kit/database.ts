import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { cancellable } from './cancel-statements.ts';

/** Type numbers of PostgreSQL, see `select oid from pg_type`. */
const DATE = 1082;
const TIMESTAMP_WITH_ZONE = 1184;
const BIGINT = 20;

/** Days stay text: a JavaScript Date would pass them through a time zone. Instants become ISO texts in UTC. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (oid === DATE) return (text: string) => text;
    if (oid === TIMESTAMP_WITH_ZONE) return (text: string) => new Date(text).toISOString();
    if (oid === BIGINT) return Number;
    return pg.types.getTypeParser(oid, format);
  },
};

export interface DatabaseOptions {
  /** Schema that unqualified names mean. */
  readonly schema: string;
  /** Longest time one statement may take, in milliseconds. */
  readonly statementTimeoutMs?: number;
  /** Largest number of connections. */
  readonly connections?: number;
  /** Refuses writes, beside what the role may do. */
  readonly readOnly?: boolean;
  /** Is told every statement that is sent. */
  readonly onStatement?: (statement: string) => void;
}

/** Opens a pool of connections; the first query connects. All access to a database goes through here. */
export function openDatabase<Tables>(url: string, options: DatabaseOptions): Kysely<Tables> {
  // Statements take milliseconds; to compile one, where PostgreSQL expects it to be long, takes hundreds.
  const settings = [`search_path=${options.schema}`, `statement_timeout=${options.statementTimeoutMs ?? 0}`, 'jit=off'];
  if (options.readOnly) settings.push('default_transaction_read_only=on');
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 10,
    connectionTimeoutMillis: 5_000,
    types,
    options: settings.map((setting) => `-c ${setting}`).join(' '),
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  // So would one that breaks in a moment when it is lent but asked nothing; the next question on it fails, and is told.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool: { options: pool.options, end: () => pool.end(), connect: () => connectCancellable(url, pool) },
    }),
    log: (event) => options.onStatement?.(event.query.sql),
  });
  pools.set(db, { url, pool, names: new Set(), onStatement: options.onStatement });
  return db;
}

/** A connection of the pool, as Kysely uses it; nothing is read by cursors. */
async function connectCancellable(url: string, pool: pg.Pool): Promise<PostgresPoolClient> {
  const client = await pool.connect();
  const query = (text: string, values: readonly unknown[]) =>
    cancellable(url, client, () => client.query(text, [...values]));
  return { query: query as unknown as PostgresPoolClient['query'], release: (destroy) => client.release(destroy) };
}

/** A statement that each connection prepares once, under its name: one name never means two texts. */
export interface PreparedQuery {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Names that one pool prepares: each connection keeps them for its life, so whatever comes later is sent without one. */
const MOST_PREPARED = 500;
const pools = new WeakMap<
  Kysely<any>,
  {
    readonly url: string;
    readonly pool: pg.Pool;
    readonly names: Set<string>;
    readonly onStatement: DatabaseOptions['onStatement'];
  }
>();

/** Asks by a prepared statement; answers rows as lists of their columns. */
export async function preparedQuery(db: Kysely<any>, { name, text, values }: PreparedQuery): Promise<unknown[][]> {
  const { url, pool, names, onStatement } = pools.get(db)!;
  if (names.size < MOST_PREPARED) names.add(name);
  onStatement?.(text);
  const named = names.has(name) ? { name } : {};
  const query = { ...named, text, values: [...values], rowMode: 'array' as const };
  const client = await pool.connect();
  try {
    const { rows } = await cancellable(url, client, () => client.query<unknown[]>(query));
    return rows;
  } finally {
    client.release();
  }
}
