import { labelOf } from '../../kit/code-lists.ts';
import type { Declarations } from '../../kit/declarations.ts';
import type { Column } from './columns.ts';
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
  const units = new Set(rows.map(({ unit }) => unit.code));
  const added = named.length > 0 ? `: ${named.join(', ')}` : '';
  return {
    code,
    column: column === null ? null : columns[column]!.definition.id,
    units: [...units.values().take(MOST_NAMED)],
    count: units.size,
    refusesRank,
    text: { vi: `${label.vi}${added}`, en: `${label.en}${added}` },
  };
}
