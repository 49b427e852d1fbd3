import { Kind, valueFromASTUntyped, type ConstDirectiveNode, type DefinitionNode, type DocumentNode } from 'graphql';

/** `@listSize`: how long the list of a field can be. */
export interface ListSize {
  readonly assumedSize: number | null;
  readonly slicingArguments: readonly string[];
  readonly sizedFields: readonly string[];
  readonly requireOneSlicingArgument: boolean;
}

/** `@cost` and `@listSize` of a supergraph, by schema coordinate: `Type`, `Type.field`, `Type.field(argument:)`, `Input.field`. */
export interface CostDeclarations {
  readonly weights: ReadonlyMap<string, number>;
  readonly listSizes: ReadonlyMap<string, ListSize>;
}

const COST = 'https://specs.apollo.dev/cost/';

/** Reads what the subgraphs declared, under the names that the supergraph gives the two directives. */
export function readCostDeclarations(supergraph: DocumentNode): CostDeclarations {
  const names = directiveNames(supergraph);
  const weights = new Map<string, number>();
  const listSizes = new Map<string, ListSize>();
  const note = (coordinate: string, directives: readonly ConstDirectiveNode[] = []) => {
    for (const directive of directives) {
      const { name } = directive;
      if (name.value === names.cost) weights.set(coordinate, argumentsOf(directive)['weight'] as number);
      if (name.value === names.listSize) listSizes.set(coordinate, listSizeOf(argumentsOf(directive)));
    }
  };
  for (const definition of supergraph.definitions) {
    if (!('name' in definition) || !definition.name) continue;
    const type = definition.name.value;
    if ('directives' in definition) note(type, definition.directives as readonly ConstDirectiveNode[]);
    for (const field of fieldsOf(definition)) {
      note(`${type}.${field.name.value}`, field.directives);
      const given = 'arguments' in field ? (field.arguments ?? []) : [];
      for (const argument of given) {
        note(`${type}.${field.name.value}(${argument.name.value}:)`, argument.directives);
      }
    }
  }
  return { weights, listSizes };
}

/** Under which names the supergraph has them: whoever links the cost specification may import them as others. */
function directiveNames({ definitions }: DocumentNode): { cost: string | null; listSize: string | null } {
  const links = definitions
    .flatMap((definition) =>
      definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
        ? (definition.directives ?? [])
        : [],
    )
    .map(argumentsOf);
  const link = links.find(({ url }) => typeof url === 'string' && url.startsWith(COST));
  if (!link) return { cost: null, listSize: null };
  const imports = new Map(
    ((link['import'] ?? []) as (string | { name: string; as?: string })[]).map((one) =>
      typeof one === 'string' ? [one, one] : [one.name, one.as ?? one.name],
    ),
  );
  const prefix = typeof link['as'] === 'string' ? link['as'] : 'cost';
  const named = (name: string, otherwise: string) => imports.get(`@${name}`)?.slice(1) ?? otherwise;
  // What is not imported has the link's name before it; the directive of the link's own name is that name alone.
  return { cost: named('cost', prefix), listSize: named('listSize', `${prefix}__listSize`) };
}

function listSizeOf(given: Readonly<Record<string, unknown>>): ListSize {
  return {
    assumedSize: (given['assumedSize'] as number | undefined) ?? null,
    slicingArguments: (given['slicingArguments'] as string[] | undefined) ?? [],
    sizedFields: (given['sizedFields'] as string[] | undefined) ?? [],
    requireOneSlicingArgument: (given['requireOneSlicingArgument'] as boolean | undefined) ?? true,
  };
}

function argumentsOf(directive: ConstDirectiveNode): Readonly<Record<string, unknown>> {
  return Object.fromEntries((directive.arguments ?? []).map(({ name, value }) => [name.value, readValue(value)]));
}

function readValue(value: Parameters<typeof valueFromASTUntyped>[0]): unknown {
  return valueFromASTUntyped(value);
}

function fieldsOf(definition: DefinitionNode) {
  return 'fields' in definition ? (definition.fields ?? []) : [];
}
