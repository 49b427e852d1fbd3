import type { ServedAgencies } from '../../kit/served-agencies.ts';

/** The same agencies, and which of them gave no whole answer: a table has no figures of those. */
export function noticingUnanswered(agencies: ServedAgencies): {
  readonly agencies: ServedAgencies;
  readonly unanswered: ReadonlySet<string>;
} {
  const unanswered = new Set<string>();
  const ask: ServedAgencies['ask'] = async (subgraph, ...question) => {
    try {
      const answer = await agencies.ask(subgraph, ...question);
      if (!answer.data || answer.errors?.length) unanswered.add(subgraph);
      return answer;
    } catch (error) {
      unanswered.add(subgraph);
      throw error;
    }
  };
  const unusable = (agency: string, error: Error) => {
    unanswered.add(agency);
    agencies.unusable?.(agency, error);
  };
  return { agencies: { ...agencies, ask, unusable }, unanswered };
}
