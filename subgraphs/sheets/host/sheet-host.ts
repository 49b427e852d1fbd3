import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { RegistryRefusal } from '../../../schema/agency/registry-client.ts';
import { readAreaDirectory } from '../../administrative-units/subgraph.ts';
import type { AreaDirectory } from '../../kit/area-directory.ts';
import { openDatabase } from '../../kit/database.ts';
import { readerLoginOf } from '../../kit/logins.ts';
import { subgraphApp } from '../../kit/serve.ts';
import type { Subgraph } from '../../kit/subgraph.ts';
import { prepareDatabases, type PrepareProgress } from '../../prepare-databases.ts';
import { compileUpload, sheetAgency, writeAgencyFolder, type SheetUpload } from '../sheet-agency.ts';
import { figuresLeft, type FiguresLeft } from './figures-left.ts';
import { SHEETS_SCHEMA, sheetsLogin } from './prepare-sheets.ts';
import type { SheetTables } from './tables.ts';
import { keepUpload, lastUpload, lastUploads } from './uploads.ts';

/** How long the server of a definition that was replaced goes on for requests under way, in milliseconds. */
const RETIREMENT_MS = 30_000;
const SILENT: PrepareProgress = { step: () => {}, begin: () => {}, advance: () => {}, end: () => {} };

interface Hosted {
  readonly sdl: string;
  readonly app: FastifyInstance;
}

/** A sheet that was read and checked, and is not served yet. */
export interface ReadSheet {
  readonly upload: SheetUpload;
  readonly subgraph: Subgraph;
  /** Its figures, each as `INDICATOR unit period`. */
  readonly cells: ReadonlySet<string>;
  /** Removes its files, which are needed until it was served. */
  readonly discard: () => void;
}

interface Left {
  readonly left: FiguresLeft;
}

/** Serves the agencies of sheets, each with its own schema and roles: all of them in this process. */
export class SheetHost {
  readonly #db: Kysely<SheetTables>;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #log: FastifyBaseLogger;
  readonly #folder = mkdtempSync(join(tmpdir(), 'lien-thong-sheets-'));
  readonly #hosted = new Map<string, Hosted>();
  #last: Promise<unknown> = Promise.resolve();

  readonly #areas: AreaDirectory;

  /** With the login of `sheets_service`, from which those of the agencies are derived. */
  constructor(environment: NodeJS.ProcessEnv, log: FastifyBaseLogger, areas: AreaDirectory = readAreaDirectory()) {
    this.#areas = areas;
    const service = sheetsLogin(environment);
    this.#environment = { DATABASE_URL: service };
    this.#db = openDatabase<SheetTables>(service, { schema: SHEETS_SCHEMA, statementTimeoutMs: 30_000 });
    this.#log = log;
  }

  /** Serves what was uploaded before. A sheet that cannot be served any more is logged, and leaves the others. */
  async start(): Promise<void> {
    for (const [agency, upload] of await lastUploads(this.#db)) {
      try {
        const { subgraph, discard } = await this.read(upload());
        discard();
        await this.#serve(subgraph);
      } catch (error) {
        this.#log.error({ err: error, agency }, 'A sheet that was uploaded cannot be served.');
      }
    }
  }

  /** The server of an agency, to hand a request to. */
  find(agency: string): FastifyInstance | undefined {
    return this.#hosted.get(agency)?.app;
  }

  /** Reads and checks a sheet; throws what must be mended. Nothing is kept once it is discarded. */
  async read(upload: SheetUpload): Promise<ReadSheet> {
    const { files, cells } = await compileUpload(upload, this.#areas);
    const folder = mkdtempSync(join(this.#folder, `${upload.definition.name}-`));
    const discard = () => rmSync(folder, { recursive: true, force: true });
    writeAgencyFolder(folder, files);
    return { upload, subgraph: sheetAgency(upload.definition.name, folder), cells, discard };
  }

  /**
   * Records the figures and serves them, what changed as a revision, then publishes them. Where that is refused, the sheet before is
   * recorded and served again; figures that it does not have stay. One sheet after the other.
   */
  publish<Published>(read: ReadSheet, atRegistry: () => Promise<Published>): Promise<Published & Left> {
    const published = this.#last.then(() => this.#publish(read, atRegistry));
    this.#last = published.catch(() => undefined);
    return published;
  }

  async stop(): Promise<void> {
    await this.#last;
    await Promise.all([...this.#hosted.values()].map(({ app }) => app.close()));
    await this.#db.destroy();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #publish<Published>(read: ReadSheet, atRegistry: () => Promise<Published>): Promise<Published & Left> {
    const { subgraph, cells } = read;
    const before = await lastUpload(this.#db, subgraph.name);
    await this.#record(read);
    const published = await atRegistry().catch(async (error: unknown) => {
      // Without an answer nobody knows whether it was published: to send the same again tells.
      if (before && error instanceof RegistryRefusal) await this.#restore(before);
      throw error;
    });
    const login = readerLoginOf(subgraph, this.#environment);
    return { ...published, left: await figuresLeft(login, subgraph.databaseSchema, cells) };
  }

  async #restore(upload: SheetUpload): Promise<void> {
    const read = await this.read(upload);
    await this.#record(read).finally(read.discard);
  }

  async #record({ upload, subgraph }: ReadSheet): Promise<void> {
    await prepareDatabases([subgraph], this.#environment, SILENT, this.#areas);
    await this.#serve(subgraph);
    await keepUpload(this.#db, upload);
  }

  async #serve(subgraph: Subgraph): Promise<void> {
    const before = this.#hosted.get(subgraph.name);
    if (before?.sdl === subgraph.sdl) return;
    const databaseUrl = readerLoginOf(subgraph, this.#environment);
    const app = await subgraphApp(subgraph, { databaseUrl, logLevel: this.#log.level });
    await app.ready();
    this.#hosted.set(subgraph.name, { sdl: subgraph.sdl, app });
    if (before) setTimeout(() => void before.app.close(), RETIREMENT_MS).unref();
  }
}
