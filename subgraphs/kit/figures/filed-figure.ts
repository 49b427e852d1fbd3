import type { Insertable } from 'kysely';
import { SubmissionError } from '../submission.ts';
import type { Agency, Indicator } from '../declarations.ts';
import type { CodeList } from '../code-lists.ts';
import { parseSliceKey } from '../slice.ts';
import type { ObservationTable } from './tables.ts';

/** A figure as a file gives it, before it has an id and a revision. */
export type Figure = Omit<Insertable<ObservationTable>, 'id' | 'revision' | 'recorded_at'>;

export interface FiledFigure {
  readonly file: string;
  readonly line: number;
  readonly figure: Figure;
}

/** Refuses a figure that its indicator does not allow: an unknown unit of measure, dimension or code, or bounds that say nothing. */
export function checkAgainstIndicator(
  filed: FiledFigure,
  indicator: Indicator,
  codeLists: ReadonlyMap<string, CodeList>,
): void {
  const { figure } = filed;
  const fault = (column: string, found: string, expected: string) =>
    new SubmissionError(filed.file, filed.line, column, found, expected);
  if (figure.unit_measure !== indicator.unitMeasure) {
    throw fault('unit_measure', figure.unit_measure, `${indicator.unitMeasure}, the unit of ${indicator.code}`);
  }
  if (!codeLists.get('UNIT_MEASURE')?.codes.has(figure.unit_measure)) {
    throw fault('unit_measure', figure.unit_measure, 'a code of the list UNIT_MEASURE');
  }
  for (const [dimension, code] of Object.entries(parseSliceKey(figure.slice) ?? {})) {
    const declared = indicator.dimensions.find(({ id }) => id === dimension);
    if (!declared)
      throw fault(
        'dimensions',
        figure.slice,
        `a dimension of ${indicator.code}: ${list(indicator.dimensions.map(({ id }) => id))}`,
      );
    if (!declared.codes.includes(code))
      throw fault('dimensions', figure.slice, `a code of ${dimension}: ${list(declared.codes)}`);
  }
  const { value, value_low: low, value_high: high, qualifier } = figure;
  const found = [`value ${value ?? 'none'}`, `from ${low ?? 'none'}`, `to ${high ?? 'none'}`].join(', ');
  if (!BOUNDS[qualifier]!(value != null, low != null, high != null)) {
    throw fault(
      'qualifier',
      `${qualifier} with ${found}`,
      'a value for EQ and APPROX, and for the others the bounds that they name alone',
    );
  }
  if (low != null && high != null && low > high) {
    throw fault('value_low', found, 'a lower bound that is not above the upper');
  }
}

/** Which of value, lower and upper bound a qualifier goes with. */
const BOUNDS: Readonly<Record<string, (value: boolean, low: boolean, high: boolean) => boolean>> = {
  EQ: (value, low, high) => value && !low && !high,
  APPROX: (value) => value,
  GT: (value, low, high) => low && !value && !high,
  GE: (value, low, high) => low && !value && !high,
  LT: (value, low, high) => high && !value && !low,
  LE: (value, low, high) => high && !value && !low,
  RANGE: (value, low, high) => low && high && !value,
};

/** The indicator with this code, or the fault that there is none. */
export function indicatorOfRow(agency: Agency, code: string, fault: (expected: string) => SubmissionError): Indicator {
  const indicator = agency.indicators.find((candidate) => candidate.code === code);
  if (!indicator) throw fault(`an indicator of ${agency.code}, such as ${agency.indicators[0]?.code}`);
  return indicator;
}

function list(names: readonly string[]): string {
  return names.length > 0 ? names.join(', ') : 'none';
}
