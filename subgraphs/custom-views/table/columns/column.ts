import type { TableColumn } from '../document.ts';
import type { Evaluated } from '../evaluated.ts';
import type { Evaluation, Pending, Place } from '../evaluation.ts';
import type { Series } from '../series.ts';

/** A column, ready to be computed. */
export interface Column {
  readonly definition: TableColumn;
  /** The series that it is made of; the first is the one that its coverage speaks of. */
  readonly series: readonly Series[];
  readonly weight: Series | null;
  readonly evaluate: (place: Omit<Place, 'weight'>, evaluation: Evaluation) => Pending<Evaluated>;
}

/** What one kind of column makes of its input. */
export interface MadeColumn {
  readonly definition: Omit<TableColumn, 'id' | 'weight'>;
  readonly series: readonly Series[];
  readonly evaluate: (place: Place, evaluation: Evaluation) => Pending<Evaluated>;
}
