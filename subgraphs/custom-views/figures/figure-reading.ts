import type { ServedAgencies } from '../../kit/served-agencies.ts';
import { bearingOn } from '../units/bearing-on.ts';
import type { Boundaries, BoundaryUnit } from '../units/boundaries.ts';
import type { Figure } from './figure.ts';
import { figuresAlong, hasFigureAt, placesOf, placesOfNamed, type PlacedSeries, type Places } from './placed-series.ts';
import { readInBulk, type SeriesRead } from './read-bulk.ts';
import { latestFirst } from './latest-first.ts';
import { UnusableAnswer } from './check-columns.ts';
import { readObservations } from './read-observations.ts';
import type { SeriesNeed } from './series-need.ts';
import { FiguresMoved } from './steady-agencies.ts';

/** Rounds of reading in one table: what a cell needs shows when what it needs first is missing. */
const MOST_ROUNDS = 40;

export interface FigureReadingOptions {
  readonly agencies: ServedAgencies;
  readonly boundaries: Boundaries;
  readonly asOf: string | null;
  /** Left out: all is read that is told of a cell; false: only what ranks, conditions and warnings go by. */
  readonly inDetail?: boolean;
  /** The units whose figures are needed; null: of all units. */
  readonly units: readonly BoundaryUnit[] | null;
  /** Units of rows: where all units are meant, an agency without the bulk read is asked only for those that bear on them. */
  readonly rows: readonly BoundaryUnit[];
  readonly signal?: AbortSignal | undefined;
  readonly fromHistory?: boolean | undefined;
  /** What is read is beside the table: an agency that fails now costs nothing that it answered before. */
  readonly isOptional?: boolean;
  /** With `asOf`: what is not known of that instant is looked for in what is known now. */
  readonly tellsLater?: boolean | undefined;
  /** Agencies that are known not to answer: they are not asked again. */
  readonly unavailable?: ReadonlySet<string>;
}

/**
 * The figures that a table is made of. Whoever computes asks `at`; what was not read yet is noted and answered `undefined`, and `readWanted`
 * reads all of it at once, one request for each agency.
 */
export class FigureReading {
  readonly dataVersions = new Map<string, string>();
  /** Agencies that did not answer. */
  readonly unavailable: Set<string>;
  readonly options: FigureReadingOptions;
  /** What is known now, for what was not known at an earlier instant; null: that is not told. */
  readonly now: FigureReading | null;
  readonly #wanted = new Map<string, SeriesNeed>();
  readonly #read = new Map<string, PlacedSeries>();
  readonly #withFigures = new Set<string>();
  /** Series whose territories are not among those with figures yet. */
  readonly #unlisted: PlacedSeries[] = [];
  /** By the list of units, where none were named: series of one request may run along the same. */
  readonly #listed = new Map<readonly string[], Places>();

  constructor(options: FigureReadingOptions) {
    this.options = options;
    this.unavailable = new Set(options.unavailable);
    const { asOf, tellsLater = false } = options;
    this.now =
      tellsLater && asOf !== null
        ? new FigureReading({ ...options, asOf: null, inDetail: false, isOptional: true, tellsLater: false })
        : null;
  }

  /** The figures of a territory, the latest period first, then the longest; undefined: not read yet. */
  at(need: SeriesNeed, territory: string): readonly Figure[] | undefined {
    if (this.unavailable.has(need.agency)) return [];
    const series = this.#read.get(need.key);
    if (!series) {
      this.#wanted.set(need.key, need);
      return undefined;
    }
    return figuresAlong(series, territory);
  }

  /** Whether anything that was read has a figure of a territory. */
  hasFigure(territory: string): boolean {
    for (const series of this.#unlisted.splice(0))
      for (const there of series.places.keys())
        if (!this.#withFigures.has(there) && hasFigureAt(series, there)) this.#withFigures.add(there);
    return this.#withFigures.has(territory);
  }

  /** Reads what was asked for in vain; false: nothing was. */
  async readWanted(): Promise<boolean> {
    const [wasWanted, isWantedNow] = await Promise.all([this.#readWanted(), this.now?.readWanted() ?? false]);
    return wasWanted || isWantedNow;
  }

  async #readWanted(): Promise<boolean> {
    if (this.#wanted.size === 0) return false;
    const needs = [...this.#wanted.values()];
    this.#wanted.clear();
    await Promise.all(
      [...Map.groupBy(needs, ({ agency }) => agency)].map(([agency, ofAgency]) => this.#readOf(agency, ofAgency)),
    );
    return true;
  }

  /** Computes until nothing more is wanted. */
  async settle<Result>(compute: () => Result | Promise<Result>): Promise<Result> {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const result = await compute();
      if (!(await this.readWanted())) return result;
    }
    throw new Error(`A table needed more than ${MOST_ROUNDS} rounds of reading.`);
  }

  async #readOf(agency: string, needs: readonly SeriesNeed[]): Promise<void> {
    try {
      const { series, dataVersion } = await this.#ask(agency, needs);
      if (dataVersion !== null) this.dataVersions.set(agency, dataVersion);
      for (const { need, columns } of series) {
        const places = this.#placesAlong(columns[0]?.units ?? []);
        const placed = { columns: columns.toSorted((a, b) => latestFirst(a.timePeriod, b.timePeriod)), places };
        this.#read.set(need.key, placed);
        this.#unlisted.push(placed);
      }
    } catch (error) {
      this.options.signal?.throwIfAborted();
      if (error instanceof FiguresMoved && !(this.options.isOptional && error.isFailure)) throw error;
      if (error instanceof TypeError || error instanceof RangeError) throw error;
      this.unavailable.add(agency);
      if (error instanceof UnusableAnswer) this.options.agencies.unusable?.(agency, error);
    }
  }

  #placesAlong(units: readonly string[]): Places {
    const { units: named, boundaries } = this.options;
    // Who is asked for units answers along them.
    if (named && units.length === named.length && units.every((code, place) => code === named[place]!.code))
      return placesOfNamed(named);
    const known = this.#listed.get(units) ?? placesOf(units.map((code) => boundaries.unit(code)));
    this.#listed.set(units, known);
    return known;
  }

  #ask(agency: string, needs: readonly SeriesNeed[]): Promise<{ series: SeriesRead[]; dataVersion: string | null }> {
    const { agencies, asOf, inDetail, units, rows, signal, boundaries, fromHistory } = this.options;
    if (agencies.inBulk.has(agency))
      return readInBulk(agencies, agency, needs, {
        units: units && units.map(({ code }) => code),
        asOf,
        ...(inDetail !== undefined && { inDetail }),
        signal,
        fromHistory,
      });
    const declared = agencies.declarations.agencies.find(({ code }) => code === agency)!;
    return readObservations(agencies, declared, needs, units ?? bearingOn(rows, boundaries), { asOf, signal });
  }
}
