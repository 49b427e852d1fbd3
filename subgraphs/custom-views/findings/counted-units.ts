import type { Declarations } from '../../kit/declarations.ts';
import type { CountedUnits } from './printed.ts';

const ADDS_UP = new Set(['STOCK', 'FLOW', 'COUNT_OF_UNITS', 'DISTINCT']);
/** They add up, but are measured and rounded. */
const MEASURED = new Set(['KM2', 'VND']);

/** Units of measure whose figures are whole numbers: persons, households, classes. */
export function countedUnits({ agencies }: Declarations): CountedUnits {
  const additive = agencies.flatMap(({ indicators }) =>
    indicators.filter(({ aggregation }) => ADDS_UP.has(aggregation)),
  );
  return new Set(additive.map(({ unitMeasure }) => unitMeasure).filter((unit) => !MEASURED.has(unit)));
}
