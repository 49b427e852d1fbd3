import { errors, Pool } from 'undici';
import { SUBGRAPH_ANSWER_BYTES } from '../limits.ts';
import { AnswerRoom, AnswerRoomFull } from './answer-room.ts';
import { exchange } from './http-exchange.ts';
import { readAnswer } from './read-answer.ts';
import { requestText } from './request-text.ts';
import { SubgraphFailure, type Reach } from './subgraph-answer.ts';
import { TransportFailure } from './transport-failure.ts';

/** Longest wait for a connection: a machine that is there answers within a round trip, and who waits holds one of few places. */
const CONNECT_TIMEOUT_MS = 3_000;

/** As many answers of the largest size may be read at a time; or more smaller ones. */
const LARGEST_AT_A_TIME = 3;

export interface PostOptions {
  /** Most connections at a time; they stay open between requests. */
  readonly connections: number;
  /** Largest answer, in bytes. */
  readonly answerBytes?: number;
}

/**
 * Reaches a subgraph by POST over HTTP, one exchange at a time on each connection. It has no time limit of its own: an exchange
 * ends with the request's signal.
 */
export function postJson(name: string, url: string, options: PostOptions): Reach {
  const { connections, answerBytes = SUBGRAPH_ANSWER_BYTES } = options;
  if (!URL.canParse(url)) {
    return async () => {
      throw new SubgraphFailure('SUBGRAPH_UNREACHABLE', `${name} has no address that can be asked.`);
    };
  }
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, {
    connections,
    pipelining: 1,
    allowH2: false,
    connectTimeout: CONNECT_TIMEOUT_MS,
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: answerBytes,
  });
  const peer = { dispatcher: pool, path: pathname + search, room: new AnswerRoom(answerBytes * LARGEST_AT_A_TIME) };
  return async (request) => {
    try {
      return readAnswer(name, await exchange(peer, requestText(request), request.signal), request);
    } catch (error) {
      if (error instanceof SubgraphFailure) throw error;
      if (request.signal?.aborted) throw request.signal.reason;
      throw failureOf(name, error, answerBytes);
    }
  };
}

function failureOf(name: string, error: unknown, answerBytes: number): SubgraphFailure {
  if (error instanceof errors.ResponseExceededMaxSizeError) {
    const message = `${name} answered with more than ${answerBytes} bytes. Ask for less at once.`;
    return new SubgraphFailure('SUBGRAPH_ANSWER_TOO_LARGE', message, error);
  }
  if (error instanceof AnswerRoomFull) {
    const message = `${name} answers more at once than there is room for. Ask for less, or again later.`;
    return new SubgraphFailure('SUBGRAPH_OVERLOADED', message, error);
  }
  if (error instanceof errors.HTTPParserError || error instanceof errors.HeadersOverflowError) {
    return new SubgraphFailure('SUBGRAPH_INVALID_RESPONSE', `${name} answered with something that is no HTTP.`, error);
  }
  return new TransportFailure('SUBGRAPH_UNREACHABLE', `${name} could not be reached.`, { cause: error });
}
