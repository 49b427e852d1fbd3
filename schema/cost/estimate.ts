/** What an operation may bring at most, by its schema and variables alone. */
export interface Estimate {
  /** Cost in the units of the cost specification: an object is 1 and a scalar nothing, unless `@cost` says otherwise. */
  readonly cost: number;
  /** Values in the answer: objects, lists and scalars. The memory that an answer takes follows these. */
  readonly values: number;
}

export const NOTHING: Estimate = { cost: 0, values: 0 };
