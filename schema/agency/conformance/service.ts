/** Longest that a gateway waits for a subgraph, in milliseconds. */
export const LONGEST_ANSWER_MS = 10_000;
const LARGEST_ANSWER = 64 * 1024 * 1024;

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  /** Null where the body is no JSON. */
  readonly body: { readonly data?: any; readonly errors?: readonly any[]; readonly extensions?: any } | null;
  readonly text: string;
  readonly ms: number;
}

/** A service as a gateway asks it: POST with JSON, no redirects, a limit of time. */
export class Service {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  ask(query: string, variables: Record<string, unknown> = {}, signal?: AbortSignal): Promise<Answered> {
    return this.send(JSON.stringify({ query, variables }), signal);
  }

  async send(body: string, signal?: AbortSignal): Promise<Answered> {
    const began = performance.now();
    const limit = AbortSignal.timeout(LONGEST_ANSWER_MS);
    const answer = await fetch(this.#url, {
      method: 'POST',
      redirect: 'error',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    const text = await textOf(answer);
    return { status: answer.status, headers: answer.headers, body: parsed(text), text, ms: performance.now() - began };
  }
}

/** The text of an answer that ends, and is not larger than gateways take. */
async function textOf(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > LARGEST_ANSWER) throw new Error(`The answer is larger than ${LARGEST_ANSWER / 1024 / 1024} MiB.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): Answered['body'] {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? read : null;
  } catch {
    return null;
  }
}
