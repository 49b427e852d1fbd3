import { Kind, parse, validate, type DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { CompiledRead } from './compiled-read.ts';
import type { Subgraph } from './subgraph.ts';

/** A document that the schema allows. */
export interface KnownDocument {
  readonly document: DocumentNode;
  /** Name of its first operation. */
  readonly operationName: string | undefined;
  readonly compiled: CompiledRead | null;
}

const MOST_DOCUMENTS = 1_000;
/** Longer texts are no fetches that are asked again and again. */
const LONGEST_TEXT = 100_000;

/** Reads, validates and compiles each text once; answers null for one with a mistake. */
export function documents({ schema, compileRead }: Subgraph): (text: string) => KnownDocument | null {
  const kept = new LRUCache<string, { readonly known: KnownDocument | null }>({ max: MOST_DOCUMENTS });
  const read = (text: string): KnownDocument | null => {
    try {
      const document = parse(text);
      if (validate(schema, document).length > 0) return null;
      const operation = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
      return { document, operationName: operation?.name?.value, compiled: compileRead?.(document) ?? null };
    } catch {
      return null;
    }
  };
  return (text) => {
    const found = kept.get(text);
    if (found) return found.known;
    const known = read(text);
    if (text.length <= LONGEST_TEXT) kept.set(text, { known });
    return known;
  };
}
