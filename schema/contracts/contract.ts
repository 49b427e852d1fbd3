/** A named view of the graph: what carries one of the tags is not in it, neither as a field nor as an indicator. */
export interface Contract {
  /** `public`, `inspection`. */
  readonly name: string;
  /** Tags of what is left out. */
  readonly exclude: readonly string[];
  /** If any: of the indicators, only those with one of these tags are in it. */
  readonly include: readonly string[];
}
