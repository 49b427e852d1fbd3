import { parseSliceKey, TOTAL } from '../../../kit/slice.ts';
import type { Column } from '../columns/column.ts';
import { hasValue } from '../evaluated.ts';
import type { GridRow } from '../grid.ts';
import { distinct, rowsOf, type Caution, type Cell, type Rule } from './rule.ts';

/** The columns of one table under different codes of a dimension whose codes never add up; the total is one of them where it is filed. */
export function differentStandards(rows: readonly GridRow[], columns: readonly Column[]): Caution[] {
  const required = columns.flatMap(({ series }, place) => {
    const isFiled = rows.some(({ cells }) => hasValue(cells[place]!));
    return series.flatMap(({ indicator, slices }) =>
      indicator.dimensions
        .filter(({ role }) => role === 'required')
        .flatMap(({ id }) => {
          const code = parseSliceKey(slices[0]!)?.[id] ?? (isFiled ? TOTAL : null);
          return code === null ? [] : [{ id, code }];
        }),
    );
  });
  return [...Map.groupBy(required, ({ id }) => id)].flatMap(([id, of]) => {
    const codes = distinct(of.map(({ code }) => code));
    return codes.length > 1
      ? [
          {
            code: 'DIFFERENT_STANDARDS',
            column: null,
            refusesRank: false,
            rows: [],
            named: codes.map((code) => `${id}=${code}`),
          },
        ]
      : [];
  });
}

/** Figures whose standard is not known, so that it may not be one. */
export function unknownCodes(cells: readonly Cell[], { series }: Column): ReturnType<Rule> {
  const unknown = series.flatMap(({ indicator, slices }) =>
    indicator.dimensions.filter(
      ({ role, id }) => role === 'required' && slices.some((slice) => slice.split(';').includes(`${id}=_U`)),
    ),
  );
  return unknown.length === 0 || cells.length < 2
    ? null
    : { rows: rowsOf(cells), named: unknown.map(({ id }) => `${id}=_U`) };
}
