import fc from 'fast-check';
import type {
  ChangeInput,
  CombinedTableInput,
  FigureInput,
  RateInput,
  TableColumnInput,
} from '../../subgraphs/custom-views/table/input.ts';
import type { BoundariesInput } from '../../subgraphs/custom-views/units/selection-input.ts';
import { declarations, type SyntheticFigure } from './synthetic-figures.ts';

const indicators = declarations.agencies.flatMap((agency) => agency.indicators);
const additive = indicators.filter(({ aggregation }) => aggregation === 'STOCK' || aggregation === 'FLOW');
const periods = fc.constantFrom('2020', '2022', '2023', '2024', '2025', '2023-S1', '2025-S1', '2025-T1', '2023-11-27');
/** Units that real figures are of, some that came out of them, and some without any. */
const UNITS = `01-20211101 20-20211101 22-20211101 37-20211101 37-20250701 75-20250701 46-20250701
  417-20211101 074-20211101 201-20211101 498-20211101 536-20211101
  06946-20211101 06946-20250701 16849-20211101 16849-20250701 16861-20211101 00700-20250701`.split(/\s+/);

/** Made-up figures of those units by every indicator: exact, bounded, suppressed, zero, in other multiples, unvalidated, targets. */
export function scatteredFigures(): readonly SyntheticFigure[] {
  const cells = indicators.flatMap((indicator) => {
    const whole = indicator.dimensions.map(({ id, codes }) => `${id}=${codes.find((code) => code !== '_T')}`);
    return [...new Set(['', whole.toSorted().join(';')])].flatMap((slice) =>
      UNITS.flatMap((unit) =>
        ['2022', '2024', '2025-S1'].map((period) => ({ indicator: indicator.code, slice, unit, period })),
      ),
    );
  });
  return cells.flatMap((cell, place): SyntheticFigure[] => {
    const draw = (place * 7_919 + 13) % 10_007;
    const number = draw % 97;
    if (draw % 3 === 0) return [];
    const kinds: readonly Partial<SyntheticFigure>[] = [
      { value: number },
      { value: number + 0.5, decimals: 1, status: 'UNVALIDATED' },
      { value: number, multiplier: 3 },
      { value: 0 },
      { low: number, qualifier: 'GE' },
      { low: number, qualifier: 'GT' },
      { high: number + 1, qualifier: 'LT' },
      { low: number, high: number + 9, qualifier: 'RANGE' },
      { value: number, qualifier: 'APPROX', status: 'LOW_RELIABILITY' },
      { status: 'SUPPRESSED' },
      { value: number, isTarget: true },
    ];
    return [{ ...cell, ...kinds[draw % kinds.length]! }];
  });
}

const optional = <Value>(some: fc.Arbitrary<Value>, weight = 2) => fc.option(some, { freq: weight, nil: undefined });

/** A series of any indicator with any of its slices, seldom one that does not add up. */
const figures: fc.Arbitrary<FigureInput> = fc
  .tuple(fc.constantFrom(...indicators), fc.infiniteStream(fc.nat()), fc.option(periods), fc.option(periods), fc.nat(9))
  .chain(([indicator, draws, period, upTo, kind]) => {
    const dimensions = indicator.dimensions.map(({ id, codes, role }) => {
      const [first, second] = [draws.next().value as number, draws.next().value as number];
      const parts = codes.filter((code) => code !== '_T');
      const one = parts[first % parts.length]!;
      return {
        dimension: id,
        codes: role !== 'required' && second % 2 === 0 ? [...new Set([one, parts[second % parts.length]!])] : [one],
      };
    });
    return fc.record<FigureInput>({
      indicator: fc.constant(indicator.code),
      dimensions: fc.constantFrom(dimensions, dimensions.slice(1), []),
      period: fc.constant(kind < 6 ? period : null),
      upTo: fc.constant(kind >= 6 ? upTo : null),
      derive: fc.constantFrom('IF_MISSING', 'IF_MISSING', 'NEVER', 'ALWAYS'),
    });
  });

const rates: fc.Arbitrary<RateInput> = fc.record({
  numerator: figures,
  denominator: figures,
  per: fc.constantFrom(1, 100, 1_000, 1e9, 0.001),
  decimals: fc.integer({ min: 0, max: 6 }),
});
const changes: fc.Arbitrary<ChangeInput> = fc
  .tuple(fc.constantFrom(...indicators), periods, periods, fc.constantFrom('DIFFERENCE' as const, 'RELATIVE' as const))
  .map(([{ code, dimensions }, one, other, kind]) => ({
    indicator: code,
    dimensions: dimensions
      .filter(({ role }) => role === 'required')
      .map(({ id, codes }) => ({ dimension: id, codes: [codes.at(-1)!] })),
    from: one < other ? one : other,
    to: one < other ? other : one,
    kind,
  }));
const weights = fc
  .tuple(fc.constantFrom(...additive.map(({ code }) => code), 'PC_POPULATION', 'PC_POPULATION'), optional(periods))
  .map(([indicator, period]): FigureInput => ({ indicator, ...(period && { period }) }));
const columns: fc.Arbitrary<TableColumnInput> = fc
  .tuple(
    fc.oneof(
      { weight: 3, arbitrary: figures.map((figure) => ({ figure })) },
      { weight: 2, arbitrary: rates.map((rate) => ({ rate })) },
      { weight: 1, arbitrary: changes.map((change) => ({ change })) },
    ),
    optional(weights),
  )
  .map(([made, weight]) => ({ ...made, ...(weight && { weight }) }));
const days = fc.constantFrom('2021-11-01', '2024-12-31', '2025-06-30', '2025-07-01', '2026-11-01');
const boundaries: fc.Arbitrary<BoundariesInput> = fc.oneof(
  fc.constant<BoundariesInput>({ kind: 'AS_REPORTED' }),
  days.map((on): BoundariesInput => ({ kind: 'ON_DATE', on })),
  fc.constant<BoundariesInput>({ kind: 'TWO_DATES', on: '2025-06-30', and: '2025-07-01' }),
);

/** Tables as anyone may ask for them: every name is known, nearly all can be read. */
export const tableInputs: fc.Arbitrary<CombinedTableInput> = fc.record({
  units: fc.uniqueArray(fc.constantFrom(...UNITS), { minLength: 1, maxLength: 8 }).map((codes) => ({ codes })),
  columns: fc.array(columns, { minLength: 1, maxLength: 4 }),
  conditions: fc.array(
    fc.record({
      column: fc.constant('c1'),
      operator: fc.constantFrom('GE' as const, 'LT' as const, 'EQ' as const, 'NE' as const),
      value: fc.constantFrom(0, 10, 50.5, 1e6),
    }),
    { maxLength: 1 },
  ),
  order: fc.array(
    fc.record({ column: fc.constant('c1'), direction: fc.constantFrom('ASCENDING' as const, 'DESCENDING' as const) }),
    {
      maxLength: 1,
    },
  ),
  boundaries,
  rankAnyway: fc.boolean(),
});
