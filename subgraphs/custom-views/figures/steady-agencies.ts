import { GraphQLError } from 'graphql';
import type { ServedAgencies } from '../../kit/served-agencies.ts';

/** Figures changed while a table was read: what was read of them before and after makes no one state. */
export class FiguresMoved extends GraphQLError {
  readonly agency: string;
  /** It does not answer any more, rather than with another version. */
  readonly isFailure: boolean;

  constructor(agency: string, isFailure = false) {
    super(`The figures of ${agency} are changing while the table is read. Ask again in a moment.`, {
      extensions: { code: 'FIGURES_CHANGING', agency },
    });
    this.agency = agency;
    this.isFailure = isFailure;
  }
}

/** The same agencies, each read in one state of its data: an answer of another version, or none after one, is refused. */
export function steadyAgencies(agencies: ServedAgencies, leftOut: ReadonlySet<string> = new Set()): ServedAgencies {
  const versions = new Map<string, string | undefined>();
  return {
    ...agencies,
    ask: async (agency, ...question) => {
      if (leftOut.has(agency)) throw new Error(`${agency} stopped answering while the table was read.`);
      const answer = await agencies.ask(agency, ...question).catch((error: unknown) => {
        throw versions.has(agency) ? new FiguresMoved(agency, true) : error;
      });
      const version = answer.extensions?.dataVersion;
      if (versions.has(agency) && versions.get(agency) !== version) throw new FiguresMoved(agency);
      versions.set(agency, version);
      return answer;
    },
  };
}

const ATTEMPTS = 3;

/**
 * Computes from one state of each agency's data, again where it moved meanwhile. An agency that stops answering, each time that it is
 * tried, is left out of the whole: it costs its own figures, and nothing of it stands beside what lacks the rest of it.
 */
export async function inOneState<Result>(
  agencies: ServedAgencies,
  compute: (agencies: ServedAgencies) => Promise<Result>,
): Promise<Result> {
  const leftOut = new Set<string>();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await compute(steadyAgencies(agencies, leftOut));
    } catch (error) {
      if (!(error instanceof FiguresMoved)) throw error;
      if (attempt < ATTEMPTS) continue;
      if (!error.isFailure || leftOut.has(error.agency)) throw error;
      leftOut.add(error.agency);
    }
  }
}
