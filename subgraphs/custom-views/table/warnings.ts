import { labelOf } from '../../kit/code-lists.ts';
import type { Declarations } from '../../kit/declarations.ts';
import type { Column } from './columns/column.ts';
import type { Caution } from './comparability/rule.ts';
import type { TableWarning } from './document.ts';

/** Units that a warning names. */
const MOST_NAMED = 10;

/** A caution in words. */
export function toWarning(
  { code, column, rows, refusesRank, named }: Caution,
  columns: readonly Column[],
  { codeLists }: Declarations,
): TableWarning {
  const label = labelOf(codeLists, 'TABLE_WARNING', code);
  // In the boundaries of two dates a unit may have two rows.
  const isOnce = rows.every(({ set }) => set === 0);
  const units = isOnce ? rows.map(({ unit }) => unit.code) : [...new Set(rows.map(({ unit }) => unit.code))];
  const added = named.length > 0 ? `: ${named.join(', ')}` : '';
  return {
    code,
    column: column === null ? null : columns[column]!.definition.id,
    units: units.slice(0, MOST_NAMED),
    count: units.length,
    refusesRank,
    text: { vi: `${label.vi}${added}`, en: `${label.en}${added}` },
  };
}
