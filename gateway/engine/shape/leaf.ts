import { isEnumType, type GraphQLLeafType } from 'graphql';
import { tell, type Complete } from './shaping.ts';

/** Values of a scalar or enum: passed on when they are of the type, else null with a problem. A scalar of the graph's own takes anything. */
export function completeLeaf(type: GraphQLLeafType, place: string): Complete {
  const isValid = validityOf(type);
  if (!isValid) return (value) => value ?? null;
  return (value, shaping) => {
    if (value === null || value === undefined) return null;
    if (isValid(value)) return value;
    tell(shaping, `Invalid value found for ${place}.`);
    return null;
  };
}

function validityOf(type: GraphQLLeafType): ((value: unknown) => boolean) | null {
  if (isEnumType(type)) {
    const names = new Set<unknown>(type.getValues().map((value) => value.name));
    return (value) => names.has(value);
  }
  return BUILT_IN[type.name] ?? null;
}

const BUILT_IN: Readonly<Record<string, (value: unknown) => boolean>> = {
  String: (value) => typeof value === 'string',
  ID: (value) => typeof value === 'string' || Number.isInteger(value),
  Boolean: (value) => typeof value === 'boolean',
  // 32 bits.
  Int: (value) => Number.isInteger(value) && value === ((value as number) | 0),
  Float: Number.isFinite,
};
