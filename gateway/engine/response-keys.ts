import { visit, type DocumentNode, type FieldNode } from 'graphql';

/** Marks a key that differs from the client's. */
const MARK = '__renamed';

/**
 * A client may name a field as another field is called, `seat: lead`. Apollo's planner asks subgraphs for what it needs itself, keys say,
 * under their own names, and one would overwrite the other. Such a name is marked while the operation is planned and executed.
 */
export class ResponseKeys {
  private readonly fieldNames: ReadonlySet<string>;

  /** `supergraph`: all fields that a plan may ask for, also those that clients do not see. */
  constructor(supergraph: DocumentNode) {
    const names = new Set<string>();
    visit(supergraph, { FieldDefinition: ({ name }) => void names.add(name.value) });
    this.fieldNames = names;
  }

  /** The key under which what was fetched for a field stands. */
  keyOf({ name, alias }: FieldNode): string {
    if (!alias) return name.value;
    const isTaken = alias.value !== name.value && (this.fieldNames.has(alias.value) || alias.value === '__typename');
    return isTaken ? `${alias.value}${MARK}` : alias.value;
  }
}

/** The client's name of a key. */
export function clientKey<Part extends string | number>(key: Part): Part {
  return typeof key === 'string' && key.endsWith(MARK) ? (key.slice(0, -MARK.length) as Part) : key;
}
