import type { Declarations, Indicator } from '../../kit/declarations.ts';
import type { Figure } from '../figures/figure.ts';
import type { TimePeriod } from '../../kit/time-period.ts';
import type { FigureReading } from '../figures/figure-reading.ts';
import { seriesNeed, type SeriesNeed } from '../figures/series-need.ts';
import type { Boundaries, BoundaryUnit, Counts } from '../units/boundaries.ts';
import { absenceOf } from './absence.ts';
import { asCounted } from './counts-of-units.ts';
import { convert } from './convert.ts';
import { derive } from './derive/derive.ts';
import { hasValue, isWhole, type Evaluated } from './evaluated.ts';
import { ReportedCell } from './reported-cell.ts';
import type { PeriodAsked, Series } from './series.ts';
import { sumOfSlices } from './slices.ts';

/** What evaluating a cell works with. */
export interface Evaluation {
  readonly declarations: Declarations;
  readonly boundaries: Boundaries;
  readonly reading: FigureReading;
}

/** Where a cell stands: the row's unit, and the day whose boundaries it has (null: as reported). */
export interface Place {
  readonly unit: BoundaryUnit;
  readonly on: string | null;
  /** By which divided units are apportioned and rates averaged; null: no estimate. */
  readonly weight: Series | null;
}

/** Undefined: figures were wanted that have not been read yet; ask again when they are. */
export type Pending<Result> = Result | undefined;

/** The cell of a series at a place. */
export function evaluateSeries(series: Series, place: Place, evaluation: Evaluation): Pending<Evaluated> {
  const [slice, ...others] = series.slices;
  return others.length > 0
    ? sumOfSlices(series, place, evaluation)
    : evaluateSlice(series.indicator, slice!, series.asked, series.derive, place, evaluation);
}

/** The cell of one slice: reported, else converted from other boundaries, else derived from other figures, else why there is none. */
export function evaluateSlice(
  indicator: Indicator,
  slice: string,
  asked: PeriodAsked,
  derivation: Series['derive'],
  place: Place,
  evaluation: Evaluation,
): Pending<Evaluated> {
  const { reading } = evaluation;
  if (reading.unavailable.has(indicator.agency)) return absenceOf(indicator, slice, asked, place, evaluation);
  const figures = figuresAt(indicator, slice, asked, place.unit.territoryCode, reading);
  if (!figures) return undefined;
  const filed = figures[0] ? new ReportedCell(figures[0]) : null;
  // What an agency holds back is not computed from what it tells.
  if (filed && (derivation !== 'ALWAYS' || !hasValue(filed))) return asCounted(filed, indicator, place, evaluation);
  let partial: Evaluated | null = null;
  if (derivation !== 'ALWAYS') {
    if (place.on !== null) {
      const converted = convert(indicator, slice, asked, place, evaluation);
      if (converted === undefined) return undefined;
      if (converted && hasValue(converted) && isWhole(converted)) return converted;
      partial = converted;
    }
  }
  if (derivation !== 'NEVER') {
    const derived = derive(indicator, slice, asked, place, evaluation);
    if (derived === undefined) return undefined;
    if (derived && !(partial && isMoreComplete(partial, derived))) return derived;
  }
  return partial ?? absenceOf(indicator, slice, asked, place, evaluation);
}

/** Of two ways that both lack something, the one that lacks less. */
function isMoreComplete(one: Evaluated, other: Evaluated): boolean {
  return hasValue(one) && (!hasValue(other) || (!isWhole(other) && shareOf(one) >= shareOf(other)));
}

function shareOf({ coverage }: Evaluated): number {
  return coverage === null ? 0 : coverage.have / coverage.of;
}

/** The recorded figures of a territory for what is asked, the latest first; targets are left out. */
export function figuresAt(
  indicator: Indicator,
  slice: string,
  asked: PeriodAsked,
  territory: string,
  reading: FigureReading,
): Pending<readonly Figure[]> {
  const found = reading.at(needOf(indicator, slice, asked), territory);
  if (!found) return undefined;
  // Nearly always all are.
  for (const figure of found) if (!isMeant(figure, asked)) return found.filter((one) => isMeant(one, asked));
  return found;
}

function isMeant(figure: Figure, asked: PeriodAsked): boolean {
  return !figure.isTarget && (asked.kind === 'latest' || figure.timePeriod === asked.period.text);
}

/** Those of one period, out of what is read for all that may be asked: periods that are tried one after the other are read together. */
export function figuresOf(
  indicator: Indicator,
  slice: string,
  { period, among }: PeriodTried,
  territory: string,
  reading: FigureReading,
): Pending<readonly Figure[]> {
  return figuresAt(indicator, slice, among, territory, reading)?.filter(({ timePeriod }) => timePeriod === period.text);
}

/** A period, and the question for which it is tried. */
export interface PeriodTried {
  readonly period: TimePeriod;
  readonly among: PeriodAsked;
}

export function needOf(indicator: Indicator, slice: string, asked: PeriodAsked): SeriesNeed {
  const known = needs.get(asked)?.get(indicator)?.get(slice);
  if (known) return known;
  const need =
    asked.kind === 'exact'
      ? seriesNeed(indicator, slice, asked.period.text, asked.period.text)
      : seriesNeed(indicator, slice, null, asked.upTo?.text ?? null);
  const ofPeriod = needs.get(asked) ?? new WeakMap<Indicator, Map<string, SeriesNeed>>();
  const ofIndicator = ofPeriod.get(indicator) ?? new Map<string, SeriesNeed>();
  needs.set(asked, ofPeriod.set(indicator, ofIndicator.set(slice, need)));
  return need;
}

/** Thousands of rows need the same series. */
const needs = new WeakMap<PeriodAsked, WeakMap<Indicator, Map<string, SeriesNeed>>>();

/** Whether an indicator counts people, who may all live on a part of the land. */
export function countsOf({ unitMeasure }: Indicator): Counts {
  return unitMeasure === 'PS' || unitMeasure === 'HH' ? 'PEOPLE' : 'LAND';
}
