import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { isObjectType, parse, type DocumentNode, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';
import { sharedScalars } from './scalars.ts';
import type { AreaDirectory } from './area-directory.ts';
import type { CompileRead } from './compiled-read.ts';
import type { HostedRequest } from './served-agencies.ts';
import type { Submission } from './submission.ts';

/** What every resolver can reach; made anew for each request. */
export interface SubgraphContext<Tables> {
  readonly db: Kysely<Tables>;
  /** What this request has read: the version of the data, from the same snapshot; null until something was read. */
  readonly read: {
    dataVersion: string | null;
    /** Of a subgraph that reads others: the versions of their data. */
    dataVersions?: Readonly<Record<string, string>>;
    /** True for the moment alone: told without a version, so that no cache keeps it. */
    isForNow?: boolean;
  };
}

/** One subgraph as a value: the same code runs in one process with the gateway, or as a service of its own. */
export interface Subgraph<Tables = any, Context extends SubgraphContext<Tables> = any> {
  readonly name: string;
  /** The whole SDL, the shared text included, as it is composed and published. */
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  /** Schema of the database that the subgraph owns. */
  readonly databaseSchema: string;
  readonly migrations: Readonly<Record<string, Migration>>;
  /** Tables into which the role that serves may insert rows, and nothing more. Left out: it only reads. */
  readonly writes?: readonly string[];
  /** Throws where a variable of the environment is not what it must be: nothing starts then. */
  readonly checkEnvironment?: (environment: NodeJS.ProcessEnv) => void;
  /** `hosted`: only for a subgraph that runs inside the gateway, since it reads the others. */
  readonly createContext: (db: Kysely<Tables>, hosted?: HostedRequest) => Context;
  /** Reads and checks the subgraph's files; nothing is written before all subgraphs' files have been read. */
  readonly readFiles: (areas: AreaDirectory) => Submission<Tables>;
  /** The fast way to read; left out: the ordinary resolvers answer everything. */
  readonly compileRead?: CompileRead;
}

export type Resolvers = Record<string, Record<string, GraphQLFieldResolver<any, any> | ((...args: any[]) => unknown)>>;

export interface SubgraphDefinition<Tables, Context extends SubgraphContext<Tables>> extends Omit<
  Subgraph<Tables, Context>,
  'schema' | 'databaseSchema' | 'sdl'
> {
  /** Left out: the name, with `_` for `-`. */
  readonly databaseSchema?: string;
  readonly sdl: readonly string[];
  readonly resolvers: Resolvers;
}

/** Ties the parts of a subgraph together; a resolver for a field that the SDL does not have is refused. */
export function defineSubgraph<Tables, Context extends SubgraphContext<Tables>>({
  sdl,
  resolvers,
  ...definition
}: SubgraphDefinition<Tables, Context>): Subgraph<Tables, Context> {
  const text = sdl.join('\n');
  return {
    ...definition,
    sdl: text,
    schema: buildSchema(definition.name, parse(text), resolvers),
    databaseSchema: definition.databaseSchema ?? definition.name.replaceAll('-', '_'),
  };
}

/** Text of a shared SDL file of the folder `schema`. */
export function sharedSdl(file: 'common.graphql' | 'figures.graphql' | 'agency.graphql'): string {
  return readFileSync(join(import.meta.dirname, '../../schema', file), 'utf8');
}

function buildSchema(name: string, typeDefs: DocumentNode, resolvers: Resolvers): GraphQLSchema {
  const schema = buildSubgraphSchema([{ typeDefs, resolvers: { ...sharedScalars, ...resolvers } as never }]);
  // buildSubgraphSchema passes over misspelt names in silence.
  for (const [typeName, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typeName);
    if (!isObjectType(type))
      throw new Error(`${name}: there are resolvers for ${typeName}, which the SDL does not define.`);
    for (const field of Object.keys(fields)) {
      if (!field.startsWith('__') && !(field in type.getFields())) {
        throw new Error(`${name}: there is a resolver for ${typeName}.${field}, which the SDL does not define.`);
      }
    }
  }
  return schema;
}
