import type { Agency, Indicator } from '../../kit/declarations.ts';
import type { ServedAgencies } from '../../kit/served-agencies.ts';
import type { Figure } from '../figures/figure.ts';
import type { Boundaries } from '../units/boundaries.ts';
import { cellsOf, type Cells } from './cells.ts';
import { byPreference } from '../figures/preference.ts';
import { readIndicator } from './read-all.ts';
import { readAvailable, readSources, type AskedUnit, type Available } from './read-available.ts';

export interface AgencyFiguresOptions {
  readonly agencies: ServedAgencies;
  readonly boundaries: Boundaries;
  readonly asOf: string | null;
  /** Agencies that are known not to answer. */
  readonly unavailable: Iterable<string>;
}

/** The figures of all agencies, one indicator after the other, each kept until it is forgotten. An agency that fails once is not asked again. */
export class AgencyFigures {
  readonly unavailable: Set<string>;
  /** The versions of each agency's data that were read. */
  readonly versions = new Map<string, Set<string | null>>();
  readonly #options: AgencyFiguresOptions;
  readonly #kept = new Map<string, Promise<Cells | undefined>>();
  readonly #available = new Map<string, Promise<readonly Available[]>>();
  readonly #territories = new Map<string, Set<string>>();

  constructor(options: AgencyFiguresOptions) {
    this.#options = options;
    this.unavailable = new Set(options.unavailable);
  }

  /** Undefined: the agency does not answer. */
  cells(agency: Agency, indicator: Indicator): Promise<Cells | undefined> {
    const kept = this.#kept.get(indicator.code) ?? this.#readCells(agency, indicator);
    this.#kept.set(indicator.code, kept);
    return kept;
  }

  /** Nobody asks for the indicator again. */
  forget(indicator: string): void {
    this.#kept.delete(indicator);
  }

  async #readCells(agency: Agency, indicator: Indicator): Promise<Cells | undefined> {
    const { agencies, boundaries, asOf } = this.#options;
    const read = await this.#orUnavailable(agency, () =>
      readIndicator(agencies, agency, indicator, asOf, () => this.#availableIn(agency, boundaries.territories())),
    );
    if (!read) return undefined;
    if (read.figures.length > 0 || read.dataVersion !== null) at(this.versions, agency.code).add(read.dataVersion);
    const cells = cellsOf(indicator, read.figures, boundaries);
    const territories = at(this.#territories, agency.code);
    for (const territory of cells.territories) territories.add(territory);
    return cells;
  }

  /** The figures of each cell that has several, the one that agencies prefer first; of the indicators read so far. */
  async sourcesOfOneCell(agency: Agency): Promise<readonly (readonly Figure[])[]> {
    const { agencies, boundaries, asOf } = this.#options;
    const units = [...(this.#territories.get(agency.code) ?? [])].map((code) => boundaries.unit(code)!);
    const figures = await this.#orUnavailable(agency, async () => {
      const manifold = (await this.#availableIn(agency, units)).filter(({ isManifold }) => isManifold);
      if (manifold.length === 0) return [];
      const indicators = [...new Set(manifold.map(({ indicator }) => indicator))];
      const places = [...new Map(manifold.map(({ unit }) => [unit.code, unit])).values()];
      return readSources(agencies, agency, indicators, places, asOf);
    });
    const cells = Map.groupBy(figures ?? [], ({ indicator, slice, timePeriod, refArea }) =>
      [indicator, slice, timePeriod, boundaries.unit(refArea ?? '')?.territoryCode].join('|'),
    );
    return [...cells.values()].filter(({ length }) => length > 1).map((some) => some.toSorted(byPreference));
  }

  #availableIn(agency: Agency, units: readonly AskedUnit[]): Promise<readonly Available[]> {
    const known = this.#available.get(agency.code) ?? readAvailable(this.#options.agencies, agency, units);
    this.#available.set(agency.code, known);
    return known;
  }

  async #orUnavailable<Read>(agency: Agency, read: () => Promise<Read>): Promise<Read | undefined> {
    if (this.unavailable.has(agency.code)) return undefined;
    try {
      return await read();
    } catch (error) {
      if (error instanceof TypeError || error instanceof RangeError) throw error;
      this.unavailable.add(agency.code);
      return undefined;
    }
  }
}

function at<Value>(sets: Map<string, Set<Value>>, key: string): Set<Value> {
  const set = sets.get(key) ?? new Set();
  sets.set(key, set);
  return set;
}
