import type { Label } from '../../../kit/code-lists.ts';
import { concerns } from '../../../kit/relation-slices.ts';
import { operandsOf, relationsOf, type Relation } from '../../../kit/relations.ts';
import type { Figure } from '../../figures/figure.ts';
import { difference, type Interval } from '../../figures/interval.ts';
import type { Cells, Series } from '../cells.ts';
import type { ComparedFigure, Found } from '../finding.ts';
import { changes } from './changes.ts';
import { compared } from './comparison.ts';
import { addedUp, operandCells, type OperandCells } from './operands.ts';
import { ratios } from './ratios.ts';
import type { Checking } from './rule.ts';
import { toldApart } from './usual-misfits.ts';

/** What indicators declare by `relations` and by the parts of a ratio. */
export function* declaredRelations(cells: Cells, checking: Checking): Iterable<Found> {
  for (const relation of relationsOf(cells.indicator)) {
    const found: Found[] = [];
    for (const series of cells.all()) {
      if (!concerns(relation, series.slice)) continue;
      const operands = operandsOf(relation).map((operand) => operandCells(relation, operand, series, checking));
      if (operands.every((one) => one !== null)) found.push(...check(relation, series, operands, checking));
    }
    yield* relation.strictness === 'question' ? toldApart(found) : found;
  }
}

function* check(
  relation: Relation,
  series: Series,
  operands: readonly OperandCells[],
  checking: Checking,
): Iterable<Found> {
  for (const figure of series.figures) {
    const [first, second] = operands;
    if (relation.kind === 'ratioOf') yield* ratios(relation, figure, first!, second!, checking);
    else if (relation.kind === 'changeOf') yield* changes(relation, figure, first!, checking);
    else {
      const found = compareWith(relation, figure, operands, checking);
      if (found) yield found;
    }
  }
}

interface Form {
  readonly rule: string;
  readonly roles: readonly [string, ...string[]];
  readonly meaning: Label;
  readonly expected: (operands: readonly Interval[]) => Interval;
}

const FORMS: Readonly<Record<'partOf' | 'differenceOf' | 'sameAs', Form>> = {
  partOf: {
    rule: 'PART_WITHIN_WHOLE',
    roles: ['part', 'whole'],
    meaning: { vi: 'phần không lớn hơn toàn bộ', en: 'a part is at most the whole' },
    expected: ([whole]) => ({ ...whole!, low: -Infinity, lowOpen: true }),
  },
  differenceOf: {
    rule: 'DIFFERENCE_OF_FIGURES',
    roles: ['difference', 'minuend', 'subtrahend'],
    meaning: { vi: 'hiệu bằng số thứ nhất trừ số thứ hai', en: 'the difference is the first figure less the second' },
    expected: ([minuend, subtrahend]) => difference(minuend!, subtrahend!),
  },
  sameAs: {
    rule: 'SAME_QUANTITY',
    roles: ['one', 'other'],
    meaning: { vi: 'hai chỉ tiêu đếm cùng một lượng', en: 'both indicators count the same quantity' },
    expected: ([other]) => other!,
  },
};

function compareWith(
  relation: Extract<Relation, { kind: keyof typeof FORMS }>,
  figure: Figure,
  operands: readonly OperandCells[],
  checking: Checking,
): Found | null {
  const { rule, roles, meaning, expected } = FORMS[relation.kind];
  const filed = operands.map((operand) => operand.at(figure.timePeriod));
  if (filed.some((figures) => figures.length === 0)) return null;
  const others = filed.flatMap((figures, place) =>
    figures.map((one): ComparedFigure => ({ role: roles[place + 1]!, figure: one })),
  );
  return compared(
    {
      rule,
      relation: relation.text,
      strictness: relation.strictness,
      figures: [{ role: roles[0], figure }, ...others],
      unitMeasure: figure.unitMeasure,
      meaning,
      isEquality: relation.kind !== 'partOf',
      compute: (read) => {
        const found = read(figure);
        const intervals = filed.map((figures) => addedUp(figures, read));
        return found && intervals.every((one) => one !== null) ? { expected: expected(intervals), found } : null;
      },
    },
    checking,
  );
}
