import type { Checked, Representation } from './check.ts';

export const UNKNOWN: Representation = {
  __typename: 'AdministrativeUnit',
  code: '99999-19000101',
  territoryCode: '99999-19000101',
};

export const FIGURE = `id indicator refArea recordType value valueLow valueHigh qualifier unitMeasure unitMultiplier timePeriod
  obsStatus reasonCode dimensions { dimension code } citation { source publisher title }`;

/** A question about units: the field that the agency contributes, with this selection. */
export function aboutUnits({ agency }: Pick<Checked, 'agency'>, selection: string): string {
  return `query ($representations: [_Any!]!) {
    _entities(representations: $representations) { ... on AdministrativeUnit { ${agency.unitField} { ${selection} } } }
  }`;
}

/** The objects that the agency answers for units; throws where the answer is not of that shape. */
export async function askUnits(
  checked: Checked,
  units: readonly Representation[],
  selection: string,
): Promise<{ readonly objects: readonly any[]; readonly ms: number }> {
  const { status, body, ms } = await checked.service.ask(aboutUnits(checked, selection), { representations: units });
  if (body?.errors?.length) throw new Error(`It answered with the error "${body.errors[0].message}".`);
  const entities = body?.data?._entities;
  if (!Array.isArray(entities)) throw new Error(`It answered with status ${status} and no list _entities.`);
  if (entities.length !== units.length)
    throw new Error(`It answered ${entities.length} objects for ${units.length} units.`);
  return { objects: entities.map((entity) => entity?.[checked.agency.unitField] ?? null), ms };
}

/** Every typed field of the agency, told apart by aliases `f0`, `f1` ... */
export function everyField({ agency }: Pick<Checked, 'agency'>, selection: string): string {
  return agency.indicators.map(({ field }, place) => `f${place}: ${field} { ${selection} }`).join(' ');
}
