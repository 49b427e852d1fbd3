import type { Agency } from '../../kit/declarations.ts';
import type { ServedAgencies } from '../../kit/served-agencies.ts';
import { sliceKey } from '../../kit/slice.ts';
import type { Figure } from '../figures/figure.ts';
import { dataOf } from '../figures/read-bulk.ts';

/** Units in one request. */
const CHUNK = 1_000;

export interface AskedUnit {
  readonly code: string;
  readonly territoryCode: string;
}

/** What an agency has of one indicator and slice in one unit. */
export interface Available {
  readonly unit: AskedUnit;
  readonly indicator: string;
  readonly slice: string;
  /** Whether there are more records than periods: several sources of one cell, or targets. */
  readonly isManifold: boolean;
}

export async function readAvailable(
  agencies: ServedAgencies,
  { code, unitField }: Agency,
  units: readonly AskedUnit[],
): Promise<readonly Available[]> {
  const query = `query Available($units: [_Any!]!) { _entities(representations: $units) { ... on AdministrativeUnit {
    ${unitField} { available { indicator dimensions { dimension code } periods count } } } } }`;
  return inChunks(agencies, { code, unitField }, query, units, {}, (unit, fields) =>
    (fields?.available ?? []).map((one: any) => ({
      unit,
      indicator: one.indicator,
      slice: sliceOf(one.dimensions),
      isManifold: one.count > one.periods.length,
    })),
  );
}

const OBSERVATION = `id indicator refArea recordType value valueLow valueHigh decimals qualifier unitMeasure unitMultiplier timePeriod
  referenceDate periodBasis obsStatus confStatus seriesBreak dimensions { dimension code } reasonCode
  citation { source publisher title published url locator dateBasis licence retrieved checkedAgainst }`;

/** Every source's figures of some indicators in some units, targets left out. */
export async function readSources(
  agencies: ServedAgencies,
  { code, unitField }: Agency,
  indicators: readonly string[],
  units: readonly AskedUnit[],
  asOf: string | null,
): Promise<readonly Figure[]> {
  const query = `query Sources($units: [_Any!]!, $indicators: [ID!], $asOf: DateTime) { _entities(representations: $units) {
    ... on AdministrativeUnit { ${unitField} { observations(indicators: $indicators, asOf: $asOf) { ${OBSERVATION} } } } } }`;
  return inChunks(agencies, { code, unitField }, query, units, { indicators, asOf }, (_unit, fields) =>
    (fields?.observations ?? [])
      .filter(({ id, recordType }: any) => id !== null && recordType !== 'TARGET')
      .map((one: any) => ({
        ...one,
        agency: code,
        slice: sliceOf(one.dimensions),
        decimals: one.decimals ?? 0,
        isTarget: false,
      })),
  );
}

function sliceOf(dimensions: readonly { readonly dimension: string; readonly code: string }[]): string {
  return sliceKey(Object.fromEntries(dimensions.map(({ dimension, code }) => [dimension, code])));
}

async function inChunks<Read>(
  agencies: ServedAgencies,
  { code, unitField }: Pick<Agency, 'code' | 'unitField'>,
  query: string,
  units: readonly AskedUnit[],
  variables: Readonly<Record<string, unknown>>,
  read: (unit: AskedUnit, fields: any) => readonly Read[],
): Promise<readonly Read[]> {
  const all: Read[] = [];
  for (let start = 0; start < units.length; start += CHUNK) {
    const chunk = units.slice(start, start + CHUNK);
    const representations = chunk.map((unit) => ({
      __typename: 'AdministrativeUnit',
      code: unit.code,
      territoryCode: unit.territoryCode,
    }));
    const answer = await agencies.ask(code, query, { ...variables, units: representations });
    const entities = dataOf(code, answer)['_entities'] as readonly any[];
    entities.forEach((entity, place) => all.push(...read(chunk[place]!, entity?.[unitField])));
  }
  return all;
}
