import type { Label } from '../../kit/code-lists.ts';
import type { Indicator } from '../../kit/declarations.ts';
import type { Figure } from '../figures/figure.ts';
import { saysNothing, type Interval } from '../figures/interval.ts';
import type { BoundaryUnit } from '../units/boundaries.ts';
import type { CellOrigin } from './document.ts';

/** A cell before it is written: what is known of the number, and what it is made of. Numbers are in ones, multipliers applied. */
export interface Evaluated {
  readonly origin: CellOrigin;
  /** Null: nothing is known. */
  readonly interval: Interval | null;
  /** The likeliest number where the interval has more than one; null: none is likelier. */
  readonly point: number | null;
  readonly isApproximate: boolean;
  /** Decimals that are meant, of the number in ones: -3 where thousands are. */
  readonly decimals: number;
  readonly timePeriod: string | null;
  readonly status: string;
  readonly reasonCode: string | null;
  /** Words beside the reason's own label. */
  readonly detail: Label | null;
  readonly formula: string | null;
  readonly parts: readonly Part[];
  readonly coverage: { readonly have: number; readonly of: number } | null;
  /** The figure, where the cell is one. */
  readonly figure: Figure | null;
}

/** What a cell is made of. */
export interface Part {
  readonly role: 'numerator' | 'denominator' | 'part' | 'minuend' | 'subtrahend' | 'whole' | 'weight';
  readonly unit: BoundaryUnit;
  readonly indicator: Indicator;
  readonly slice: string;
  readonly evaluated: Evaluated;
  /** Its share or weight, where an estimate was made. */
  readonly weight: number | null;
}

/** From the weakest. */
const WEAKNESS = [
  'UNVALIDATED',
  'LOW_RELIABILITY',
  'ESTIMATED',
  'FORECAST',
  'PROVISIONAL',
  'DEFINITION_DIFFERS',
  'SPECIAL_EVENT',
  'NORMAL',
];

/** The weakest status; what is made of nothing is normal. */
export function weakest(statuses: readonly string[]): string {
  return WEAKNESS.find((status) => statuses.includes(status)) ?? 'NORMAL';
}

export function hasValue({ interval }: Evaluated): boolean {
  return interval !== null;
}

/** Whether nothing is missing of what it is made of; what is not whole is a bound. */
export function isWhole({ coverage, reasonCode }: Evaluated): boolean {
  return (coverage === null || coverage.have >= coverage.of) && reasonCode !== 'OPEN_ENDED';
}

/** How much there is of what a cell is made of, down to the parts of its parts. */
export function coverageOfParts(parts: readonly Part[]): { readonly have: number; readonly of: number } {
  let [have, of] = [0, 0];
  for (const { evaluated } of parts) {
    have += evaluated.coverage?.have ?? (hasValue(evaluated) ? 1 : 0);
    of += evaluated.coverage?.of ?? 1;
  }
  return { have, of };
}

/** What is computed of parts; its status is the weakest of theirs, and what they lack it lacks. Impossible where their bounds leave every number open. */
export function computed(
  made: Pick<Evaluated, 'origin' | 'interval' | 'decimals' | 'timePeriod' | 'formula' | 'parts'> & Partial<Evaluated>,
): Evaluated {
  const { interval, timePeriod, formula, parts, coverage = null } = made;
  if (interval && saysNothing(interval))
    return without('IMPOSSIBLE', 'ONLY_BOUNDS', { timePeriod, formula, parts, coverage });
  const incomplete = parts.find(
    ({ role, evaluated }) => role !== 'weight' && hasValue(evaluated) && !isWhole(evaluated),
  );
  return {
    point: null,
    isApproximate: made.parts.some(({ evaluated }) => evaluated.isApproximate),
    status: weakest(made.parts.filter(({ evaluated }) => hasValue(evaluated)).map(({ evaluated }) => evaluated.status)),
    detail: null,
    figure: null,
    ...made,
    reasonCode: made.reasonCode ?? incomplete?.evaluated.reasonCode ?? null,
    coverage: made.coverage ?? (incomplete ? coverageOfParts(parts) : null),
  };
}

/** No number, and why. */
export function without(
  origin: 'MISSING' | 'IMPOSSIBLE',
  reasonCode: string,
  given: Partial<Evaluated> = {},
): Evaluated {
  return {
    origin,
    interval: null,
    point: null,
    isApproximate: false,
    decimals: 0,
    timePeriod: null,
    status: 'MISSING',
    reasonCode,
    detail: null,
    formula: null,
    parts: [],
    coverage: null,
    figure: null,
    ...given,
  };
}

/** The parts, and the parts of parts, in the order of the formulas. */
export function allParts({ parts }: Evaluated): readonly Part[] {
  return parts.flatMap((part) => [part, ...allParts(part.evaluated)]);
}

/** The recorded figures that it is, or is made of. */
export function figuresOf(evaluated: Evaluated): readonly Figure[] {
  return [evaluated, ...allParts(evaluated).map((part) => part.evaluated)].flatMap(({ figure }) => figure ?? []);
}

/** Whether it is, or is made of, a recorded figure of this kind. */
export function restsOn({ figure, parts }: Evaluated, isMeant: (figure: Figure) => boolean): boolean {
  return (figure !== null && isMeant(figure)) || parts.some(({ evaluated }) => restsOn(evaluated, isMeant));
}

/** Codes and names, which both languages write alike. */
export function both(text: string): Label {
  return { vi: text, en: text };
}
