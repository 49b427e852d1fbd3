import type { DocumentNode } from 'graphql';
import type { Kysely } from 'kysely';

/** What a compiled read answers with: JSON that PostgreSQL built, and the version of the data from the same snapshot. */
export interface CompiledAnswer {
  readonly dataVersion: string;
  /** For `_entities`: the text of each representation's object, in their order. */
  readonly entities?: readonly string[];
  /** For any other document: the text of `data`, or its value where that was put together from parts. */
  readonly data?: string;
  readonly value?: Readonly<Record<string, unknown>>;
}

/** Reads one document by one prepared statement; null where the ordinary resolvers must answer. */
export type CompiledRead = (
  variables: Readonly<Record<string, unknown>>,
  db: Kysely<any>,
) => Promise<CompiledAnswer | null>;

/** Compiles a document of the subgraph's own schema, or answers null for one that only the ordinary resolvers understand. */
export type CompileRead = (document: DocumentNode) => CompiledRead | null;
