import type { HttpResponse } from './http-exchange.ts';
import { maxAgeOf, retryAfterMsOf } from './response-headers.ts';
import { SubgraphFailure, type Recognised, type SubgraphAnswer, type SubgraphRequest } from './subgraph-answer.ts';
import { TransportFailure } from './transport-failure.ts';

/** What servers and the proxies before them say when they cannot serve now, whatever is asked. */
const NOT_SERVING: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * The GraphQL answer in an HTTP response; throws `SubgraphFailure` where there is none. Errors of GraphQL are an answer. One whose
 * entities are recognised is parsed no further before somebody reads its `data`.
 */
export function readAnswer(
  name: string,
  response: HttpResponse,
  { recognition, variables }: Pick<SubgraphRequest, 'recognition' | 'variables'>,
): SubgraphAnswer {
  const { status, headers, text, bytes } = response;
  const asked = variables['representations'];
  const recognised =
    recognition && Array.isArray(asked) && !NOT_SERVING.has(status) ? recognition.recognise(text, asked.length) : null;
  const answer = recognised ? textAnswer(recognised) : parsedAnswer(name, response);
  if (answer.extensions?.dataVersion !== undefined) return Object.assign(answer, { bytes });
  const maxAge = maxAgeOf(headers);
  return Object.assign(answer, maxAge === undefined ? { bytes } : { bytes, maxAge });
}

function parsedAnswer(name: string, { status, headers, text }: HttpResponse): SubgraphAnswer {
  const serving = !NOT_SERVING.has(status);
  const failed = (code: 'SUBGRAPH_INVALID_RESPONSE' | 'SUBGRAPH_UNREACHABLE', found: string, cause?: unknown) => {
    const message = `${name} answered with status ${status}${found}.`;
    if (serving) return new SubgraphFailure(code, message, cause);
    return new TransportFailure(code, message, { cause, retryAfterMs: retryAfterMsOf(headers, Date.now()) });
  };
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (error) {
    throw failed('SUBGRAPH_INVALID_RESPONSE', ' and no JSON', error);
  }
  if (!isAnswer(answer)) throw failed('SUBGRAPH_INVALID_RESPONSE', ' and neither data nor errors');
  if (!serving && !answer.data) throw failed('SUBGRAPH_UNREACHABLE', '', answer.errors?.[0]?.message);
  // What stands beside is the gateway's to say.
  const { data, errors, extensions } = answer;
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors ? { errors } : {}),
    ...(extensions ? { extensions } : {}),
  };
}

function textAnswer({ entities, beside }: Recognised): SubgraphAnswer {
  return {
    get data() {
      return { _entities: JSON.parse(`[${entities.join(',')}]`) as unknown };
    },
    texts: entities,
    ...beside,
  };
}

function isAnswer(value: unknown): value is SubgraphAnswer {
  if (typeof value !== 'object' || value === null) return false;
  const { data, errors } = value as { data?: unknown; errors?: unknown };
  return (typeof data === 'object' && data !== null) || (Array.isArray(errors) && errors.length > 0);
}
