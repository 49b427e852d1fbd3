import { Kind, visit, type DocumentNode, type FieldNode } from 'graphql';

/** Marks a name that differs from the client's. */
const MARK = '__renamed';
/** Arguments of `@join__type` and `@join__field` that name fields which plans fetch for themselves. */
const FIELD_SETS = ['key', 'requires', 'provides'];

/**
 * Names of an operation that mean something else to Apollo's planner. It asks subgraphs for what it needs itself, keys say, under
 * their own names: a field that the client names so, `seat: lead`, or asks with other arguments, would overwrite one with the other; and
 * it keeps `$representations` for itself. Such names are marked while the operation is planned and executed.
 */
export class ResponseKeys {
  private readonly fieldNames = new Set<string>(['__typename']);
  private readonly requiredNames = new Set<string>();

  /** `supergraph`: all fields that a plan may ask for, also those that clients do not see. */
  constructor(supergraph: DocumentNode) {
    visit(supergraph, {
      FieldDefinition: ({ name }) => void this.fieldNames.add(name.value),
      Directive: ({ arguments: given }) => {
        for (const { name, value } of given ?? []) {
          if (!FIELD_SETS.includes(name.value) || value.kind !== Kind.STRING) continue;
          for (const [field] of value.value.matchAll(/\w+/g)) this.requiredNames.add(field);
        }
      },
    });
  }

  /** The key under which what was fetched for a field stands. */
  keyOf({ name, alias, arguments: given }: FieldNode): string {
    if (!alias || alias.value === name.value) {
      const hasArguments = given !== undefined && given.length > 0;
      return hasArguments && this.requiredNames.has(name.value) ? `${name.value}${MARK}` : name.value;
    }
    return this.fieldNames.has(alias.value) ? `${alias.value}${MARK}` : alias.value;
  }

  /** The name of a variable in the plan. */
  variableOf(name: string): string {
    return name === 'representations' ? `${name}${MARK}` : name;
  }
}

/** The client's name of a key or variable. */
export function clientKey<Part extends string | number>(key: Part): Part {
  return typeof key === 'string' && key.endsWith(MARK) ? (key.slice(0, -MARK.length) as Part) : key;
}
