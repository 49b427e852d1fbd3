import { openDatabase } from '../../kit/database.ts';
import type { FigureTables } from '../../kit/figures/tables.ts';

const MOST_TOLD = 20;

/** Figures that are served although the sheet does not have them any more: what was once recorded stays. */
export interface FiguresLeft {
  readonly count: number;
  /** The first of them, as `INDICATOR unit period`. */
  readonly cells: readonly string[];
}

/** `login`: that of the agency's reader. */
export async function figuresLeft(login: string, schema: string, inSheet: ReadonlySet<string>): Promise<FiguresLeft> {
  const db = openDatabase<FigureTables>(login, { schema, statementTimeoutMs: 30_000, connections: 1, readOnly: true });
  try {
    const rows = await db
      .selectFrom('observation')
      .select(['indicator', 'ref_area', 'time_period'])
      .distinct()
      .orderBy('indicator')
      .orderBy('ref_area')
      .orderBy('time_period')
      .execute();
    const cells = rows
      .map(({ indicator, ref_area: unit, time_period: period }) => `${indicator} ${unit} ${period}`)
      .filter((cell) => !inSheet.has(cell));
    return { count: cells.length, cells: cells.slice(0, MOST_TOLD) };
  } finally {
    await db.destroy();
  }
}
