import { parseTimePeriod } from '../../kit/time-period.ts';
import type { Indicator } from '../../kit/declarations.ts';
import { isExact, scaled, sum, type Interval } from '../figures/interval.ts';
import { intervalOf } from '../figures/figure.ts';
import type { Atoms } from '../units/atoms.ts';
import { coverAtoms, type Cover, type Piece } from './cover.ts';
import { computed, weakest, without, type Evaluated, type Part } from './evaluated.ts';
import { countsOf, reported, type Evaluation, type Pending } from './evaluation.ts';
import { seriesName, type Series } from './series.ts';

/**
 * Apportions by a weighting indicator: of a divided unit its share of the weight counts, rates are averaged by it. Never equal shares:
 * without the weight of every part there is no estimate.
 */
export function estimateByWeight(
  indicator: Indicator,
  slice: string,
  period: string,
  cover: Cover,
  weight: Series,
  evaluation: Evaluation,
): Pending<Evaluated> {
  const isMean = indicator.aggregation === 'NONE' || indicator.aggregation === 'RATIO';
  const { boundaries } = evaluation;
  const parts: Part[] = [];
  let total = 0;
  for (const piece of [...cover.within, ...cover.across]) {
    const own = boundaries.atoms(piece.unit.territoryCode, countsOf(indicator));
    // A sum needs no weight of what counts as a whole.
    const isWhole = piece.atoms.length === own.length;
    const inside = isMean || !isWhole ? weightOf(piece.atoms, piece, period, weight, evaluation) : 1;
    const all = isMean || isWhole ? 1 : weightOf(own, piece, period, weight, evaluation);
    if (inside === undefined || all === undefined) return undefined;
    if (inside === null || all === null || all === 0)
      return without('IMPOSSIBLE', 'WEIGHT_MISSING', {
        timePeriod: period,
        detail: both(`${seriesName(weight.indicator, weight.slices[0]!)}: ${piece.unit.name} (${piece.unit.code})`),
      });
    total += inside;
    parts.push({
      role: 'part',
      unit: piece.unit,
      indicator,
      slice,
      evaluated: reported(piece.figure),
      weight: inside / all,
    });
  }
  const of = parts.length + cover.missing.length;
  const coverage = { have: parts.length, of };
  if (cover.missing.length > 0) return without('IMPOSSIBLE', 'PARTS_MISSING', { timePeriod: period, parts, coverage });
  const intervals = parts.map(({ evaluated }) => evaluated.interval);
  if (intervals.includes(null)) return without('IMPOSSIBLE', 'PARTS_MISSING', { timePeriod: period, parts, coverage });
  const weighted = intervals.map((interval, place) => scaled(interval!, parts[place]!.weight! / (isMean ? total : 1)));
  const name = seriesName(indicator, slice);
  const by = seriesName(weight.indicator, weight.slices[0]!);
  return computed({
    origin: 'CONVERTED_BY_ESTIMATE',
    interval: sum(weighted),
    decimals: Math.max(...parts.map(({ evaluated }) => evaluated.decimals)),
    timePeriod: period,
    formula: isMean ? `sum(${name} * ${by}) / sum(${by})` : `sum(${name} * share of ${by})`,
    parts,
    coverage,
    status: weakest(['ESTIMATED', ...parts.map(({ evaluated }) => evaluated.status)]),
  });
}

/** The weight of some land, exactly; null where it is not known for all of it. */
function weightOf(
  atoms: Atoms,
  piece: Piece,
  period: string,
  weight: Series,
  evaluation: Evaluation,
): Pending<number | null> {
  const asked =
    weight.asked.kind === 'exact' ? weight.asked : ({ kind: 'exact', period: parseTimePeriod(period)! } as const);
  // Weights may count people where figures lie on land.
  const weighed = countsOf(weight.indicator) === 'PEOPLE' ? evaluation.boundaries.populated(atoms) : atoms;
  const found = coverAtoms(weight.indicator, weight.slices[0]!, asked, weighed, piece.unit.level, evaluation);
  if (found === undefined) return undefined;
  if (found.across.length > 0 || found.missing.length > 0 || found.within.length === 0) return null;
  const intervals = found.within.map(({ figure }) => intervalOf(figure));
  if (intervals.some((one) => one === null || !isExact(one))) return null;
  return sum(intervals as readonly Interval[]).low;
}

function both(text: string) {
  return { vi: text, en: text };
}
