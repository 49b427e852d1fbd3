import { Kind, type DocumentNode } from 'graphql';

/** The interfaces of a supergraph that some subgraph declares with `@interfaceObject`: there their objects do not say what they are. */
export function interfaceObjectsOf(supergraph: DocumentNode): ReadonlySet<string> {
  const found = supergraph.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
    const isOne = definition.directives?.some(({ name, arguments: given }) => {
      const value = given?.find((argument) => argument.name.value === 'isInterfaceObject')?.value;
      return name.value === 'join__type' && value?.kind === Kind.BOOLEAN && value.value;
    });
    return isOne ? [definition.name.value] : [];
  });
  return new Set(found);
}
