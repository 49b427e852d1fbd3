import type { Agency, Indicator } from '../../kit/declarations.ts';
import type { ServedAgencies } from '../../kit/served-agencies.ts';
import { copyOf, type Figure } from '../figures/figure.ts';
import { readInBulk, type SeriesRead } from '../figures/read-bulk.ts';
import { readObservations } from '../figures/read-observations.ts';
import { seriesNeed } from '../figures/series-need.ts';
import type { Available } from './read-available.ts';

export interface IndicatorRead {
  /** One for each cell: those that agencies prefer. */
  readonly figures: readonly Figure[];
  readonly dataVersion: string | null;
}

/**
 * All figures of one indicator: every slice, unit and period, in one request; of an agency without the bulk read in requests for the units and
 * slices that it says it has figures of.
 */
export async function readIndicator(
  agencies: ServedAgencies,
  agency: Agency,
  indicator: Indicator,
  asOf: string | null,
  available: () => Promise<readonly Available[]>,
): Promise<IndicatorRead> {
  const whole = { ...seriesNeed(indicator, '', null, null), slice: null, dimensions: [] };
  if (agencies.inBulk.has(agency.code)) {
    const { series, dataVersion } = await readInBulk(agencies, agency.code, [whole], { units: null, asOf });
    return { figures: series.flatMap(figuresOf), dataVersion };
  }
  const filed = (await available()).filter((one) => one.indicator === indicator.code);
  if (filed.length === 0) return { figures: [], dataVersion: null };
  const needs = [...new Set(filed.map(({ slice }) => slice))].map((slice) => seriesNeed(indicator, slice, null, null));
  const units = [...new Map(filed.map(({ unit }) => [unit.code, unit])).values()];
  const { series, dataVersion } = await readObservations(agencies, agency, needs, units, { asOf });
  return { figures: series.flatMap(figuresOf), dataVersion };
}

function figuresOf({ columns }: SeriesRead): readonly Figure[] {
  return columns.flatMap((column) =>
    column.units.flatMap((_unit, place) => {
      const figure = column.at(place);
      return figure ? [copyOf(figure)] : [];
    }),
  );
}
