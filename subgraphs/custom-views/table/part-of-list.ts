import { badInput } from '../../kit/errors.ts';

/** What is asked of a list that no small number bounds. */
export interface PartAsked {
  readonly first: number;
  /** Left out: none. */
  readonly skip?: number;
}

const MOST = 1_000;

/** So many items of a list, from a place on; a field beside it tells how many there are. */
export function partOfList<Item>(list: readonly Item[], { first, skip = 0 }: PartAsked): readonly Item[] {
  if (first < 1 || first > MOST) throw badInput(`"first" must be from 1 to ${MOST}, but is ${first}.`);
  if (skip < 0) throw badInput(`"skip" must be 0 or more, but is ${skip}.`);
  return list.slice(skip, skip + first);
}
