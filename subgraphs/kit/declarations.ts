import type { CodeList, Label } from './code-lists.ts';
import type { Relation } from './relations.ts';

export { readDeclarations } from './read-declarations.ts';

export interface Dimension {
  readonly id: string;
  /** Name of the field's argument: `parentWorkplace` for PARENT_WORKPLACE. */
  readonly argument: string;
  /** exhaustive: parts sum to the total; partial: they need not; required: no default. */
  readonly role: 'exhaustive' | 'partial' | 'required';
  readonly codes: readonly string[];
  /** Codes that count others of the list together: they are not added to those. Definitions that were frozen before have none. */
  readonly unions?: readonly CodeUnion[];
}

export interface CodeUnion {
  readonly code: string;
  readonly contains: readonly string[];
}

export interface SeriesBreak {
  /** First period of the new series. */
  readonly timePeriod: string;
  /** The unit it concerns, or null for all. */
  readonly refArea: string | null;
  readonly code: string;
  readonly reason: Label;
}

export interface Owner {
  readonly organisation: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly legalBasis: string | null;
}

export interface Indicator {
  readonly code: string;
  readonly agency: string;
  readonly field: string;
  readonly name: Label;
  readonly definition: Label;
  readonly unitMeasure: string;
  readonly unitMultiplier: number;
  readonly aggregation: string;
  readonly timePerCollect: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly factor: number | null;
  readonly dimensions: readonly Dimension[];
  readonly breaks: readonly SeriesBreak[];
  readonly owners: readonly Owner[];
  readonly levels: readonly string[];
  /** Those declared by `relations`; `relationsOf` has that of a ratio to its parts too. */
  readonly relations: readonly Relation[];
  readonly deprecated: string | null;
}

export interface Agency {
  readonly code: string;
  readonly prefix: string;
  readonly name: Label;
  readonly website: string | null;
  /** The type that carries `@agency`. */
  readonly typeName: string;
  /** The field that the agency contributes to AdministrativeUnit. */
  readonly unitField: string;
  readonly indicators: readonly Indicator[];
}

export interface Declarations {
  readonly agencies: readonly Agency[];
  readonly codeLists: ReadonlyMap<string, CodeList>;
}
