import type { Kysely } from 'kysely';
import { preparedQuery } from '../../database.ts';
import type { FigureAnswer, FigureKey } from '../find.ts';
import { findAbsences } from './absence-facts.ts';
import type { CompiledFetch } from './compile.ts';
import { territoriesOf, type Representation } from './representations.ts';
import { FIGURE } from './statement.ts';

/** What was found of one cell: the JSON of its observation, what is known of its absence, or null: the resolvers have to say. */
export type Cell = string | { readonly key: FigureKey; readonly answer: FigureAnswer } | null;

/** What was found for a fetch. */
export interface Cells {
  readonly dataVersion: string;
  /** For each figure of the fetch, a cell for each unit. */
  readonly figures: readonly (readonly Cell[])[];
}

/** Reads the cells of a fetch from one version of the data; null where it moved meanwhile. */
export async function readCells(
  db: Kysely<any>,
  { figures, statement }: CompiledFetch,
  representations: readonly Representation[],
): Promise<Cells | null> {
  const territories = territoriesOf(representations);
  const [row] = await preparedQuery(db, {
    name: statement.name,
    text: statement.text,
    values: [territories, ...statement.values],
  });
  const [dataVersion, ...texts] = row as [string, ...(string | null)[]];
  const found: Cell[][] = texts.map((text) => alongUnits(linesOf(text, territories), territories, representations));
  const absent: { readonly figure: number; readonly unit: number; readonly key: FigureKey }[] = [];
  for (const [figure, cells] of found.entries()) {
    for (const [unit, cell] of cells.entries()) {
      if (cell !== '') continue;
      const { code, territoryCode } = representations[unit]!;
      absent.push({ figure, unit, key: { unit: code, territory: territoryCode, question: figures[figure]!.question } });
    }
  }
  if (absent.length === 0) return { dataVersion, figures: found };
  const explained = figures.map(({ fields }) => fields.some(({ name }) => name === 'reason'));
  const answers = await findAbsences(
    db,
    absent.map(({ figure, key }) => ({ key, explained: explained[figure]! })),
  );
  for (const [place, answer] of answers.entries()) {
    if (answer.dataVersion !== dataVersion) return null;
    const { figure, unit, key } = absent[place]!;
    found[figure]![unit] = { key, answer };
  }
  return { dataVersion, figures: found };
}

/** The observation of each territory, an empty text for one that has none, or null for one that is left. */
function linesOf(text: string | null, territories: readonly string[]): (string | null)[] {
  if (text === null) return territories.map(() => '');
  const lines = text.split('\n');
  let next = 0;
  return territories.map((territory) => {
    let found: string | null = '';
    for (; isOf(lines[next], territory); next++) {
      const line = lines[next]!;
      // A second line for a territory comes after one that is left.
      found = line[territory.length] === FIGURE && found === '' ? line.slice(territory.length + 1) : null;
    }
    return found;
  });
}

function isOf(line: string | undefined, territory: string): boolean {
  return line !== undefined && line.startsWith(territory) && line.charCodeAt(territory.length) < 0x20;
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
