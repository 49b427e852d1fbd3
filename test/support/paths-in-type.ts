import { getNamedType, isObjectType, type GraphQLNamedType } from 'graphql';

/** Names of fields, each inside the one before. */
export type Path = readonly string[];

/** The ways to all scalars of a type that do not lead through some types. */
export function pathsIn(type: GraphQLNamedType, without: readonly string[]): readonly Path[] {
  if (!isObjectType(type)) return [[]];
  return Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type);
    return without.includes(inner.name) ? [] : pathsIn(inner, without).map((path) => [field.name, ...path]);
  });
}

/** The selection of one scalar. */
export function selectionOf([name, ...inner]: Path): string {
  return inner.length > 0 ? `${name} { ${selectionOf(inner)} }` : name!;
}

/** What an answer would be, had nothing else been asked. */
export function along([name, ...inner]: Path, data: any): any {
  if (name === undefined || data === null) return data;
  if (Array.isArray(data)) return data.map((item) => along([name, ...inner], item));
  return { [name]: along(inner, data[name]) };
}
