import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { labelOf, readCodeLists, type Label } from '../../kit/code-lists.ts';
import { sharedSdl } from '../../kit/subgraph.ts';

/** The code lists that cells and rows of a table use, as the graph declares them. */
const LISTS = readCodeLists(
  parse(`${sharedSdl('figures.graphql')}\n${readFileSync(join(import.meta.dirname, '../schema.graphql'), 'utf8')}`),
);

/** The name of a code; a code that no list names is shown as it stands. */
export function codeName(list: string, code: string): Label {
  return labelOf(LISTS, list, code);
}

/** The name of a list, `SEX` is `Giới tính`; an id that no list has is shown as it stands. */
export function listName(list: string): Label {
  return LISTS.get(list)?.name ?? { vi: list, en: list };
}
