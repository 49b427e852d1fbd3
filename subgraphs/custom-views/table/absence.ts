import type { Label } from '../../kit/code-lists.ts';
import type { Indicator } from '../../kit/declarations.ts';
import { isInForce } from '../units/boundaries.ts';
import { without, type Evaluated } from './evaluated.ts';
import type { Evaluation, Place } from './evaluation.ts';
import type { PeriodAsked } from './series.ts';
import { addDays } from '../../kit/calendar.ts';

/** Why a place has no figure of a series, in the terms that agencies use for their own absences. */
export function absenceOf(
  indicator: Indicator,
  slice: string,
  asked: PeriodAsked,
  { unit }: Place,
  { reading, boundaries }: Evaluation,
): Evaluated {
  const timePeriod = asked.kind === 'exact' ? asked.period.text : null;
  const missing = (reasonCode: string, status = 'MISSING', detail: Label | null = null) =>
    without('MISSING', reasonCode, { status, timePeriod, detail });
  if (reading.unavailable.has(indicator.agency)) return missing('AGENCY_UNAVAILABLE');
  if (asked.kind === 'exact') {
    const versions = boundaries.versionsOf(unit.territoryCode);
    const { start, end } = asked.period;
    const existed = versions.some(
      (one) =>
        isInForce(one, start) ||
        isInForce(one, addDays(end, -1)) ||
        ((one.validFrom ?? '') >= start && (one.validFrom ?? '') < end),
    );
    if (!existed) return missing('UNIT_NOT_IN_FORCE', 'MISSING_CANNOT_EXIST');
  }
  if (indicator.levels.length > 0 && !indicator.levels.includes(unit.level))
    return missing('NOT_COLLECTED_AT_LEVEL', 'MISSING_NOT_COLLECTED', both(indicator.levels.join(', ')));
  const required = indicator.dimensions.filter(({ role, id }) => role === 'required' && !slice.includes(`${id}=`));
  if (required.length > 0)
    return missing(
      'DIMENSION_REQUIRED',
      'MISSING',
      both(required.map(({ id, codes }) => `${id}: ${codes.join(', ')}`).join('; ')),
    );
  return missing('NO_FIGURE');
}

function both(text: string): Label {
  return { vi: text, en: text };
}
