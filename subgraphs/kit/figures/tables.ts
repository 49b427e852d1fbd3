import type { Generated } from 'kysely';

/** One unit version of the national list, a copy of what an agency needs to place its figures: SDMX would call it CL_AREA. */
export interface AreaTable {
  /** Dated key, `417-20211101`. */
  code: string;
  name_vi: string;
  /** PROVINCE, DISTRICT or COMMUNE. */
  level: string;
  /** Equal for versions that differ only in name, kind or parent: figures follow it. */
  territory_code: string;
  /** First day of the territory's first version; null: before the list begins. */
  territory_from: string | null;
  /** Day after the territory's last day; null: in force. */
  territory_to: string | null;
}

/** Which territories a territory came out of, directly or by way of others. */
export interface AreaPredecessorTable {
  territory_code: string;
  predecessor_territory_code: string;
}

/** A published source. */
export interface SourceTable {
  id: string;
  publisher: string;
  title: string;
  /** Day, month or year. */
  published: string | null;
  url: string | null;
  date_basis: string | null;
  licence: string | null;
  retrieved: string | null;
  checked_against: string | null;
}

/**
 * One revision of one figure, append-only. Identity: indicator, territory, slice, period, source and record type; a correction by the
 * same source is the next revision.
 */
export interface ObservationTable {
  indicator: string;
  territory_code: string;
  /** `PROGRAMME=NTP_EM;SEX=F`, totals left out. */
  slice: string;
  time_period: string;
  source: string;
  record_type: 'OBSERVATION' | 'TARGET';
  /** 1, 2, ... within the identity. */
  revision: number;
  /** Indicator code and a hash of identity and content: the same figure has the same id in every installation. */
  id: string;
  recorded_at: Generated<string>;
  period_start: string;
  /** Day after the last. */
  period_end: string;
  /** The unit version it was published for. */
  ref_area: string;
  /** `63` or `34` where the source is a table of the provinces before or after 2025-07-01, whatever the period. */
  unit_set: string | null;
  indicator_as_filed: string | null;
  /** In `unit_measure` x 10^`unit_multiplier`, like the bounds. */
  value: number | null;
  value_low: number | null;
  value_high: number | null;
  decimals: number;
  value_as_printed: string | null;
  qualifier: string;
  unit_measure: string;
  unit_multiplier: number;
  /** The day the figure describes. */
  reference_date: string | null;
  period_basis: 'STATED' | 'INFERRED' | 'YEAR_TO_DATE';
  period_basis_text: string | null;
  obs_status: string;
  conf_status: string;
  reason_code: string | null;
  reason_vi: string | null;
  reason_en: string | null;
  comment: string | null;
  locator: string | null;
}

/** See migrations/data-version.ts. */
export interface DataVersionTable {
  only_row: Generated<boolean>;
  number: number;
  installation: string;
  moved_at: string;
}

export interface FigureTables {
  area: AreaTable;
  area_predecessor: AreaPredecessorTable;
  source: SourceTable;
  observation: ObservationTable;
  data_version: DataVersionTable;
}
