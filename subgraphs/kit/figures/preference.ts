import type { FigureRow } from './find.ts';

/**
 * The figure that a typed field answers with, and the other sources' figures for the same cell: a figure before a target, a source
 * that the owning agency stands behind before one that it has not confirmed, then the newer publication.
 */
export function preferred(rows: readonly FigureRow[]): { best: FigureRow; others: FigureRow[] } {
  const ordered = [...rows].toSorted(
    (a, b) =>
      Number(a.record_type === 'TARGET') - Number(b.record_type === 'TARGET') ||
      Number(a.obs_status === 'UNVALIDATED') - Number(b.obs_status === 'UNVALIDATED') ||
      compare(b.source_row.published ?? '', a.source_row.published ?? '') ||
      compare(a.source, b.source),
  );
  const best = ordered[0]!;
  return { best, others: ordered.slice(1).filter((row) => row.record_type === best.record_type) };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
