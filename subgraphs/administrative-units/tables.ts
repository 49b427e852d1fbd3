import type { DataVersionTable } from '../kit/figures/tables.ts';

/** One version of a unit. Source: `data/units.csv`, see README.md. */
export interface UnitTable {
  /** Dated key, never reused, never changed. */
  code: string;
  gso_code: string;
  name_vi: string;
  name_en: string;
  /** The name in lower case, accents kept. */
  name_search: string;
  /** The name in lower case without accents. */
  name_folded: string;
  /** Both with the kind word before them. */
  full_name_search: string;
  full_name_folded: string;
  level: 'PROVINCE' | 'DISTRICT' | 'COMMUNE';
  kind: string;
  /** In force for the whole life of the row; null for provinces. */
  parent_code: string | null;
  /** First day; null: already so on 2021-11-01. */
  valid_from: string | null;
  /** Day after the last; null: in force. */
  valid_to: string | null;
  territory_code: string;
}

/** One step from a unit to another. Source: `data/lineage.csv`. */
export interface LineageTable {
  predecessor_code: string;
  successor_code: string;
  /** The predecessor's `valid_to` and the successor's `valid_from`. */
  effective_date: string;
  /** Of the predecessor's population: 1, 0, or null for a part whose size no law states. */
  share: number | null;
  kind: 'MERGE' | 'SPLIT' | 'RENAME' | 'TRANSFER' | 'ABOLISH';
  legal_basis: string;
}

export interface Tables {
  unit: UnitTable;
  lineage: LineageTable;
  data_version: DataVersionTable;
}
