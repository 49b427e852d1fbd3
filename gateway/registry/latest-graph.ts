import pg from 'pg';

const CONNECT_MS = 2_000;

/** The graph that the registry serves, as it stands there. */
export interface LatestGraph {
  readonly number: number;
  readonly sdl: string;
  /** JSON. */
  readonly contracts: string;
  /** How subgraphs are to be asked, by name, JSON. */
  readonly policies: string;
}

/** A connection to the registry's database, with the login of the gateways' role. */
export function registryConnection(databaseUrl: string): pg.Client {
  return new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_MS });
}

/** Asked once. */
export async function latestOf(databaseUrl: string): Promise<LatestGraph | null> {
  const client = registryConnection(databaseUrl);
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await askLatest(client, 0);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The graph that is served, if it is another than the one that is known. */
export async function askLatest(client: pg.Client, known: number): Promise<LatestGraph | null> {
  const { rows } = await client.query<{ number: string; sdl: string; contracts: string; policies: string }>(
    `select number, sdl, contracts, coalesce((
       select json_object_agg(subgraph, policies::json) from registry.publication where publication.number = any (publications)
     ), '{}')::text as policies
     from registry.supergraph where number > $1 order by number desc limit 1`,
    [known],
  );
  return rows[0] ? { ...rows[0], number: Number(rows[0].number) } : null;
}
