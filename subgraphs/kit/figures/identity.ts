import { createHash } from 'node:crypto';
import type { Figure } from './filed-figure.ts';

type Identity = Pick<Figure, 'indicator' | 'territory_code' | 'slice' | 'time_period' | 'source' | 'record_type'>;

/** What makes two records the same figure: a second one is then a revision of the first. */
export function identityOf(figure: Identity): string {
  const { indicator, territory_code, slice, time_period, source, record_type } = figure;
  return [indicator, territory_code, slice, time_period, source, record_type].join('|');
}

/**
 * The address of a figure as it stands: the indicator's code and a hash of everything recorded. It is the same in every installation,
 * and never comes to mean another content.
 */
export function figureId(figure: Figure): string {
  const content = Object.entries(figure)
    .filter(([, value]) => value !== null)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('base64url');
  return `${figure.indicator}.${hash.slice(0, 22)}`;
}
