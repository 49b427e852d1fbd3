/** Which units are the rows of a table, as GraphQL hands it over. */
export interface UnitSelectionInput {
  readonly codes?: readonly string[] | null;
  readonly level?: string | null;
  readonly within?: string | null;
  readonly on?: string | null;
  readonly successorsOf?: string | null;
}

/** Which boundaries they have. */
export interface BoundariesInput {
  readonly kind?: 'AS_REPORTED' | 'ON_DATE' | 'TWO_DATES' | null;
  readonly on?: string | null;
  readonly and?: string | null;
}
