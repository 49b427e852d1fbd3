import type { Found } from '../finding.ts';
import { exactly, type Interval } from '../../figures/interval.ts';
import type { Cells, Series } from '../cells.ts';
import { misfit, printedInterval } from '../printed.ts';
import { both } from '../words.ts';
import { remarkOn } from './remark.ts';
import type { Checking } from './rule.ts';

/** At most a whole, in percent. */
const SHARE: Interval = { low: -Infinity, high: 100, lowOpen: true, highOpen: false };
/** A neighbour this many times what a zero can stand for makes rounding alone an unlikely reason. */
const MANY_TIMES = 10;

/** Shares over 100 percent even before rounding. Changes and growth may be. */
export function* ratesOver100(cells: Cells, checking: Checking): Iterable<Found> {
  const { unitMeasure, relations } = cells.indicator;
  if (unitMeasure !== 'PT' || relations.some(({ kind }) => kind === 'changeOf' || kind === 'differenceOf')) return;
  for (const { figures } of cells.all())
    for (const figure of figures) {
      const found = printedInterval(figure, checking.counted);
      const size = found ? misfit(SHARE, found) : 0;
      if (size === 0) continue;
      const text = {
        vi: 'Một tỷ lệ của toàn bộ không thể trên 100%: có thể tử số và mẫu số tính theo hai số dân khác nhau.',
        en: 'A share of a whole cannot be over 100 percent: its two parts may be of unlike populations.',
      };
      yield remarkOn(
        figure,
        { rule: 'RATE_OVER_100', severity: 'QUESTION', expected: SHARE, found, size, text },
        checking,
      );
    }
}

/** Zeros of rates, which are rounded; a question where the figures before and after are far from zero. */
export function* roundedZeros(cells: Cells, checking: Checking): Iterable<Found> {
  if (checking.counted.has(cells.indicator.unitMeasure)) return;
  for (const series of cells.all())
    for (const [place, figure] of series.figures.entries()) {
      if (figure.value !== 0 || figure.qualifier !== 'EQ') continue;
      const found = printedInterval(figure, checking.counted)!;
      const isOdd = isFarFromZero(series, place, found.high);
      const below = checking.words.interval(exactly(found.high), figure.unitMeasure);
      const text = both((language) =>
        language === 'vi'
          ? `Số 0 này do làm tròn, có thể đến gần ${below.vi}, không phải số 0 thực${isOdd ? '; số liệu trước và sau đều lớn hơn nhiều, có thể là sai sót' : ''}.`
          : `This zero is rounded and may be up to nearly ${below.en}, no true zero${isOdd ? '; the figures before and after are far larger, so that it may be a slip' : ''}.`,
      );
      yield remarkOn(figure, { rule: 'ROUNDED_ZERO', severity: isOdd ? 'QUESTION' : 'NOTE', found, text }, checking);
    }
}

/** Of rates that may be negative a zero is one value among others. */
function isFarFromZero({ figures }: Series, place: number, most: number): boolean {
  if (figures.some(({ value }) => value !== null && value < 0)) return false;
  return [figures[place - 1], figures[place + 1]].every(
    (neighbour) => neighbour !== undefined && (neighbour.value ?? 0) > MANY_TIMES * most,
  );
}
