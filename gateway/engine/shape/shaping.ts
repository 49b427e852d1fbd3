/** Stands for a null where the schema allows none: what holds it becomes null in its place. */
export const INVALID = Symbol('invalid');

/** A value that the schema does not allow, with its path from the object that is being shaped. */
export interface Problem {
  readonly message: string;
  path: (string | number)[];
}

/** One answer while it is shaped. */
export interface Shaping {
  readonly problems: Problem[];
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Turns what was fetched for one field into what the client gets: null, a value, or `INVALID`. */
export type Complete = (value: unknown, shaping: Shaping) => unknown;

export function tell({ problems }: Shaping, message: string): void {
  problems.push({ message, path: [] });
}

/** Puts a step before the paths of the problems that came up below it. */
export function tellWhere({ problems }: Shaping, from: number, part: string | number): void {
  for (let index = from; index < problems.length; index++) problems[index]!.path.unshift(part);
}
