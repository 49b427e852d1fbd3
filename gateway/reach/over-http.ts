import { SubgraphFailure, type Reach, type SubgraphAnswer } from './subgraph-answer.ts';

/** Reaches a subgraph by POST over HTTP; connections stay open between requests. */
export function overHttp(name: string, url: string, timeoutMs: number): Reach {
  return async ({ query, variables, operationName }) => {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
        body: JSON.stringify({ query, variables, operationName }),
        // A subgraph that sends the gateway elsewhere is not followed.
        redirect: 'error',
        signal,
      });
      return readAnswer(name, response.status, await response.text());
    } catch (error) {
      if (error instanceof SubgraphFailure) throw error;
      if (signal.aborted)
        throw new SubgraphFailure('SUBGRAPH_TIMEOUT', `${name} did not answer within ${timeoutMs} ms.`, error);
      throw new SubgraphFailure('SUBGRAPH_UNREACHABLE', `${name} could not be reached.`, error);
    }
  };
}

function readAnswer(name: string, status: number, text: string): SubgraphAnswer {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (error) {
    throw new SubgraphFailure(
      'SUBGRAPH_INVALID_RESPONSE',
      `${name} answered with status ${status} and no JSON.`,
      error,
    );
  }
  if (isAnswer(answer)) return answer;
  throw new SubgraphFailure(
    'SUBGRAPH_INVALID_RESPONSE',
    `${name} answered with status ${status} and neither data nor errors.`,
  );
}

function isAnswer(value: unknown): value is SubgraphAnswer {
  if (typeof value !== 'object' || value === null) return false;
  const { data, errors } = value as { data?: unknown; errors?: unknown };
  return (typeof data === 'object' && data !== null) || (Array.isArray(errors) && errors.length > 0);
}
