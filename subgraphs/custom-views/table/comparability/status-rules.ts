import { isExact } from '../../figures/interval.ts';
import type { Evaluated } from '../evaluated.ts';
import { distinct, rowsOf, type Cell, type Rule } from './rule.ts';

export function mixedValidation(cells: readonly Cell[]): ReturnType<Rule> {
  const unvalidated = cells.filter(({ cell }) => cell.status === 'UNVALIDATED');
  return unvalidated.length === 0 || unvalidated.length === cells.length
    ? null
    : { rows: rowsOf(unvalidated), named: [] };
}

export function allUnvalidated(cells: readonly Cell[]): ReturnType<Rule> {
  return cells.every(({ cell }) => cell.status === 'UNVALIDATED') ? { rows: rowsOf(cells), named: [] } : null;
}

export function boundsAmongExact(cells: readonly Cell[]): ReturnType<Rule> {
  const bounds = cells.filter(({ cell }) => !isExact(cell.interval!));
  return bounds.length === 0 || cells.length < 2 ? null : { rows: rowsOf(bounds), named: [] };
}

/** The sources of what a cell is, or is made of; weights only apportion it. */
export function sourcesOf({ figure, parts }: Evaluated): readonly string[] {
  const own = figure?.citation ? [figure.citation.source] : [];
  if (parts.length === 0) return own;
  const meant = parts.filter(({ role }) => role !== 'weight');
  return distinct([...own, ...meant.flatMap(({ evaluated }) => sourcesOf(evaluated))]).toSorted();
}
