import type { Kysely } from 'kysely';
import { preparedQuery } from '../../database.ts';
import type { FigureAnswer, FigureKey } from '../find.ts';
import { findAbsences } from './absence-facts.ts';
import type { AskedList } from './asked-lists.ts';
import type { CompiledFetch } from './compile.ts';
import { readFigures, readLists } from './lines.ts';
import { territoriesOf, type Representation } from './representations.ts';

/** What was found of one cell: the JSON of its observation, what is known of its absence, or null: the resolvers have to say. */
export type Cell = string | { readonly key: FigureKey; readonly answer: FigureAnswer } | null;

/** What was found for a fetch. */
export interface Cells {
  readonly dataVersion: string;
  /** For each figure of the fetch, a cell for each unit. */
  readonly figures: readonly (readonly Cell[])[];
  /** For each list, for each unit, the cells of the indicators named, or one of all: the JSON of observations, separated by commas. */
  readonly lists: readonly (readonly (readonly Cell[])[])[];
}

/** A cell to which the statement found nothing. */
interface Absent {
  readonly cells: Cell[];
  readonly place: number;
  readonly key: FigureKey;
  readonly explained: boolean;
  /** There are figures, which the filters leave out. */
  readonly filtered: boolean;
}

/** Reads the cells of a fetch from one version of the data; null where it moved meanwhile. */
export async function readCells(
  db: Kysely<any>,
  { figures, lists, statement }: CompiledFetch,
  representations: readonly Representation[],
): Promise<Cells | null> {
  const territories = territoriesOf(representations);
  const [row] = await preparedQuery(db, {
    name: statement.name,
    text: statement.text,
    values: [territories, ...statement.values],
  });
  const [dataVersion, ...texts] = row as [string, ...(string | null)[]];
  const absent: Absent[] = [];
  const found = figures.map(({ question, fields }, figure) => {
    const cells: Cell[] = alongUnits(readFigures(texts[figure]!, territories), territories, representations);
    const explained = fields.some(({ name }) => name === 'reason');
    for (const [place, cell] of cells.entries()) {
      if (cell !== '') continue;
      absent.push({ cells, place, key: keyOf(representations[place]!, question), explained, filtered: false });
    }
    return cells;
  });
  const listed = lists.map((list, place) => listCells(list, texts[figures.length + place]!, representations, absent));
  const cells = { dataVersion, figures: found, lists: listed };
  if (absent.length === 0) return cells;
  const answers = await findAbsences(db, absent);
  for (const [index, answer] of answers.entries()) {
    if (answer.dataVersion !== dataVersion) return null;
    const { cells: among, place, key, filtered } = absent[index]!;
    among[place] = { key, answer: filtered ? { ...answer, absence: null } : answer };
  }
  return cells;
}

function keyOf({ code, territoryCode }: Representation, question: FigureKey['question']): FigureKey {
  return { unit: code, territory: territoryCode, question };
}

function listCells(
  { named, indicators, question, fields }: AskedList,
  text: string | null,
  representations: readonly Representation[],
  absent: Absent[],
): Cell[][] {
  const found = readLists(text);
  const declared = new Set(indicators.map(({ code }) => code));
  const explained = fields.some(({ name }) => name === 'reason');
  return representations.map((unit) => {
    const lists = found.get(unit.territoryCode) ?? new Map<string, string | null>();
    if (!named) {
      const texts = [...lists].flatMap(([code, objects]) => (declared.has(code) && objects !== '' ? [objects] : []));
      return [texts.includes(null) ? null : texts.join(',')];
    }
    const cells: Cell[] = indicators.map(({ code }) => (lists.has(code) ? lists.get(code)! : ''));
    for (const [place, cell] of cells.entries()) {
      if (cell !== '') continue;
      const indicator = indicators[place]!.code;
      const key = keyOf(unit, { ...question, indicator });
      absent.push({ cells, place, key, explained, filtered: lists.has(indicator) });
    }
    return cells;
  });
}

function alongUnits(
  lines: readonly (string | null)[],
  territories: readonly string[],
  representations: readonly Representation[],
): Cell[] {
  if (
    territories.length === representations.length &&
    territories.every((one, place) => one === representations[place]!.territoryCode)
  ) {
    return [...lines];
  }
  const places = new Map(territories.map((territory, place) => [territory, place]));
  return representations.map(({ territoryCode }) => lines[places.get(territoryCode)!]!);
}
