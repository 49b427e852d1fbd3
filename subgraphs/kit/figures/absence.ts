import { labelOf, type CodeList, type Label } from '../code-lists.ts';
import type { Indicator } from '../declarations.ts';
import { parseTimePeriod } from '../time-period.ts';
import { addDays } from '../calendar.ts';
import type { Area, FigureAnswer, FigureKey } from './find.ts';
import { dimensionValues, reasonIn } from './observation.ts';

interface Reason {
  readonly status: 'MISSING' | 'MISSING_NOT_COLLECTED' | 'MISSING_CANNOT_EXIST';
  readonly code: string;
  /** What to add to the reason's label. */
  readonly detail?: Label;
}

/** The answer that there is no figure, and why. `chosen`: every dimension was named in the question. */
export function toAbsence(
  key: FigureKey,
  answer: FigureAnswer,
  indicator: Indicator,
  codeLists: ReadonlyMap<string, CodeList>,
  chosen: boolean,
  /** The slice asked; null where several were. */
  slice: string | null = key.question.slice ?? '',
) {
  const reason = reasonOf(key, answer, indicator, chosen);
  const label = labelOf(codeLists, 'REASON', reason.code);
  const added = [reason.detail, predecessorsWithFigures(answer)].filter((part) => part !== undefined);
  const text = (language: 'vi' | 'en') => {
    const said = [label[language], ...added.map((part) => part[language])].join('; ');
    return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
  };
  return {
    id: null,
    indicator: indicator.code,
    refArea: key.unit,
    recordType: 'OBSERVATION',
    value: null,
    unitMeasure: indicator.unitMeasure,
    unitMultiplier: indicator.unitMultiplier,
    timePeriod: key.question.period,
    obsStatus: reason.status,
    dimensions: slice === null ? [] : dimensionValues(indicator, slice, codeLists),
    reasonCode: reason.code,
    reason: reasonIn({ vi: text('vi'), en: text('en') }),
  };
}

/** Why a question has no answer; facts that were not asked for count as unknown. */
export function reasonOf(
  key: FigureKey,
  answer: Pick<FigureAnswer, 'area' | 'absence'>,
  indicator: Indicator,
  chosen: boolean,
): Reason {
  const { area, absence } = answer;
  if (!area) return { status: 'MISSING', code: 'UNIT_UNKNOWN', detail: both(key.unit) };
  const outside = outsideItsLife(area, key);
  if (outside) return { status: 'MISSING_CANNOT_EXIST', code: 'UNIT_NOT_IN_FORCE', detail: outside };
  if (absence?.later) return { status: 'MISSING', code: 'NOT_KNOWN_THEN', detail: both(key.question.asOf ?? '') };
  if (absence?.slices.length && !chosen) {
    return { status: 'MISSING', code: 'DIMENSION_REQUIRED', detail: both(absence.slices.join(', ')) };
  }
  if (absence?.targets) return { status: 'MISSING', code: 'TARGETS_ONLY' };
  if (indicator.levels.length > 0 && !indicator.levels.includes(area.level)) {
    return {
      status: 'MISSING_NOT_COLLECTED',
      code: 'NOT_COLLECTED_AT_LEVEL',
      detail: both(indicator.levels.join(', ')),
    };
  }
  if (absence && !absence.filed) return { status: 'MISSING', code: 'NO_ROWS_FILED', ...parts(indicator) };
  return { status: 'MISSING', code: 'NO_FIGURE', ...otherPeriods(absence?.periods ?? []) };
}

/** Says when the unit's territory was in force, if that has no day in common with the period or range asked. */
function outsideItsLife(area: Area, { question }: FigureKey): Label | null {
  const period = question.period ? parseTimePeriod(question.period) : null;
  const first = period?.start ?? question.from;
  const end = period?.end ?? question.to;
  const begun = area.territory_from;
  const ended = area.territory_to;
  const tooEarly = begun !== null && end !== null && end <= begun;
  const tooLate = ended !== null && first !== null && first >= ended;
  if (!tooEarly && !tooLate) return null;
  const vi = [begun && `từ ${begun}`, ended && `đến hết ${addDays(ended, -1)}`].filter(Boolean).join(' ');
  const en = [begun && `from ${begun}`, ended && `to ${addDays(ended, -1)}`].filter(Boolean).join(' ');
  return { vi: `${area.name_vi} (${area.code}) ${vi}`, en: `${area.name_vi} (${area.code}) ${en}` };
}

function predecessorsWithFigures({ absence }: FigureAnswer): Label | undefined {
  if (!absence?.predecessors.length) return undefined;
  const named = absence.predecessors.map(({ code, name }) => `${name} (${code})`).join(', ');
  return { vi: `có số liệu ở đơn vị tiền thân: ${named}`, en: `predecessors with figures: ${named}` };
}

/** The periods that have a figure, the first and the last where there are many. */
function otherPeriods(periods: readonly string[]): { detail?: Label } {
  if (periods.length === 0) return {};
  const ordered = [...periods].toSorted();
  const named = ordered.length > 4 ? `${ordered[0]} … ${ordered.at(-1)} (${ordered.length})` : ordered.join(', ');
  return { detail: { vi: `các kỳ có số liệu: ${named}`, en: `periods with figures: ${named}` } };
}

function parts({ numerator, denominator }: Indicator): { detail?: Label } {
  if (!numerator || !denominator) return {};
  return {
    detail: { vi: `tính từ ${numerator} và ${denominator}`, en: `follows from ${numerator} and ${denominator}` },
  };
}

function both(text: string): Label {
  return { vi: text, en: text };
}
