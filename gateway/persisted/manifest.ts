import { hash } from 'node:crypto';
import { parse, validate, type GraphQLSchema } from 'graphql';

/** Operations that are answered, by id and by text. */
export interface Manifest {
  readonly textById: ReadonlyMap<string, string>;
  readonly texts: ReadonlySet<string>;
}

const APOLLO_FORMAT = 'apollo-persisted-query-manifest';
const ASKED =
  'Expected a manifest as @apollo/generate-persisted-query-manifest writes it, or a map of ids to texts as Relay and codegen do';

/** Reads a manifest; its first fault is thrown with what to do. */
export function readManifest(json: string, file: string): Manifest {
  const textById = new Map<string, string>();
  for (const [id, text] of entriesOf(json, file)) {
    if (typeof id !== 'string' || id === '' || typeof text !== 'string')
      throw new Error(`${file}: every operation needs an id and its text, but found ${JSON.stringify([id, text])}.`);
    const known = textById.get(id);
    if (known !== undefined && known !== text)
      throw new Error(`${file}: the id ${id} stands for two operations. Give each its own, or make the file again.`);
    requireParsed(id, text, file);
    textById.set(id, text);
    // Clients of the GraphQL over HTTP draft name any text by its hash, whatever ids the file has.
    textById.set(hash('sha256', text), text);
  }
  return { textById, texts: new Set(textById.values()) };
}

/** Why this schema refuses an operation; nothing if it does not. */
export function problemsOf(text: string, schema: GraphQLSchema): string[] {
  return validate(schema, parse(text)).map(({ message }) => message);
}

function entriesOf(json: string, file: string): (readonly [unknown, unknown])[] {
  const read = parseJson(json, file);
  if (typeof read !== 'object' || read === null || Array.isArray(read)) throw new Error(`${file}: ${ASKED}.`);
  const { format, version, operations } = read as Record<string, unknown>;
  if (format === undefined) return Object.entries(read);
  if (format !== APOLLO_FORMAT || version !== 1 || !Array.isArray(operations)) {
    const found = JSON.stringify({ format, version, operations: Array.isArray(operations) ? '[…]' : operations });
    throw new Error(
      `${file}: ${ASKED}: {"format": "${APOLLO_FORMAT}", "version": 1, "operations": […]}, but found ${found}.`,
    );
  }
  return operations.map((one) => [(one as { id?: unknown } | null)?.id, (one as { body?: unknown } | null)?.body]);
}

function parseJson(json: string, file: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new Error(`${file} is not JSON: ${(cause as Error).message}. ${ASKED}.`, { cause });
  }
}

function requireParsed(id: string, text: string, file: string): void {
  try {
    parse(text, { noLocation: true });
  } catch (cause) {
    throw new Error(`${file}: the operation ${id} is not GraphQL: ${(cause as Error).message}`, { cause });
  }
}
