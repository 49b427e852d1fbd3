import type { VersionSource } from '../versions/version-source.ts';
import { requestText, type WrittenRequest } from './request-text.ts';
import type { Reach, SubgraphAnswer } from './subgraph-answer.ts';

/** A request under way, with those who wait for its answer. */
interface Flight {
  /** What its answer is checked against unparsed. */
  readonly pattern: string | undefined;
  readonly answer: Promise<SubgraphAnswer>;
  readonly stop: (reason: unknown) => void;
  waiting: number;
}

/**
 * Sends equal queries of one caller that are under way at the same time only once. All who wait get the same object, in which nothing may
 * be changed. Who leaves stops only his own waiting; when the last has left, the request is aborted.
 *
 * Nobody joins a request that may have read what is older than his own question: after a mutation, and after the version of the
 * data has moved, equal queries are sent anew; without a version that can be relied on, none are shared.
 */
export function shareInFlight(reach: Reach, versions?: Pick<VersionSource, 'current'>): Reach {
  const underWay = new Map<string, Flight>();

  return async (request) => {
    if (request.kind === 'mutation') {
      underWay.clear();
      return reach(request).finally(() => underWay.clear());
    }
    const version = versions ? versions.current() : '';
    if (request.caller === undefined || version === null) return reach(request);
    request.signal?.throwIfAborted();
    const text = requestText(request);
    const key = `${version.length} ${version}${request.caller.length} ${request.caller}${text}`;
    let flight = underWay.get(key);
    // After another supergraph has taken over, equal requests may be checked against another schema.
    if (flight?.pattern !== request.recognition?.pattern) flight = undefined;
    if (!flight) underWay.set(key, (flight = start(key, { ...request, text })));
    return join(flight, request.signal);
  };

  function start(key: string, request: WrittenRequest): Flight {
    const controller = new AbortController();
    const land = () => {
      if (underWay.get(key) === flight) underWay.delete(key);
    };
    const stop = (reason: unknown) => {
      land();
      controller.abort(reason);
    };
    const answer = reach({ ...request, signal: controller.signal }).finally(land);
    const flight: Flight = { pattern: request.recognition?.pattern, answer, stop, waiting: 0 };
    // Rejected for each who waits; when the last has left, for nobody.
    flight.answer.catch(() => undefined);
    return flight;
  }
}

function join(flight: Flight, signal: AbortSignal | undefined): Promise<SubgraphAnswer> {
  flight.waiting++;
  if (!signal) return flight.answer;
  return new Promise((resolve, reject) => {
    const leave = () => {
      reject(signal.reason as Error);
      if (--flight.waiting === 0) flight.stop(signal.reason);
    };
    const stay = () => signal.removeEventListener('abort', leave);
    signal.addEventListener('abort', leave, { once: true });
    flight.answer.then(resolve, reject).finally(stay);
  });
}
