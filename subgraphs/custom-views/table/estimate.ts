import type { Indicator } from '../../kit/declarations.ts';
import { isExact, scaled, sum, type Interval } from '../figures/interval.ts';
import type { Atoms } from '../units/atoms.ts';
import { coverAtoms, type Cover, type Piece } from './cover.ts';
import { both, computed, weakest, without, type Evaluated, type Part } from './evaluated.ts';
import { countsOf, type Evaluation, type Pending, type PeriodTried } from './evaluation.ts';
import { ReportedCell } from './reported-cell.ts';
import { seriesName, type Series } from './series.ts';
import { atLeastNothing } from './slices.ts';

/**
 * Apportions by a weighting indicator: of a divided unit its share of the weight counts, rates are averaged by it. Never equal shares:
 * without the weight of every part there is no estimate.
 */
export function estimateByWeight(
  indicator: Indicator,
  slice: string,
  tried: PeriodTried,
  cover: Cover,
  weight: Series,
  evaluation: Evaluation,
): Pending<Evaluated> {
  const period = tried.period.text;
  const isMean = indicator.aggregation === 'NONE' || indicator.aggregation === 'RATIO';
  const { boundaries } = evaluation;
  const parts: Part[] = [];
  const weights: Part[] = [];
  let total = 0;
  for (const piece of [...cover.within, ...cover.across]) {
    const atoms = new Set(piece.atoms);
    const others = boundaries.atoms(piece.unit.territoryCode, countsOf(indicator)).filter((atom) => !atoms.has(atom));
    // A sum needs no weight of what counts as a whole.
    const isWhole = others.length === 0;
    const inside = isMean || !isWhole ? weightOf(piece.atoms, piece, tried, weight, evaluation) : ONE;
    // What lies outside is weighed by itself: a weight of the whole need not be that of its parts together.
    const outside = isMean || isWhole ? NOTHING : weightOf(others, piece, tried, weight, evaluation);
    if (inside === undefined || outside === undefined) return undefined;
    const all = isMean ? 1 : (inside?.number ?? 0) + (outside?.number ?? 0);
    if (inside === null || outside === null || all === 0)
      return without('IMPOSSIBLE', 'WEIGHT_MISSING', {
        timePeriod: period,
        detail: both(`${seriesName(weight.indicator, weight.slices[0]!)}: ${piece.unit.name} (${piece.unit.code})`),
      });
    total += inside.number;
    weights.push(...inside.parts, ...outside.parts);
    const share = inside.number / all;
    parts.push({
      role: 'part',
      unit: piece.unit,
      indicator,
      slice,
      evaluated: new ReportedCell(piece.figure),
      weight: share,
    });
  }
  const of = parts.length + cover.missing.length;
  const coverage = { have: parts.length, of };
  if (cover.missing.length > 0)
    return without('IMPOSSIBLE', 'OPERAND_MISSING', { timePeriod: period, parts, coverage });
  const intervals = parts.map(({ evaluated }) => evaluated.interval);
  if (intervals.includes(null))
    return without('IMPOSSIBLE', 'OPERAND_MISSING', { timePeriod: period, parts, coverage });
  if (isMean && total === 0) return without('IMPOSSIBLE', 'DIVISION_BY_ZERO', { timePeriod: period, parts, coverage });
  const weighted = intervals.map((interval, place) =>
    scaled(isMean ? interval! : atLeastNothing(interval!), parts[place]!.weight! / (isMean ? total : 1)),
  );
  const name = seriesName(indicator, slice);
  const by = seriesName(weight.indicator, weight.slices[0]!);
  return computed({
    origin: 'CONVERTED_BY_ESTIMATE',
    interval: sum(weighted),
    decimals: Math.max(...parts.map(({ evaluated }) => evaluated.decimals)),
    timePeriod: period,
    formula: isMean ? `sum(${name} * ${by}) / sum(${by})` : `sum(${name} * share of ${by})`,
    parts: [...parts, ...new Map(weights.map((one) => [one.evaluated.figure!.id, one])).values()],
    coverage,
    status: weakest(['ESTIMATED', ...[...parts, ...weights].map(({ evaluated }) => evaluated.status)]),
  });
}

interface Weight {
  readonly number: number;
  /** The figures that it is the sum of. */
  readonly parts: readonly Part[];
}

const ONE: Weight = { number: 1, parts: [] };
const NOTHING: Weight = { number: 0, parts: [] };

/** The weight of some land, exactly; null where it is not known for all of it. */
function weightOf(
  atoms: Atoms,
  piece: Piece,
  tried: PeriodTried,
  { indicator, slices, asked }: Series,
  evaluation: Evaluation,
): Pending<Weight | null> {
  const at = asked.kind === 'exact' ? { period: asked.period, among: asked } : tried;
  // Weights may count people where figures lie on land.
  const weighed = countsOf(indicator) === 'PEOPLE' ? evaluation.boundaries.populated(atoms) : atoms;
  if (weighed.length === 0) return NOTHING;
  const found = coverAtoms(indicator, slices[0]!, at, weighed, piece.unit.level, evaluation);
  if (found === undefined) return undefined;
  if (found.across.length > 0 || found.missing.length > 0 || found.within.length === 0) return null;
  const parts = found.within.map(({ figure, unit }): Part => ({
    role: 'weight',
    unit,
    indicator,
    slice: slices[0]!,
    evaluated: new ReportedCell(figure),
    weight: null,
  }));
  const intervals = parts.map(({ evaluated }) => evaluated.interval);
  if (intervals.some((one) => one === null || !isExact(one))) return null;
  return { number: sum(intervals as readonly Interval[]).low, parts };
}
