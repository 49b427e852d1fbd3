import { addDays } from '../../../kit/calendar.ts';
import { exactly } from '../../figures/interval.ts';
import type { Boundaries } from '../../units/boundaries.ts';
import { FIRST_DAY } from '../../units/select-units.ts';
import type { Cells } from '../cells.ts';
import type { Found } from '../finding.ts';
import { misfit, printedInterval } from '../printed.ts';
import { both } from '../words.ts';
import { remarkOn } from './remark.ts';
import type { Checking } from './rule.ts';
import { periodOf } from '../period-of.ts';

const LEVELS = new Set(['PROVINCE', 'DISTRICT', 'COMMUNE']);

/**
 * Counts of units against the list of units on the period's last day. An indicator that is declared a part of another counts some of the
 * units, any other all of them.
 */
export function* unitsCounted(cells: Cells, checking: Checking): Iterable<Found> {
  const { aggregation, unitMeasure: level, relations } = cells.indicator;
  if (aggregation !== 'COUNT_OF_UNITS' || !LEVELS.has(level)) return;
  const countsSome = relations.some(({ kind }) => kind === 'partOf');
  for (const { territory, slice, figures } of cells.all())
    for (const figure of figures) {
      const day = figure.referenceDate ?? addDays(periodOf(figure.timePeriod).end, -1);
      const found = printedInterval(figure, checking.counted);
      if (day < FIRST_DAY || !found) continue;
      const listed = unitsWithin(territory, level, day, checking.boundaries);
      const isPart = countsSome || slice !== '';
      const expected = isPart ? { ...exactly(listed), low: -Infinity, lowOpen: true } : exactly(listed);
      const size = misfit(expected, found);
      const text = both((language) =>
        language === 'vi'
          ? `Danh mục đơn vị hành chính ngày ${day} có ${listed} đơn vị: ${size === 0 ? 'khớp' : 'không khớp'}.`
          : `The list of units has ${listed} on ${day}: ${size === 0 ? 'they fit' : 'they do not fit'}.`,
      );
      yield remarkOn(
        figure,
        {
          rule: 'UNITS_COUNTED',
          severity: size === 0 ? 'AGREEMENT' : 'QUESTION',
          expected,
          found,
          size: size || null,
          text,
        },
        checking,
      );
    }
}

function unitsWithin(territory: string, level: string, day: string, boundaries: Boundaries): number {
  const within = (code: string | null): boolean => {
    const unit = code === null ? undefined : boundaries.unit(code);
    return unit !== undefined && (unit.territoryCode === territory || within(unit.parentCode));
  };
  return boundaries.inForce(level, day).filter(({ parentCode }) => within(parentCode)).length;
}
