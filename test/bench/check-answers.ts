import { firstDifference } from './first-difference.ts';
import { bodiesOf, type Operation } from './operations/operation.ts';
import type { Running } from './variants/variant.ts';

/** So many answers of every variant are compared, each asked twice. */
const COMPARED = 20;
/** So many are asked at a time while all are asked once. */
const AT_A_TIME = 10;

/** Answers of one variant that others must equal. */
export type Reference = readonly unknown[];

/** The data of the first requests; refused where there are errors. */
export async function answersOf(name: string, { url }: Running, operation: Operation): Promise<Reference> {
  const found: unknown[] = [];
  for (const body of bodiesOf(operation).slice(0, COMPARED)) {
    const text = await ask(url, body, operation);
    const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown[] };
    if (errors || !data) throw new Error(`${name} answers ${operation.name} with errors: ${text.slice(0, 600)}`);
    found.push(data);
  }
  return found;
}

/** Refuses a variant that answers anything else than the reference. */
export async function requireSame(
  name: string,
  running: Running,
  operation: Operation,
  reference: Reference,
): Promise<void> {
  for (const time of ['first', 'second']) {
    const found = await answersOf(name, running, operation);
    for (const [place, expected] of reference.entries()) {
      const difference = firstDifference(expected, found[place]);
      if (difference)
        throw new Error(
          `${name} answers request ${place} of ${operation.name} otherwise, the ${time} time. ${difference}`,
        );
    }
  }
}

/** Asks every request once and answers the sizes of the answers, so that all is warm and later ones can be checked. */
export async function sizesOf(running: Running, operation: Operation): Promise<number[]> {
  const url = running.urlOf?.(operation.name) ?? running.url;
  const bodies = bodiesOf(operation);
  const sizes: number[] = [];
  for (let start = 0; start < bodies.length; start += AT_A_TIME) {
    const texts = await Promise.all(bodies.slice(start, start + AT_A_TIME).map((body) => ask(url, body, operation)));
    sizes.push(...texts.map((text) => Buffer.byteLength(text)));
  }
  return sizes;
}

async function ask(url: string, body: string, operation: Operation): Promise<string> {
  // A server may have closed a connection that was idle meanwhile.
  return askOnce(url, body, operation).catch(() => askOnce(url, body, operation));
}

async function askOnce(url: string, body: string, { callerPerRequest }: Operation): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'accept-encoding': 'identity',
      ...(callerPerRequest ? { authorization: `Bearer check-${Math.random()}` } : {}),
    },
    body,
  });
  return response.text();
}
