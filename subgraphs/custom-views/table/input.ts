import type { BoundariesInput, UnitSelectionInput } from '../units/selection-input.ts';

/** `CombinedTableInput` as GraphQL hands it over: shapes and scalars are checked, meanings are not. */
export interface CombinedTableInput {
  readonly units: UnitSelectionInput;
  readonly columns: readonly TableColumnInput[];
  readonly conditions?: readonly TableConditionInput[] | null;
  readonly order?: readonly TableOrderInput[] | null;
  readonly asOf?: string | null;
  readonly boundaries?: BoundariesInput | null;
  readonly rankAnyway?: boolean | null;
}

export interface DimensionCodes {
  readonly dimension: string;
  readonly codes: readonly string[];
}

export interface FigureInput {
  readonly indicator: string;
  readonly dimensions?: readonly DimensionCodes[] | null;
  readonly period?: string | null;
  readonly upTo?: string | null;
  readonly derive?: 'IF_MISSING' | 'NEVER' | 'ALWAYS' | null;
}

export interface RateInput {
  readonly numerator: FigureInput;
  readonly denominator: FigureInput;
  readonly per?: number | null;
  readonly decimals?: number | null;
}

export interface ChangeInput {
  readonly indicator: string;
  readonly dimensions?: readonly DimensionCodes[] | null;
  readonly from: string;
  readonly to: string;
  readonly kind?: 'DIFFERENCE' | 'RELATIVE' | null;
}

export interface TableColumnInput {
  readonly id?: string | null;
  readonly figure?: FigureInput | null;
  readonly rate?: RateInput | null;
  readonly change?: ChangeInput | null;
  readonly weight?: FigureInput | null;
}

export type ConditionOperator = 'EQ' | 'NE' | 'GT' | 'GE' | 'LT' | 'LE' | 'BETWEEN' | 'PRESENT' | 'MISSING';

export interface TableConditionInput {
  readonly column: string;
  readonly operator: ConditionOperator;
  readonly value?: number | null;
  readonly to?: number | null;
}

export interface TableOrderInput {
  readonly column: string;
  readonly direction?: 'ASCENDING' | 'DESCENDING' | null;
}
