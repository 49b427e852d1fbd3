/**
 * Every environment variable that the project reads, in one place. The README's table is checked against this list.
 * `<AGENCY>` stands for a subgraph's name in capitals: HEALTH_COVERAGE.
 */
export const ENVIRONMENT = {
  PORT: 'Port of the gateway, default 4000, or of the single subgraph that is started, default that of its routing URL.',
  HOST: 'Address to listen on. Default 127.0.0.1; services in containers set 0.0.0.0.',
  DATABASE_URL:
    'An administrator of any PostgreSQL 15 or later. Default: an embedded PostgreSQL started by `npm start`.',
  '<AGENCY>_DATABASE_URL': 'Login of the role that serves one subgraph. Default: derived from DATABASE_URL.',
  '<AGENCY>_OWNER_DATABASE_URL':
    'Login of the role that owns and loads one subgraph. Default: derived from DATABASE_URL.',
  '<AGENCY>_URL':
    'Address of a subgraph to reach over HTTP. Default: in process under `npm start`, else the routing URL of the supergraph.',
  LIEN_THONG_DATA: 'Folder of the embedded PostgreSQL. Default: .lien-thong in the project.',
  CORS_ORIGINS: 'Origins, separated by commas, whose pages may call the gateway. Default: none.',
  LOG_LEVEL: 'fatal, error, warn, info or debug. Default info; warn under `npm start`.',
  COST_LIMIT:
    'Highest estimated cost of an operation, in objects of its answer; 0: none. Default 200000. The registry goes by it too.',
  PERSISTED_OPERATIONS:
    'File of operations: a manifest, or a map of ids to texts. Only these are answered, and it is followed when it changes.',
  SUBGRAPH_CONCURRENCY: 'Most requests to one subgraph at a time; up to 1000 more wait for their turn. Default 64.',
  OPERATION_TIMEOUT_MS:
    'Longest time for a whole operation, in milliseconds; what has not been fetched by then is told as missing. Default 30000.',
  ENTITY_CACHE_MB: 'Memory for what subgraphs answered, in MiB; 0 keeps nothing. Default 64.',
  RESPONSE_CACHE_MB: 'Memory for whole answers, in MiB; 0 keeps none. Default 64.',
  LARGEST_PAGE: 'Most units on one page of `administrativeUnits`, read by its subgraph when it starts. Default 1000.',
  SUBGRAPH_TIMEOUT_MS: 'Longest wait for one answer of a subgraph, in milliseconds. Default 10000.',
  VIEWS_TOKEN:
    'Token that saving and freezing views needs, 16 characters or more. Default: nobody may; a new one under `npm start`.',
  VIEW_SIGNING_KEY_FILE:
    'File with the private Ed25519 key, PEM, that frozen views are signed with. Default: nothing can be frozen; a new one under `npm start`.',
  VIEW_SIGNING_KEY: 'The same key itself, PEM, its line ends written as \\n where the variable has one line.',
  VIEWS_QUOTA: 'Most saved views that are kept. Default 10000.',
  VIEWS_PER_DAY: 'Most views that are saved, and most that are frozen, in 24 hours. Default 500.',
  REGISTRY_URL: 'Address of the registry that `npm run agency` asks. Default http://localhost:4000.',
  LIEN_THONG_TOKEN: 'Token that `npm run agency` shows the registry: an agency’s own, or the operator’s.',
  REGISTRY_TOKEN: 'Token of the registry’s operator, 16 characters or more; a new one under `npm start`.',
  REGISTRY_DATABASE_URL: 'Login of the registry’s own role. Default: derived from DATABASE_URL.',
  REGISTRY_OWNER_DATABASE_URL: 'Login of the role that owns the registry’s tables. Default: derived from DATABASE_URL.',
  REGISTRY_GATEWAY_DATABASE_URL:
    'Login of the gateways’ role at the registry: they follow its graph. Default: a supergraph from a file.',
  REGISTRY_ALLOWED_HOSTS:
    'Hosts of this machine or link that routing URLs may name all the same, separated by commas. Default: none.',
  SUPERGRAPH_CACHE_FILE:
    'File in which a gateway keeps the last graph of the registry that it could serve, for a start without the registry. Default: none.',
  SHEETS_DATABASE_URL:
    'Login of the role that serves sheets and makes a schema for each agency of one. Default: derived from DATABASE_URL.',
  SHEETS_OWNER_DATABASE_URL:
    'Login of the role that owns the table of uploaded sheets. Default: derived from DATABASE_URL.',
  SHEETS_URL:
    'Address of the service of sheets: where `npm run agency` sends them, default REGISTRY_URL, and where gateways reach their agencies.',
  FROZEN_VIEWS_QUOTA_MB: 'Room for all frozen views together, in MiB. Default 10240.',
} as const;

/** The prefix of a subgraph's own variables: `health-coverage` reads `HEALTH_COVERAGE_DATABASE_URL`. */
export function environmentPrefix(subgraphName: string): string {
  return subgraphName.toUpperCase().replaceAll('-', '_');
}

/** A whole number from the environment, or the default; anything else is refused by name. */
export function numberFromEnvironment(name: string, fallback: number, environment = process.env): number {
  const text = environment[name];
  if (text === undefined || text === '') return fallback;
  if (!/^\d+$/.test(text)) throw new Error(`${name} must be a whole number, but is: ${text}.`);
  return Number(text);
}

/** Where a server listens and how much it logs. */
export interface ServerConfiguration {
  readonly host: string;
  readonly port: number;
  readonly logLevel: string;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'];

/** Reads HOST, PORT and LOG_LEVEL. */
export function readServerConfiguration(
  environment: NodeJS.ProcessEnv,
  defaults: { readonly port: number; readonly logLevel: string },
): ServerConfiguration {
  const logLevel = environment['LOG_LEVEL'] || defaults.logLevel;
  if (!LOG_LEVELS.includes(logLevel))
    throw new Error(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, but is: ${logLevel}.`);
  const port = numberFromEnvironment('PORT', defaults.port, environment);
  if (port > 65_535) throw new Error(`PORT must be a port, 0 to 65535, but is: ${port}.`);
  return { host: environment['HOST'] || '127.0.0.1', port, logLevel };
}
