import type { Agency } from '../../kit/declarations.ts';
import type { AgencyAnswer, ServedAgencies } from '../../kit/served-agencies.ts';
import { sliceKey } from '../../kit/slice.ts';
import { parseTimePeriod } from '../../kit/time-period.ts';
import { UnusableAnswer } from './check-columns.ts';
import type { Figure } from './figure.ts';
import { byPreference } from './preference.ts';
import { dataOf, type FigureColumn, type ReadOptions, type SeriesRead } from './read-bulk.ts';
import type { SeriesNeed } from './series-need.ts';

/** Units in one request. */
const CHUNK = 1_000;

/** What agencies say of a figure beside which other sources stand. */
const OTHER_SOURCES = 'OTHER_SOURCES';

interface AskedUnit {
  readonly code: string;
  readonly territoryCode: string;
}

/**
 * Reads series of an agency that has no bulk read, through `observations` of its units, some thousand units at a time; the same figures as
 * the bulk read gives. Every unit must be named.
 */
export async function readObservations(
  agencies: ServedAgencies,
  agency: Agency,
  needs: readonly SeriesNeed[],
  units: readonly AskedUnit[],
  { asOf, signal }: Pick<ReadOptions, 'asOf' | 'signal'>,
): Promise<{ series: SeriesRead[]; dataVersion: string | null }> {
  const document = documentFor(agency.unitField, needs.length);
  const found = needs.map(() => new Map<string, Map<string, Figure>>());
  const versions = new Set<string | null>();
  for (let start = 0; start < units.length; start += CHUNK) {
    const chunk = units.slice(start, start + CHUNK);
    const variables: Record<string, unknown> = {
      units: chunk.map(({ code, territoryCode }) => ({ __typename: 'AdministrativeUnit', code, territoryCode })),
      asOf,
    };
    needs.forEach(({ indicator, dimensions, from, to }, place) => {
      variables[`i${place}`] = [indicator];
      variables[`d${place}`] = dimensions.map(({ dimension, code }) => ({ dimension, codes: [code] }));
      variables[`a${place}`] = from;
      variables[`b${place}`] = to;
    });
    const answer = await agencies.ask(agency.code, document, variables, signal);
    const entities = entitiesOf(agency.code, answer, chunk.length);
    versions.add(answer.extensions?.dataVersion ?? null);
    entities.forEach((entity, at) => {
      const fields = entity?.[agency.unitField];
      needs.forEach((_need, place) => {
        for (const figure of preferred(agency.code, observationsOf(needs[place]!, fields?.[`f${place}`]))) {
          const periods = found[place]!;
          if (!periods.has(figure.timePeriod)) periods.set(figure.timePeriod, new Map());
          periods.get(figure.timePeriod)!.set(chunk[at]!.code, figure);
        }
      });
    });
  }
  const codes = units.map(({ code }) => code);
  return {
    series: needs.map((need, place) => ({
      need,
      columns: [...found[place]!].map(([timePeriod, figures]): FigureColumn => ({
        units: codes,
        timePeriod,
        at: (unit) => figures.get(codes[unit]!) ?? null,
      })),
    })),
    // Chunks of different versions are no one state of the data: then none is claimed.
    dataVersion: versions.size === 1 ? [...versions][0]! : null,
  };
}

function entitiesOf(agency: string, answer: AgencyAnswer, count: number): readonly any[] {
  const entities: unknown = dataOf(agency, answer)['_entities'];
  if (Array.isArray(entities) && entities.length === count) return entities;
  throw new UnusableAnswer(`${agency}: _entities does not run along the units that were asked.`);
}

/** The observations of one unit, each checked: an agency is a program of somebody else. */
function observationsOf({ agency, indicator, slice, unitMeasure }: SeriesNeed, answered: unknown): readonly any[] {
  if (answered === null || answered === undefined) return [];
  const isUsable = (one: any) =>
    one?.indicator === indicator &&
    one.unitMeasure === unitMeasure &&
    Array.isArray(one.dimensions) &&
    (one.id === null ||
      (parseTimePeriod(String(one.timePeriod)) !== null &&
        sliceKey(Object.fromEntries(one.dimensions.map((part: any) => [part?.dimension, part?.code]))) === slice)) &&
    [one.value, one.valueLow, one.valueHigh].every((number) => number === null || typeof number === 'number');
  if (Array.isArray(answered) && answered.every(isUsable)) return answered;
  throw new UnusableAnswer(`${agency}: observations of ${indicator} are not what was asked.`);
}

/** One figure for each period, the one that agencies prefer themselves. */
function preferred(agency: string, observations: readonly any[]): Figure[] {
  const recorded = observations
    .filter(({ id }) => id !== null)
    .map((one) => ({ ...one, isTarget: one.recordType === 'TARGET' }));
  const ordered = recorded.toSorted(byPreference);
  const byPeriod = Map.groupBy(ordered, ({ timePeriod }) => timePeriod as string);
  return [...byPeriod.values()].map(([best, ...others]): Figure => ({
    ...best,
    agency,
    slice: sliceKey(Object.fromEntries(best.dimensions.map((part: any) => [part.dimension, part.code]))),
    decimals: best.decimals ?? 0,
    reasonCode:
      best.reasonCode ?? (others.some(({ recordType }) => recordType === best.recordType) ? OTHER_SOURCES : null),
  }));
}

function documentFor(unitField: string, count: number): string {
  const places = Array.from({ length: count }, (_, place) => place);
  return `query Figures($units: [_Any!]!, $asOf: DateTime, ${places
    .map((n) => `$i${n}: [ID!], $d${n}: [DimensionFilter!], $a${n}: TimePeriod, $b${n}: TimePeriod`)
    .join(', ')}) {
  _entities(representations: $units) { ... on AdministrativeUnit { ${unitField} {
${places
  .map(
    (n) => `    f${n}: observations(indicators: $i${n}, dimensions: $d${n}, from: $a${n}, to: $b${n}, asOf: $asOf) {
      id indicator refArea recordType value valueLow valueHigh decimals qualifier unitMeasure unitMultiplier timePeriod referenceDate
      periodBasis obsStatus confStatus seriesBreak dimensions { dimension code } reasonCode
      citation { source publisher title published url locator dateBasis licence retrieved checkedAgainst }
    }`,
  )
  .join('\n')}
  } } }
}`;
}
