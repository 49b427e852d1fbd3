import type { GraphQLDataSource } from '@apollo/gateway';
import type { GatewayContext } from '../context.ts';
import { answerOfFailure, withErrorsGathered } from './attributed-errors.ts';
import { SubgraphFailure, type Reach, type SubgraphAnswer, type SubgraphRequest } from './subgraph-answer.ts';

/** Logs what clients are not told. */
export interface FailureLog {
  warn(details: object, message: string): void;
}

/**
 * How Apollo's gateway calls one subgraph: notes the version of the data it read, and answers a failure with errors that name the
 * fields instead of throwing, so that the rest of the client's answer stands.
 */
export function dataSource(name: string, reach: Reach, log: FailureLog): GraphQLDataSource {
  return {
    process: async ({ request, context }) => {
      const subgraphRequest: SubgraphRequest = {
        query: request.query!,
        variables: request.variables ?? {},
        operationName: request.operationName,
      };
      const answer = await answerOf(subgraphRequest, reach, name, log);
      const { dataVersion, dataVersions = {} } = answer.extensions ?? {};
      const read = dataVersion === undefined ? dataVersions : { ...dataVersions, [name]: dataVersion };
      for (const [subgraph, version] of Object.entries(read)) {
        (context as GatewayContext).dataVersions[subgraph] ??= version;
      }
      // Apollo's types speak of thrown errors; what it reads are message, path and extensions.
      return { data: answer.data ?? null, ...(answer.errors ? { errors: answer.errors } : {}) };
    },
  };
}

async function answerOf(
  request: SubgraphRequest,
  reach: Reach,
  name: string,
  log: FailureLog,
): Promise<SubgraphAnswer> {
  try {
    const answer = await reach(request);
    requireEveryEntity(name, request, answer);
    return withErrorsGathered(request, answer);
  } catch (error) {
    const failure =
      error instanceof SubgraphFailure ? error : new SubgraphFailure('SUBGRAPH_UNREACHABLE', `${name} failed.`, error);
    log.warn({ subgraph: name, code: failure.code, err: failure }, failure.message);
    return answerOfFailure(request, failure);
  }
}

/** An answer with another number of entities than were asked for could put a figure on another unit. */
function requireEveryEntity(name: string, { variables }: SubgraphRequest, { data }: SubgraphAnswer): void {
  const asked = variables['representations'];
  if (!Array.isArray(asked) || data == null) return;
  const found: unknown = data['_entities'];
  if (Array.isArray(found) && found.length === asked.length) return;
  throw new SubgraphFailure(
    'SUBGRAPH_INVALID_RESPONSE',
    `${name} answered for another number of entities than was asked for.`,
  );
}
