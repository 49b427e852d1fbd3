/** A unit as a fetch names it. */
export interface Representation {
  readonly code: string;
  readonly territoryCode: string;
}

/** Characters of codes; their order as text is that of the database's collation "C". */
const CODE = /^[\x20-\x7e]*$/;

/** The units of a fetch, or null for representations that only the ordinary resolvers understand. */
export function representationsOf(value: unknown): readonly Representation[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  return value.every(isUnit) ? value : null;
}

/** The territories of units in alphabetical order, each once. */
export function territoriesOf(representations: readonly Representation[]): string[] {
  const territories: string[] = [];
  let ordered = true;
  for (const { territoryCode } of representations) {
    const last = territories.at(-1);
    if (territoryCode === last) continue;
    if (last !== undefined && territoryCode < last) ordered = false;
    territories.push(territoryCode);
  }
  return ordered ? territories : [...new Set(territories)].toSorted();
}

function isUnit(value: unknown): value is Representation {
  if (typeof value !== 'object' || value === null) return false;
  const { __typename, code, territoryCode } = value as Record<string, unknown>;
  return (
    __typename === 'AdministrativeUnit' &&
    typeof code === 'string' &&
    typeof territoryCode === 'string' &&
    CODE.test(territoryCode) &&
    !code.includes('\0')
  );
}
