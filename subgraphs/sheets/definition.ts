/** What a sheet means, as `agency.json` says it. Null is what nobody has said yet: it is asked, and nothing is published before. */
export interface SheetDefinition {
  /** Name of the subgraph: `education`. */
  readonly name: string;
  /** Begins the codes of its indicators: `ED`. */
  readonly prefix: string | null;
  readonly nameVi: string | null;
  readonly nameEn: string | null;
  readonly source: SheetSource;
  /** The header of the column that names the unit: a dated key, a code of the statistics office, or a name. */
  readonly unitColumn: string | null;
  /** Level of the units, where names must not be of others; null: keys and codes tell, or names of one unit alone. */
  readonly unitLevel: UnitLevel | null;
  /** The header of the column with the unit above it, by which names are told apart; null: there is none. */
  readonly withinColumn: string | null;
  /** The header of the column with the period; null: all rows are of `timePeriod`. */
  readonly periodColumn: string | null;
  readonly timePeriod: string | null;
  /** `,` or `.`; null: not known, and no number of the sheet tells. */
  readonly decimalSign: ',' | '.' | null;
  readonly indicators: readonly SheetIndicator[];
  /** Units of measure that the shared list lacks. */
  readonly unitMeasures: readonly { readonly code: string; readonly vi: string; readonly en: string }[];
}

export type UnitLevel = 'PROVINCE' | 'DISTRICT' | 'COMMUNE';

export interface SheetSource {
  readonly publisher: string | null;
  readonly title: string | null;
  /** Year or day. */
  readonly published: string | null;
  readonly address: string | null;
  readonly licence: string | null;
}

export interface SheetIndicator {
  /** The header of its column. */
  readonly column: string;
  readonly code: string;
  /** Field of the agency's type: `schools`. */
  readonly field: string;
  readonly nameVi: string | null;
  readonly nameEn: string | null;
  readonly definitionVi: string | null;
  readonly definitionEn: string | null;
  /** Code of the shared list or of `unitMeasures`. */
  readonly unitMeasure: string | null;
  /** STOCK, FLOW, COUNT_OF_UNITS, DISTINCT or NONE. */
  readonly aggregation: string | null;
}

/** A definition in which nothing is left to ask. */
export type CompleteDefinition = Complete<SheetDefinition>;

type Complete<Type> = Type extends readonly (infer Part)[]
  ? readonly Complete<Part>[]
  : Type extends object
    ? { readonly [Key in keyof Type]: Key extends OptionalKey ? Type[Key] : Complete<NonNullable<Type[Key]>> }
    : Type;

/** What may stay null. */
type OptionalKey =
  'unitLevel' | 'withinColumn' | 'periodColumn' | 'timePeriod' | 'published' | 'address' | 'licence' | 'decimalSign';
