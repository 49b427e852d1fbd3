import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { PROJECT } from './served-subgraphs.ts';

const MEASURED = ['@apollo/gateway', '@apollo/server', '@apollo/subgraph', 'graphql', 'pg', 'undici'];
const PEERS: Readonly<Record<string, readonly string[]>> = {
  'test/bench': ['@graphql-hive/gateway', '@graphql-hive/router-runtime'],
  'test/bench/mercurius': ['mercurius', '@mercuriusjs/gateway'],
};

/** Versions of what is measured, as they are installed. */
export async function versions(databaseUrl: string): Promise<Record<string, string>> {
  const places = [['', MEASURED] as const, ...Object.entries(PEERS)];
  const packages = places.flatMap(([folder, names]) =>
    names.flatMap((name) => {
      const file = join(PROJECT, folder, 'node_modules', name, 'package.json');
      return existsSync(file) ? [[name, (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version]] : [];
    }),
  );
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  const { rows } = await db.query<{ server_version: string }>('show server_version');
  await db.end();
  return { PostgreSQL: rows[0]!.server_version, ...(Object.fromEntries(packages) as Record<string, string>) };
}
