import { NotCompiled, type AskedField, type FieldReader } from '../../asked-fields.ts';
import type { Agency, Indicator } from '../../declarations.ts';
import { checkDimensions, indicatorOf, rangeOf, type Filters } from '../filters.ts';
import type { FigureQuestion } from '../find.ts';
import { EVERYTHING } from '../resolvers.ts';
import { observationFields, type ObservationField } from './observation-fields.ts';

/** Each filter makes the statement longer. */
const MOST_FILTERS = 20;

/** `observations` or `available`, as a fetch asks it of each unit. */
export interface AskedList {
  readonly key: string;
  readonly of: 'Observation' | 'Availability';
  /** The indicators named, each once and in their order, or all of the agency. */
  readonly indicators: readonly Indicator[];
  /** Each indicator without a figure gives an absence. */
  readonly named: boolean;
  readonly filters: NonNullable<Filters['dimensions']>;
  /** What is asked of each indicator. */
  readonly question: FigureQuestion;
  readonly fields: readonly ObservationField[];
}

/** Reads a field that lists figures; throws for arguments that are mistakes, of which the resolvers tell. */
export function askedList({ key, name, args, nodes }: AskedField, reader: FieldReader, agency: Agency): AskedList {
  if (name === 'available') {
    const fields = observationFields(reader, nodes, 'Availability');
    return {
      key,
      of: 'Availability',
      indicators: agency.indicators,
      named: false,
      filters: [],
      question: EVERYTHING,
      fields,
    };
  }
  if (name !== 'observations') throw new NotCompiled();
  const { indicators, dimensions, asOf, ...range }: Filters = args;
  const named = indicators && [...new Set(indicators)].map((code) => indicatorOf(agency, code));
  // Nothing is read then, not even the version of the data.
  if (named?.length === 0) throw new NotCompiled();
  const filters = dimensions ?? [];
  if (filters.length > MOST_FILTERS) throw new NotCompiled();
  checkDimensions(named ?? agency.indicators, filters);
  return {
    key,
    of: 'Observation',
    indicators: named ?? agency.indicators,
    named: named != null,
    filters,
    question: { ...EVERYTHING, ...rangeOf(range), asOf: asOf ?? null },
    fields: observationFields(reader, nodes),
  };
}
