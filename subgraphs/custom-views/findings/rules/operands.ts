import { slicesOfOperand } from '../../../kit/relation-slices.ts';
import type { Operand, Relation } from '../../../kit/relations.ts';
import type { Figure } from '../../figures/figure.ts';
import { sum, type Interval } from '../../figures/interval.ts';
import type { Series } from '../cells.ts';
import type { Reading } from './comparison.ts';
import type { Checking } from './rule.ts';
import { periodOf } from '../period-of.ts';

/** The cells of an operand for one series: where its figures would be, whether or not they are filed. */
export interface OperandCells {
  readonly indicator: string;
  readonly slices: readonly string[];
  readonly unitMeasure: string;
  /** The filed figures of a period: of the one slice, or those to be added up. */
  readonly at: (timePeriod: string) => readonly Figure[];
  /** The same at the end of the period before. */
  readonly before: (timePeriod: string) => readonly Figure[];
}

/** Null: the operand's agency did not answer. */
export function operandCells(
  relation: Relation,
  operand: Operand,
  { territory, slice }: Series,
  { indicators, cells }: Checking,
): OperandCells | null {
  const indicator = indicators.get(operand.indicator);
  const there = cells(operand.indicator);
  if (!indicator || !there) return null;
  const slices = slicesOfOperand(relation, operand, slice, indicator.dimensions);
  return {
    indicator: indicator.code,
    slices,
    unitMeasure: indicator.unitMeasure,
    at: (timePeriod) => slices.flatMap((one) => there.at(territory, one, timePeriod) ?? []),
    before: (timePeriod) =>
      slices.flatMap(
        (one) => there.series(territory, one)?.figures.findLast((figure) => endsBefore(figure, timePeriod)) ?? [],
      ),
  };
}

/** Whether the figure's period is of the same kind as this one and ends where it begins. */
function endsBefore(figure: Figure, timePeriod: string): boolean {
  return (
    figure.timePeriod.length === timePeriod.length && periodOf(figure.timePeriod).end === periodOf(timePeriod).start
  );
}

/** Figures added up; null where there are none, or one is suppressed. */
export function addedUp(figures: readonly Figure[], read: Reading): Interval | null {
  const intervals = figures.map(read);
  if (intervals.length === 0 || intervals.some((one) => one === null)) return null;
  return sum(intervals as Interval[]);
}
