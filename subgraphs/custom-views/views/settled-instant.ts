import type { ServedAgencies } from '../../kit/served-agencies.ts';

/** What was known at the instant does not change any more, as far as agencies tell. */
export interface SettledInstant {
  readonly instant: string;
  /** The agency whose writing holds it back; null: none does. */
  readonly heldBackBy: string | null;
  /** Agencies that could tell, and did not answer. */
  readonly silent: ReadonlySet<string>;
}

/**
 * The latest instant at which the history of every agency is whole: a figure is recorded with the instant at which its writing began, so
 * that one being written now would else be missing today, and be there when the table is computed again.
 */
export async function settledInstant(
  agencies: ServedAgencies,
  signal: AbortSignal | undefined,
): Promise<SettledInstant> {
  let instant = new Date().toISOString();
  let heldBackBy: string | null = null;
  const silent = new Set<string>();
  const told = await Promise.all([...agencies.tellSettled].map((agency) => ask(agencies, agency, signal)));
  for (const { agency, until } of told) {
    if (until === null) silent.add(agency);
    else if (Date.parse(until) < Date.parse(instant)) [instant, heldBackBy] = [new Date(until).toISOString(), agency];
  }
  return { instant, heldBackBy, silent };
}

async function ask(agencies: ServedAgencies, agency: string, signal: AbortSignal | undefined) {
  try {
    const { data } = await agencies.ask(agency, '{ _settledUntil }', {}, signal);
    return { agency, until: (data?.['_settledUntil'] as string | undefined) ?? null };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof TypeError) throw error;
    return { agency, until: null };
  }
}
