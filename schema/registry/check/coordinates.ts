import { getNamedType, TypeInfo, visit, visitWithTypeInfo, type DocumentNode, type GraphQLSchema } from 'graphql';

/** Everything of the schema that a document names or gets, as schema coordinates: `Type`, `Type.field`, `Type.field(argument:)`, `Enum.VALUE`. */
export function coordinatesIn(document: DocumentNode, schema: GraphQLSchema): ReadonlySet<string> {
  const found = new Set<string>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        found.add(`${types.getParentType()?.name}.${name.value}`);
        const type = getNamedType(types.getType());
        if (type) found.add(type.name);
      },
      Argument: ({ name }, _key, _parent, _path, ancestors) => {
        const owner = ancestors.findLast((one) => 'kind' in one && (one.kind === 'Field' || one.kind === 'Directive'));
        if (owner && 'kind' in owner && owner.kind === 'Field')
          found.add(`${types.getParentType()?.name}.${owner.name.value}(${name.value}:)`);
      },
      ObjectField: ({ name }) => {
        found.add(`${getNamedType(types.getParentInputType())?.name}.${name.value}`);
      },
      EnumValue: ({ value }) => {
        found.add(`${getNamedType(types.getInputType())?.name}.${value}`);
      },
      NamedType: ({ name }) => void found.add(name.value),
    }),
  );
  return found;
}
