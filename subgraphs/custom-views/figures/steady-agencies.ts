import { GraphQLError } from 'graphql';
import type { ServedAgencies } from '../../kit/served-agencies.ts';

/** Figures changed while a table was read: what was read of them before and after makes no one state. */
export class FiguresMoved extends GraphQLError {
  constructor(agency: string) {
    super(`The figures of ${agency} are changing while the table is read. Ask again in a moment.`, {
      extensions: { code: 'FIGURES_CHANGING', agency },
    });
  }
}

/** The same agencies, each read in one state of its data: an answer of another version, or none after one, is refused. */
export function steadyAgencies(agencies: ServedAgencies): ServedAgencies {
  const versions = new Map<string, string | undefined>();
  return {
    ...agencies,
    ask: async (agency, ...question) => {
      const answer = await agencies.ask(agency, ...question).catch((error: unknown) => {
        throw versions.has(agency) ? new FiguresMoved(agency) : error;
      });
      const version = answer.extensions?.dataVersion;
      if (versions.has(agency) && versions.get(agency) !== version) throw new FiguresMoved(agency);
      versions.set(agency, version);
      return answer;
    },
  };
}

const ATTEMPTS = 3;

/** Computes from one state of each agency's data, again where it moved meanwhile. */
export async function inOneState<Result>(
  agencies: ServedAgencies,
  compute: (agencies: ServedAgencies) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await compute(steadyAgencies(agencies));
    } catch (error) {
      if (!(error instanceof FiguresMoved) || attempt === ATTEMPTS) throw error;
    }
  }
}
