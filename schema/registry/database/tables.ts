import type { ColumnType, Generated } from 'kysely';

type Inserted<Type> = ColumnType<Type, never, never>;

/** An agency that may publish, as its operator registered it; the latest row of a name counts. */
export interface AgencyTable {
  number: Generated<number>;
  /** Name of its subgraph. */
  name: string;
  /** Begins the codes of its indicators: `ED`. Null: it declares none. */
  prefix: string | null;
  /** The organisation that answers for it. */
  owner: string;
  /** How whoever runs it is reached. */
  contact: string;
  /** Fields of `Query` and `Mutation` that it may serve beside those of every agency: `Mutation.saveView`. */
  granted_fields: string[];
  registered_at: Inserted<string>;
}

/** What a subgraph was at one time; a retirement has no SDL. */
export interface PublicationTable {
  number: Generated<number>;
  subgraph: string;
  sdl: string | null;
  routing_url: string | null;
  /** How gateways ask it, JSON. */
  policies: ColumnType<string, string | undefined, never>;
  published_at: Inserted<string>;
  /** Who published: a token, or null for the release itself. */
  token: number | null;
}

/** Every graph that was ever served; the latest row is the one that is. */
export interface SupergraphTable {
  number: Generated<number>;
  sdl: string;
  api: string;
  /** SHA-256 of `sdl`. */
  hash: string;
  /** What it is composed of. */
  publications: number[];
  cause: 'seed' | 'publish' | 'retire' | 'rollback' | 'contract' | 'announce';
  /** Contracts that are served with it, JSON. */
  contracts: string;
  /** What changed for clients since the graph before, JSON. */
  changes: string;
  composed_at: Inserted<string>;
}

/** That a subgraph is taken out of the graph on a day, whoever uses it then. */
export interface PlannedRetirementTable {
  number: Generated<number>;
  subgraph: string;
  day: string;
  token: number | null;
  planned_at: Inserted<string>;
}

export interface TokenTable {
  number: Generated<number>;
  /** SHA-256 of the token. */
  hash: string;
  /** The agency whose name it publishes under; null: the operator of the registry. */
  agency: string | null;
  scopes: string[];
  note: string;
  created_at: Inserted<string>;
  expires_at: string;
}

export interface RevocationTable {
  token: number;
  revoked_at: Inserted<string>;
}

/** Every use of a token, allowed or not. */
export interface AuditTable {
  number: Generated<number>;
  at: Inserted<string>;
  token: number | null;
  action: string;
  subgraph: string | null;
  outcome: 'done' | 'refused' | 'failed';
  detail: string;
}

/** An operation of a client, normalised: no values but codes of indicators. */
export interface OperationTable {
  /** SHA-256 of `text`. */
  hash: string;
  text: string;
  recorded_at: Inserted<string>;
}

/** That a client used an operation on a day: once by itself, and once for each indicator that it asked for. */
export interface OperationUseTable {
  operation: string;
  client: string;
  client_version: string;
  day: string;
  /** Its code; empty for the operation itself. */
  indicator: string;
  recorded_at: Inserted<string>;
}

export interface RegistryTables {
  agency: AgencyTable;
  publication: PublicationTable;
  supergraph: SupergraphTable;
  planned_retirement: PlannedRetirementTable;
  token: TokenTable;
  revocation: RevocationTable;
  audit: AuditTable;
  operation: OperationTable;
  operation_use: OperationUseTable;
}

/** What the registry adds rows to; of these it changes and removes none. */
export const WRITTEN_BY_REGISTRY: readonly (keyof RegistryTables)[] = [
  'agency',
  'publication',
  'supergraph',
  'planned_retirement',
  'token',
  'revocation',
  'audit',
];
/** What gateways add rows to. */
export const WRITTEN_BY_GATEWAYS: readonly (keyof RegistryTables)[] = ['operation', 'operation_use'];
/** What the registry takes out of it when it is old. */
export const FORGOTTEN_BY_REGISTRY: readonly (keyof RegistryTables)[] = ['operation', 'operation_use'];
/** What gateways read. */
export const READ_BY_GATEWAYS: readonly (keyof RegistryTables)[] = [
  'publication',
  'supergraph',
  'operation',
  'operation_use',
];
