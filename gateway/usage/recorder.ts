import pg from 'pg';
import type { Client } from './client.ts';
import type { Asked, Usage } from './usage.ts';

const WRITE_EVERY_MS = 2_000;
/** Uses that are kept in memory at most: those of a day, and those that wait for the database. Beyond, the rest of the day goes unrecorded. */
const MOST_USES = 50_000;
const DAY_MS = 86_400_000;

interface Use {
  readonly client: Client;
  /** Since 1970. */
  readonly day: number;
  readonly asked: Asked;
}

export interface RecorderLog {
  error(details: object, message: string): void;
}

/**
 * Records at the registry which client used which operation on which day, with the indicators that it asked for: each such use once a day.
 * Requests never wait for it; while the registry's database is down, what was used waits in memory.
 */
export class UsageRecorder implements Usage {
  readonly #pool: pg.Pool;
  readonly #log: RecorderLog;
  readonly #timer: NodeJS.Timeout;
  #day = 0;
  #seen = new Set<string>();
  #waiting: Use[] = [];
  #writing: Promise<void> = Promise.resolve();
  #isFailing = false;

  /** With the login of the gateways' role at the registry. */
  constructor(databaseUrl: string, log: RecorderLog) {
    this.#pool = new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: 2_000 });
    this.#pool.on('error', () => undefined);
    this.#log = log;
    this.#timer = setInterval(() => void this.write(), WRITE_EVERY_MS);
    this.#timer.unref();
  }

  note(client: Client, asked: Asked): void {
    const day = Math.floor(Date.now() / DAY_MS);
    if (day !== this.#day) {
      this.#day = day;
      this.#seen = new Set();
    }
    const key = `${client.name} ${client.version} ${asked.key}`;
    if (this.#seen.has(key) || this.#seen.size >= MOST_USES || this.#waiting.length >= MOST_USES) return;
    this.#seen.add(key);
    this.#waiting.push({ client, day, asked });
  }

  /** Writes what waits. What cannot be written waits on. */
  write(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#writeWaiting());
    return this.#writing;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.write();
    await this.#pool.end();
  }

  async #writeWaiting(): Promise<void> {
    const uses = this.#waiting.splice(0);
    if (uses.length === 0) return;
    try {
      await insert(this.#pool, uses);
      this.#isFailing = false;
    } catch (error) {
      this.#waiting.unshift(...uses);
      if (!this.#isFailing) this.#log.error({ err: error }, 'What clients use cannot be recorded now; it waits.');
      this.#isFailing = true;
    }
  }
}

async function insert(pool: pg.Pool, uses: readonly Use[]): Promise<void> {
  const operations = new Map(uses.map(({ asked }) => [asked.hash, asked.text]));
  const rows = uses.flatMap(({ client, day, asked: { hash, indicators } }) =>
    ['', ...indicators].map((indicator) => [
      hash,
      client.name,
      client.version,
      new Date(day * DAY_MS).toISOString().slice(0, 10),
      indicator,
    ]),
  );
  await pool.query(
    `insert into registry.operation (hash, text) select * from unnest($1::text[], $2::text[]) on conflict do nothing`,
    [[...operations.keys()], [...operations.values()]],
  );
  await pool.query(
    `insert into registry.operation_use (operation, client, client_version, day, indicator)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::text[]) on conflict do nothing`,
    [0, 1, 2, 3, 4].map((column) => rows.map((row) => row[column])),
  );
}
