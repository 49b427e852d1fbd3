import { compareText } from './compare-text.ts';

/** What a figure is preferred by among others of the same cell. */
export interface Preferred {
  readonly isTarget: boolean;
  readonly obsStatus: string;
  readonly citation: { readonly published: string | null; readonly source: string } | null;
}

/** Figures before targets, confirmed before unconfirmed, then the newer publication, as agencies prefer among the sources of one cell. */
export function byPreference(a: Preferred, b: Preferred): number {
  const published = ({ citation }: Preferred) => citation?.published ?? '';
  return (
    Number(a.isTarget) - Number(b.isTarget) ||
    Number(a.obsStatus === 'UNVALIDATED') - Number(b.obsStatus === 'UNVALIDATED') ||
    compareText(published(b), published(a)) ||
    compareText(a.citation?.source ?? '', b.citation?.source ?? '')
  );
}
