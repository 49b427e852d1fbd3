import { Kind, parse, print, type DefinitionNode, type FieldDefinitionNode } from 'graphql';

const KEPT = new Set(['key', 'requires', 'external', 'provides']);
/** Owned by the subgraph of units; all others extend it. */
const ENTITY = 'AdministrativeUnit';

/**
 * SDL of one of our subgraphs as Federation 1 has it: without links and the directives that came later, the unit extended where the
 * subgraph does not own it, and without the fields that only the graph itself reads.
 */
export function federationOneSdl(sdl: string): string {
  const { definitions } = parse(sdl, { noLocation: true });
  const owns = definitions.some((one) => one.kind === Kind.OBJECT_TYPE_DEFINITION && one.name.value === 'Lineage');
  return definitions
    .flatMap((definition) => rewrite(definition, owns))
    .map((definition) => print(definition))
    .join('\n\n');
}

function rewrite(definition: DefinitionNode, owns: boolean): DefinitionNode[] {
  if (definition.kind === Kind.SCHEMA_EXTENSION || definition.kind === Kind.DIRECTIVE_DEFINITION) return [];
  if (!('name' in definition) || !('directives' in definition)) return [definition];
  const { description: _, ...plain } = definition as DefinitionNode & { description?: unknown };
  const kept = withoutLaterDirectives(plain as DefinitionNode);
  if (kept.kind === Kind.OBJECT_TYPE_DEFINITION || kept.kind === Kind.OBJECT_TYPE_EXTENSION) {
    const fields = (kept.fields ?? [])
      .filter(({ name }) => !name.value.startsWith('_'))
      .map((field) => keyAsExternal(field, kept.name.value, owns));
    if (fields.length === 0 || kept.name.value.startsWith('Figure')) return [];
    const extend = kept.name.value === 'Query' || (kept.name.value === ENTITY && !owns);
    const kind = extend ? Kind.OBJECT_TYPE_EXTENSION : kept.kind;
    return [{ ...kept, kind, fields }];
  }
  return [kept];
}

function keyAsExternal(field: FieldDefinitionNode, type: string, owns: boolean): FieldDefinitionNode {
  if (type !== ENTITY || owns || field.name.value !== 'code') return field;
  const external = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'external' } } as const;
  return { ...field, directives: [external] };
}

/** Takes away what Federation 1 does not know, wherever it stands. */
function withoutLaterDirectives<Node>(node: Node): Node {
  if (Array.isArray(node)) return node.map((one) => withoutLaterDirectives(one) as unknown) as Node;
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]: [string, unknown]) => [
      key,
      key === 'directives'
        ? (value as { name: { value: string } }[]).filter(({ name }) => KEPT.has(name.value))
        : key === 'description'
          ? undefined
          : withoutLaterDirectives(value),
    ]),
  ) as Node;
}
