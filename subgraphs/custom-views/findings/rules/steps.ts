import type { SeriesBreak } from '../../../kit/declarations.ts';
import type { Figure } from '../../figures/figure.ts';
import { toOnes } from '../../figures/figure.ts';
import type { Boundaries } from '../../units/boundaries.ts';
import type { Cells, Series } from '../cells.ts';
import { medianOf, spreadOf } from '../spread.ts';
import { periodOf } from '../period-of.ts';

/** From one figure of a series to the next. */
export interface Step {
  readonly series: Series;
  readonly before: Figure;
  readonly after: Figure;
  /** How many times as much, as a logarithm, less what units usually did between the two periods. */
  readonly growth: number;
  /** The growth in usual spreads, where one more or less in the last digit of the smaller figure is no growth. */
  readonly outstanding: number;
  /** What the figure after would be had it grown as units usually did, in units of one. */
  readonly usual: number;
}

/** From so many steps on, units show what is usual between two periods. */
const ENOUGH = 20;

interface RawStep extends Omit<Step, 'growth' | 'outstanding' | 'usual'> {
  readonly raw: number;
  readonly resolution: number;
}

/**
 * The steps of all series of one slice, never across a break. They are measured by the spread of all units, over all periods or between these
 * two, whichever is wider. Empty where too few are filed to know what is usual, or where figures may be negative.
 */
export function stepsOf(cells: Cells, slice: string, boundaries: Boundaries): readonly Step[] {
  const series = [...cells.all()].filter((one) => one.slice === slice);
  if (series.some(({ figures }) => figures.some(({ value }) => value !== null && value < 0))) return [];
  const steps = series.flatMap((one) => rawSteps(one, cells.indicator.breaks, boundaries));
  if (steps.length < ENOUGH) return [];
  const ofPair = Map.groupBy(steps, ({ before, after }) => `${before.timePeriod} ${after.timePeriod}`);
  const usual = new Map(
    [...ofPair].map(([pair, ofAll]) => {
      const growths = ofAll.map((step) => step.raw);
      return [pair, ofAll.length < ENOUGH ? null : { middle: medianOf(growths), spread: spreadOf(growths) }];
    }),
  );
  const middle = medianOf(steps.map((step) => step.raw));
  const withGrowth = steps.map((step) => {
    const pair = usual.get(`${step.before.timePeriod} ${step.after.timePeriod}`) ?? { middle, spread: 0 };
    return { step, growth: step.raw - pair.middle, spread: pair.spread };
  });
  const overall = spreadOf(withGrowth.map(({ growth }) => growth));
  return withGrowth.map(({ step: { raw, resolution, ...step }, growth, spread }) => ({
    ...step,
    growth,
    usual: sizeOf(step.before) * Math.exp(raw - growth),
    outstanding: Math.abs(growth) / (Math.max(overall, spread) + resolution),
  }));
}

function rawSteps(series: Series, breaks: readonly SeriesBreak[], boundaries: Boundaries): readonly RawStep[] {
  return series.figures.slice(1).flatMap((after, place) => {
    const before = series.figures[place]!;
    if (!isComparable(before, after) || isAcrossBreak(before, after, breaks, series.territory, boundaries)) return [];
    const [from, to] = [sizeOf(before), sizeOf(after)];
    const resolution = Math.max(lastDigit(before), lastDigit(after)) / Math.min(from, to);
    return [{ series, before, after, raw: Math.log(to / from), resolution }];
  });
}

/** Exact figures of periods of one kind and one measure. */
function isComparable(before: Figure, after: Figure): boolean {
  return (
    before.value !== null &&
    after.value !== null &&
    before.timePeriod.length === after.timePeriod.length &&
    before.unitMeasure === after.unitMeasure
  );
}

function isAcrossBreak(
  before: Figure,
  after: Figure,
  breaks: readonly SeriesBreak[],
  territory: string,
  boundaries: Boundaries,
): boolean {
  const [earlier, later] = [before, after].map(({ timePeriod }) => periodOf(timePeriod).start);
  return breaks.some(({ timePeriod, refArea }) => {
    const begins = periodOf(timePeriod).start;
    const concerns = refArea === null || boundaries.unit(refArea)?.territoryCode === territory;
    return concerns && earlier! < begins && begins <= later!;
  });
}

/** A zero stands for at most half its last digit. */
function sizeOf(figure: Figure): number {
  return Math.max(toOnes(figure.value!, figure.unitMultiplier), lastDigit(figure) / 2);
}

function lastDigit({ decimals, unitMultiplier }: Figure): number {
  return 10 ** (unitMultiplier - decimals);
}
