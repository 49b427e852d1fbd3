import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { readDeclarations, type Indicator } from '../../subgraphs/kit/declarations.ts';
import { parseTimePeriod } from '../../subgraphs/kit/time-period.ts';
import type { TestDatabase } from './use-database.ts';

const SUPERGRAPH = readFileSync(join(import.meta.dirname, '../../schema/supergraph.graphql'), 'utf8');
export const declarations = readDeclarations(parse(SUPERGRAPH));

/** A figure that a test makes up. Exact, unless it says something else. */
export interface SyntheticFigure {
  readonly indicator: string;
  /** Dated key. */
  readonly unit: string;
  readonly period: string;
  readonly slice?: string;
  readonly value?: number;
  readonly low?: number;
  readonly high?: number;
  readonly qualifier?: 'EQ' | 'APPROX' | 'GT' | 'GE' | 'LT' | 'LE' | 'RANGE';
  readonly decimals?: number;
  readonly multiplier?: number;
  readonly status?: string;
  readonly isTarget?: boolean;
  readonly revision?: number;
  /** Left out: the one source of synthetic figures. */
  readonly source?: string;
}

export const SYNTHETIC_SOURCE = 'synthetic-figures-of-a-test';

/** Files made-up figures under a source of their own, whose title says that they are. */
export async function fileSynthetic({ query }: TestDatabase, figures: readonly SyntheticFigure[]): Promise<void> {
  const byAgency = Map.groupBy(figures, ({ indicator }) => indicatorNamed(indicator).agency);
  for (const [agency, ofAgency] of byAgency) {
    const schema = agency.replaceAll('-', '_');
    await query(
      `insert into ${schema}.source (id, publisher, title, published)
       select unnest($1::text[]), 'Test', 'SYNTHETIC FIGURES, made up by a test', '2026' on conflict do nothing`,
      [[...new Set(ofAgency.map(({ source }) => source ?? SYNTHETIC_SOURCE))]],
    );
    await query(
      `insert into ${schema}.observation (indicator, territory_code, slice, time_period, source, record_type, revision, id, period_start,
         period_end, ref_area, value, value_low, value_high, decimals, qualifier, unit_measure, unit_multiplier, period_basis, obs_status,
         conf_status, recorded_at)
       select f.indicator, area.territory_code, f.slice, f.period, f.source, f.record, f.revision,
         f.indicator || '.synthetic-' || md5(concat_ws('|', f.unit, f.slice, f.period, f.source, f.record, f.revision)), f.start, f."end", f.unit,
         f.value, f.low, f.high, f.decimals, f.qualifier, f.measure, f.multiplier, 'STATED', f.status, 'FREE', clock_timestamp()
       from json_to_recordset($1) f (indicator text, unit text, slice text, period text, record text, revision int, start date, "end" date,
         value float8, low float8, high float8, decimals int, qualifier text, measure text, multiplier int, status text, source text)
       join ${schema}.area on area.code = f.unit`,
      [JSON.stringify(ofAgency.map(rowOf))],
    );
  }
}

export function indicatorNamed(code: string): Indicator {
  const all = declarations.agencies.flatMap(({ indicators }) => indicators);
  return all.find((indicator) => indicator.code === code)!;
}

function rowOf(figure: SyntheticFigure) {
  const { unitMeasure, unitMultiplier } = indicatorNamed(figure.indicator);
  const { start, end } = parseTimePeriod(figure.period)!;
  return {
    ...figure,
    slice: figure.slice ?? '',
    source: figure.source ?? SYNTHETIC_SOURCE,
    record: figure.isTarget ? 'TARGET' : 'OBSERVATION',
    revision: figure.revision ?? 1,
    start,
    end,
    decimals: figure.decimals ?? 0,
    qualifier: figure.qualifier ?? 'EQ',
    measure: unitMeasure,
    multiplier: figure.multiplier ?? unitMultiplier,
    status: figure.status ?? 'NORMAL',
  };
}
