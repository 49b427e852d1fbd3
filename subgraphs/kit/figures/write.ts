import type { Selectable, Transaction } from 'kysely';
import type { AreaDirectory } from '../area-directory.ts';
import { insertRows, removeOtherRows, writeChangedRows } from '../write-rows.ts';
import { figureId, identityOf } from './identity.ts';
import type { Figure } from './filed-figure.ts';
import type { AreaTable, FigureTables, SourceTable } from './tables.ts';

const ROWS_PER_STATEMENT = 2_000;

export interface FigureSubmission {
  readonly areas: AreaDirectory;
  readonly sources: readonly Selectable<SourceTable>[];
  readonly figures: readonly Figure[];
}

/**
 * Writes what is new: the list of units, sources, and each figure that is not recorded yet, as the next revision of its identity.
 * A figure that stands as it is recorded is left alone, so that loading again changes nothing. Answers how many were new.
 */
export async function writeFigures(
  transaction: Transaction<FigureTables>,
  { areas, sources, figures }: FigureSubmission,
  onRecords: (count: number) => void,
): Promise<number> {
  await writeAreas(transaction, areas);
  await writeChangedRows(transaction, 'source', sources, ['id']);
  const latest = await latestRevisions(transaction);
  const recorded: (Figure & { id: string; revision: number })[] = [];
  for (const figure of figures) {
    const id = figureId(figure);
    const known = latest.get(identityOf(figure));
    if (known?.id !== id) recorded.push({ ...figure, id, revision: (known?.revision ?? 0) + 1 });
  }
  onRecords(figures.length - recorded.length);
  for (let start = 0; start < recorded.length; start += ROWS_PER_STATEMENT) {
    const rows = recorded.slice(start, start + ROWS_PER_STATEMENT);
    await insertRows(transaction, 'observation', rows);
    onRecords(rows.length);
  }
  return recorded.length;
}

async function latestRevisions(transaction: Transaction<FigureTables>) {
  const rows = await transaction
    .selectFrom('observation')
    .distinctOn(['indicator', 'territory_code', 'slice', 'time_period', 'source', 'record_type'])
    .select(['indicator', 'territory_code', 'slice', 'time_period', 'source', 'record_type', 'id', 'revision'])
    .orderBy('indicator')
    .orderBy('territory_code')
    .orderBy('slice')
    .orderBy('time_period')
    .orderBy('source')
    .orderBy('record_type')
    .orderBy('revision', 'desc')
    .execute();
  return new Map(rows.map((row) => [identityOf(row), row]));
}

async function writeAreas(
  transaction: Transaction<FigureTables>,
  { areas, predecessors }: AreaDirectory,
): Promise<void> {
  const rows: Selectable<AreaTable>[] = areas.map((area) => ({
    code: area.code,
    name_vi: area.name,
    level: area.level,
    territory_code: area.territoryCode,
    territory_from: area.territoryFrom,
    territory_to: area.territoryTo,
  }));
  await writeChangedRows(transaction, 'area', rows, ['code']);
  const pairs = predecessors.map(([territory_code, predecessor_territory_code]) => ({
    territory_code,
    predecessor_territory_code,
  }));
  const key = ['territory_code', 'predecessor_territory_code'];
  await writeChangedRows(transaction, 'area_predecessor', pairs, key);
  await removeOtherRows(transaction, 'area_predecessor', pairs, key);
}
