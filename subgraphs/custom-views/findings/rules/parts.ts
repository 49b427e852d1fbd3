import type { Dimension } from '../../../kit/declarations.ts';
import { partCodes } from '../../../kit/dimension-codes.ts';
import { parseSliceKey, sliceKey } from '../../../kit/slice.ts';
import type { Figure } from '../../figures/figure.ts';
import type { Cells, Series } from '../cells.ts';
import type { ComparedFigure, Found } from '../finding.ts';
import { compared, type Comparison } from './comparison.ts';
import { addedUp } from './operands.ts';
import type { Checking } from './rule.ts';

/**
 * What the role of a dimension says: the parts of an exhaustive one sum to the total when all are filed, else they are at most the total;
 * each part of a partial one is at most the total, since parts may overlap.
 */
export function* partsAgainstTotals(cells: Cells, checking: Checking): Iterable<Found> {
  for (const total of cells.all())
    for (const dimension of cells.indicator.dimensions) {
      const codes = parseSliceKey(total.slice) ?? {};
      if (dimension.role === 'required' || codes[dimension.id] !== undefined) continue;
      for (const figure of total.figures)
        for (const comparison of comparisons(figure, partsOf(figure, total, dimension, cells), dimension)) {
          const found = compared(comparison, checking);
          if (found) yield found;
        }
    }
}

interface Part {
  readonly code: string;
  readonly figure: Figure;
}

function partsOf({ timePeriod }: Figure, total: Series, dimension: Dimension, cells: Cells): readonly Part[] {
  const codes = parseSliceKey(total.slice) ?? {};
  return partCodes(dimension).flatMap((code) => {
    const figure = cells.at(total.territory, sliceKey({ ...codes, [dimension.id]: code }), timePeriod);
    return figure ? [{ code, figure }] : [];
  });
}

function comparisons(total: Figure, parts: readonly Part[], dimension: Dimension): readonly Comparison[] {
  if (parts.length === 0) return [];
  const figures = parts.map(({ figure }) => figure);
  if (dimension.role === 'partial') return figures.map((figure) => within(total, [figure], dimension));
  const filed = new Set(parts.map(({ code }) => code));
  // Unknown and other parts are filed where there are any.
  const isWhole = partCodes(dimension).every((code) => code.startsWith('_') || filed.has(code));
  return [isWhole ? sumTo(total, figures, dimension) : within(total, figures, dimension)];
}

function sumTo(total: Figure, parts: readonly Figure[], dimension: Dimension): Comparison {
  return {
    ...ofRole(total, dimension),
    rule: 'PARTS_OF_TOTAL',
    figures: [{ role: 'total', figure: total }, ...parts.map(asPart)],
    meaning: { vi: 'các phần cộng lại bằng tổng', en: 'the parts sum to the total' },
    isEquality: true,
    compute: (read) => {
      const [expected, found] = [addedUp(parts, read), read(total)];
      return expected && found && { expected, found };
    },
  };
}

function within(total: Figure, parts: readonly Figure[], dimension: Dimension): Comparison {
  return {
    ...ofRole(total, dimension),
    rule: 'PART_WITHIN_WHOLE',
    figures: [asPart(parts[0]!), ...parts.slice(1).map(asPart), { role: 'total', figure: total }],
    meaning: { vi: 'phần không lớn hơn tổng', en: 'a part is at most the total' },
    isEquality: false,
    compute: (read) => {
      const [found, most] = [addedUp(parts, read), read(total)];
      return found && most && { expected: { ...most, low: -Infinity, lowOpen: true }, found };
    },
  };
}

function asPart(figure: Figure): ComparedFigure {
  return { role: 'part', figure };
}

function ofRole({ unitMeasure }: Figure, { id, role }: Dimension) {
  return { relation: `${id}(${role})`, strictness: 'exact', unitMeasure } as const;
}
