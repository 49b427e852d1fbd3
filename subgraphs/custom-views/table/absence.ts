import { addDays } from '../../kit/calendar.ts';
import type { Label } from '../../kit/code-lists.ts';
import type { Indicator } from '../../kit/declarations.ts';
import { parseSliceKey, sliceKey, TOTAL } from '../../kit/slice.ts';
import type { Figure } from '../figures/figure.ts';
import { isInForce, type BoundaryUnit } from '../units/boundaries.ts';
import { both, without, type Evaluated } from './evaluated.ts';
import { figuresAt, needOf, type Evaluation, type Pending, type Place } from './evaluation.ts';
import type { PeriodAsked } from './series.ts';

/** Why a place has no figure of a series, in the terms that agencies use for their own absences. */
export function absenceOf(
  indicator: Indicator,
  slice: string,
  asked: PeriodAsked,
  place: Place,
  evaluation: Evaluation,
): Pending<Evaluated> {
  const { reading, boundaries } = evaluation;
  const { unit } = place;
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
    if (!existed) return missing('UNIT_NOT_IN_FORCE', 'MISSING_CANNOT_EXIST', lifeOf(unit, versions));
  }
  const need = needOf(indicator, slice, asked);
  const [recorded, known] = [reading, reading.now].map((from) => (from ? from.at(need, unit.territoryCode) : []));
  if (!recorded || !known) return undefined;
  const isMeant = (one: Figure) => timePeriod === null || one.timePeriod === timePeriod;
  const [then, now] = [recorded.filter(isMeant), known.filter(isMeant)];
  if (now.some(({ isTarget }) => !then.some((one) => one.isTarget === isTarget)))
    return missing('NOT_KNOWN_THEN', 'MISSING', both(reading.options.asOf!));
  const others = slicesFiled(indicator, slice, asked, place, evaluation);
  if (!others) return undefined;
  if (others.length > 0) return missing('DIMENSION_REQUIRED', 'MISSING', both(others.join(', ')));
  if (then.some(({ isTarget }) => isTarget)) return missing('TARGETS_ONLY');
  if (indicator.levels.length > 0 && !indicator.levels.includes(unit.level))
    return missing('NOT_COLLECTED_AT_LEVEL', 'MISSING_NOT_COLLECTED', both(indicator.levels.join(', ')));
  return missing('NO_FIGURE');
}

/** The slices that have a figure here, of a dimension that has no total. */
function slicesFiled(
  indicator: Indicator,
  slice: string,
  asked: PeriodAsked,
  { unit }: Place,
  { reading }: Evaluation,
): Pending<readonly string[]> {
  const chosen = parseSliceKey(slice) ?? {};
  const slices = indicator.dimensions
    .filter(({ id, role }) => role === 'required' && chosen[id] === undefined)
    .flatMap(({ id, codes }) =>
      codes.filter((code) => code !== TOTAL).map((code) => sliceKey({ ...chosen, [id]: code })),
    );
  const figures = slices.map((one) => figuresAt(indicator, one, asked, unit.territoryCode, reading));
  if (figures.includes(undefined)) return undefined;
  return slices.filter((_one, n) => figures[n]!.length > 0);
}

/** When a territory was a unit, all versions of it together. */
function lifeOf({ name, code }: BoundaryUnit, versions: readonly BoundaryUnit[]): Label {
  const [from, to] = [versions[0]!.validFrom, versions.at(-1)!.validTo];
  const last = to === null ? null : addDays(to, -1);
  const vi = [from && `từ ${from}`, last && `đến hết ${last}`].filter(Boolean).join(' ');
  const en = [from && `from ${from}`, last && `to ${last}`].filter(Boolean).join(' ');
  return { vi: `${name} (${code}) ${vi}`, en: `${name} (${code}) ${en}` };
}
