import type { Citation } from '../figures/citation.ts';
import type { Label } from '../../kit/code-lists.ts';

/**
 * A combined table as plain JSON: what the graph answers from, what a view freezes, and what exports write. Nothing in it depends on who
 * asks or in which language.
 */
export interface TableDocument {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
  readonly totalCount: number;
  readonly undecidedCount: number;
  readonly coverage: readonly ColumnCoverage[];
  readonly warnings: readonly TableWarning[];
  readonly rankRefused: boolean;
  readonly citations: readonly NumberedCitation[];
  /** In the order of the subgraphs' names. */
  readonly dataVersions: readonly { readonly subgraph: string; readonly version: string }[];
  /** Version of the list of units and their lineage. */
  readonly boundariesVersion: string;
  readonly asOf: string | null;
}

export interface TableColumn {
  readonly id: string;
  /** The indicator's code, or one made of the parts' for a derived column: letters, digits and `_`. */
  readonly code: string;
  readonly name: Label;
  readonly definition: Label;
  /** Null: as reported. */
  readonly formula: string | null;
  readonly indicators: readonly string[];
  readonly agencies: readonly string[];
  readonly dimensions: readonly DimensionCode[];
  /** Null: the latest of each unit. */
  readonly timePeriod: string | null;
  readonly unitMeasure: string;
  readonly unitMeasureLabel: Label;
  readonly unitMultiplier: number;
  readonly aggregation: string;
  readonly weight: string | null;
}

export interface DimensionCode {
  readonly dimension: string;
  /** Several codes that are added up are joined by `+`. */
  readonly code: string;
  readonly label: Label;
}

export interface TableRow {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly boundariesOn: string | null;
  readonly counterparts: readonly string[];
  readonly rank: TableRank | null;
  readonly unrankedReason: string | null;
  readonly cells: readonly TableCell[];
}

export interface TableRank {
  readonly from: number;
  readonly to: number;
  readonly shared: number;
}

export type CellOrigin =
  'REPORTED' | 'DERIVED' | 'CONVERTED_EXACTLY' | 'CONVERTED_BY_ESTIMATE' | 'MISSING' | 'IMPOSSIBLE';

export interface TableCell {
  /** Id of the column. */
  readonly column: string;
  readonly origin: CellOrigin;
  readonly observation: string | null;
  readonly value: number | null;
  readonly valueLow: number | null;
  readonly valueHigh: number | null;
  readonly decimals: number | null;
  readonly qualifier: string | null;
  readonly unitMeasure: string;
  readonly unitMultiplier: number;
  readonly timePeriod: string | null;
  readonly referenceDate: string | null;
  readonly periodBasis: string | null;
  readonly refArea: string | null;
  readonly obsStatus: string;
  readonly confStatus: string | null;
  readonly seriesBreak: string | null;
  readonly reasonCode: string | null;
  readonly reason: Label | null;
  readonly formula: string | null;
  readonly coverage: { readonly have: number; readonly of: number } | null;
  /** Numbers of the table's citations. */
  readonly citations: readonly number[];
  /** Codes of the table's warnings that concern it. */
  readonly warnings: readonly string[];
}

export interface CodeCount {
  readonly code: string;
  readonly count: number;
}

export interface ColumnCoverage {
  readonly column: string;
  readonly have: number;
  readonly of: number;
  readonly origins: readonly CodeCount[];
  readonly statuses: readonly CodeCount[];
  readonly qualifiers: readonly CodeCount[];
  readonly reasons: readonly CodeCount[];
  readonly agency: string;
  readonly nearest: NearestLevel | null;
}

export interface NearestLevel {
  readonly level: string;
  readonly count: number;
  readonly units: readonly { readonly code: string; readonly name: string; readonly cell: TableCell }[];
}

export interface TableWarning {
  readonly code: string;
  readonly column: string | null;
  readonly units: readonly string[];
  readonly count: number;
  readonly refusesRank: boolean;
  readonly text: Label;
}

export interface NumberedCitation {
  readonly number: number;
  readonly agency: string;
  readonly citation: Citation;
}
