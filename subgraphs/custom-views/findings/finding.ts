import { createHash } from 'node:crypto';
import type { Label } from '../../kit/code-lists.ts';
import type { Figure } from '../figures/figure.ts';
import type { Interval } from '../figures/interval.ts';

/** Heaviest first, as in `FindingSeverity`. */
export const SEVERITIES = ['CONTRADICTION', 'QUESTION', 'NOTE', 'IMPLICATION', 'AGREEMENT'] as const;
export type Severity = (typeof SEVERITIES)[number];

export interface ComparedFigure {
  readonly role: string;
  readonly figure: Figure;
}

/** A figure that others imply, whether it is filed or not. */
export interface ImpliedCell {
  readonly indicator: string;
  readonly slice: string;
  readonly timePeriod: string;
}

/** What a rule found; where and when it was found, and in which order it is told, is added by `toFinding`. */
export interface Found {
  readonly rule: string;
  readonly severity: Severity;
  readonly timePeriod: string;
  /** As declared; null: the rule needs no declaration. */
  readonly relation: string | null;
  /** The first is the one that the finding is about. */
  readonly figures: readonly [ComparedFigure, ...ComparedFigure[]];
  readonly expected: Interval | null;
  readonly found: Interval | null;
  /** Of `expected` and `found`. */
  readonly unitMeasure: string;
  /** The figure that `expected` gives bounds of; null: none. */
  readonly implies: ImpliedCell | null;
  /** Null: nothing misses. */
  readonly size: number | null;
  readonly text: Label;
}

export interface Finding extends Found {
  readonly id: string;
  /** Orders findings of one severity and size, and no two have the same. */
  readonly key: string;
  readonly unitCode: string;
  readonly unitName: string;
  readonly territory: string;
}

export interface FoundIn {
  readonly code: string;
  readonly name: string;
  readonly territoryCode: string;
}

export function toFinding(found: Found, unit: FoundIn): Finding {
  const { indicator, slice } = found.figures[0].figure;
  const sources =
    found.rule === 'SOURCES_OF_ONE_CELL' ? found.figures.map(({ figure }) => figure.citation?.source) : [];
  const key = JSON.stringify([found.rule, indicator, slice, unit.code, found.timePeriod, found.relation, ...sources]);
  return {
    ...found,
    id: createHash('sha256').update(key).digest('base64url').slice(0, 22),
    key,
    unitCode: unit.code,
    unitName: unit.name,
    territory: unit.territoryCode,
  };
}

/** Where a finding stands in the list. */
export type Place = Pick<Finding, 'severity' | 'size' | 'key'>;

/** The heaviest first, then the largest misfit, then by key: a total order. */
export function compareFindings(a: Place, b: Place): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    (b.size ?? -1) - (a.size ?? -1) ||
    (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
  );
}
