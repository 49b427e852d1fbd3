import { addDays } from '../../../kit/calendar.ts';
import { parseTimePeriod } from '../../../kit/time-period.ts';
import type { Figure } from '../../figures/figure.ts';
import type { Boundaries } from '../../units/boundaries.ts';
import type { Cells } from '../cells.ts';
import type { Found, Severity } from '../finding.ts';
import { both } from '../words.ts';
import { remarkOn } from './remark.ts';
import type { Checking } from './rule.ts';
import { periodOf } from '../period-of.ts';

/** Figures printed before their period was over: what they count is the period so far. */
export function* publishedEarly(cells: Cells, checking: Checking): Iterable<Found> {
  for (const { figures } of cells.all())
    for (const figure of figures) {
      const published = parseTimePeriod(figure.citation?.published ?? '');
      if (!published) continue;
      const lastDay = figure.referenceDate ?? addDays(periodOf(figure.timePeriod).end, -1);
      const printedBy = addDays(published.end, -1);
      if (printedBy >= lastDay) continue;
      const isClaimedFinal = figure.periodBasis === 'STATED' && figure.obsStatus === 'NORMAL';
      const text = both((language) =>
        language === 'vi'
          ? `Công bố ${printedBy}, trước ngày ${lastDay} là ngày cuối của kỳ${figure.periodBasis === 'YEAR_TO_DATE' ? ': số liệu tính từ đầu kỳ đến ngày công bố' : ''}${isClaimedFinal ? ', nhưng được ghi là số chính thức của cả kỳ' : ''}.`
          : `Published on ${printedBy}, before the period's last day ${lastDay}${figure.periodBasis === 'YEAR_TO_DATE' ? ': it counts from the start of the period to the publication' : ''}${isClaimedFinal ? ', yet filed as final for the whole period' : ''}.`,
      );
      const severity: Severity = isClaimedFinal ? 'CONTRADICTION' : 'NOTE';
      yield remarkOn(figure, { rule: 'PUBLISHED_BEFORE_PERIOD_END', severity, text }, checking);
    }
}

/**
 * Figures of a territory that did not exist in the period, or on the day that a figure describes. Where it existed in a part of the period
 * only, that is noted.
 */
export function* unitsNotInForce(cells: Cells, checking: Checking): Iterable<Found> {
  const { timePerCollect } = cells.indicator;
  for (const { territory, figures } of cells.all()) {
    const { from, to } = lifeOf(territory, checking.boundaries);
    for (const figure of figures) {
      const { start, end } = described(figure, timePerCollect);
      const isOutside = (from !== null && end <= from) || (to !== null && to <= start);
      const isInPart = (from !== null && start < from) || (to !== null && to < end);
      if (!isOutside && !isInPart) continue;
      const life = both((language) =>
        language === 'vi'
          ? `${from === null ? '' : ` từ ${from}`}${to === null ? '' : ` đến hết ${addDays(to, -1)}`}`
          : `${from === null ? '' : ` from ${from}`}${to === null ? '' : ` until ${addDays(to, -1)}`}`,
      );
      const text = isOutside
        ? {
            vi: `Địa bàn này chỉ tồn tại${life.vi}, ngoài kỳ của số liệu.`,
            en: `This territory existed${life.en} only, outside the period.`,
          }
        : {
            vi: `Địa bàn này chỉ tồn tại${life.vi}: một phần của kỳ.`,
            en: `This territory existed${life.en} only: in a part of the period.`,
          };
      // Estimated for boundaries of another time, or a period that the source does not state: no claim that is wrong.
      const isByConstruction = figure.obsStatus === 'ESTIMATED' || figure.periodBasis === 'INFERRED';
      const severity: Severity = isOutside && !isByConstruction ? 'CONTRADICTION' : 'NOTE';
      yield remarkOn(figure, { rule: 'UNIT_NOT_IN_FORCE', severity, text }, checking);
    }
  }
}

/** The days that a figure describes, half-open: a level at the end of the period is of its last day. */
function described(
  { timePeriod, referenceDate }: Figure,
  timePerCollect: string | null,
): { start: string; end: string } {
  if (referenceDate !== null) return { start: referenceDate, end: addDays(referenceDate, 1) };
  const { start, end } = periodOf(timePeriod);
  if (timePerCollect === 'E') return { start: addDays(end, -1), end };
  return timePerCollect === 'B' ? { start, end: addDays(start, 1) } : { start, end };
}

/** First day and day after the last of all versions of a territory. */
function lifeOf(territory: string, boundaries: Boundaries): { from: string | null; to: string | null } {
  return {
    from: boundaries.unit(territory)?.validFrom ?? null,
    to: boundaries.versionOf(territory, '9999-12-31').validTo,
  };
}
