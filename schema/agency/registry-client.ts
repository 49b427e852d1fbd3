import type { CheckReport } from '../registry/check/check-graph.ts';

/** A service that is asked, and how long it may take, in milliseconds. */
export interface AskedService {
  readonly path: 'registry' | 'sheets';
  readonly timeoutMs: number;
}

const REGISTRY: AskedService = { path: 'registry', timeoutMs: 30_000 };
/** The largest sheet was recorded in 18 s on two cores. */
export const SHEETS: AskedService = { path: 'sheets', timeoutMs: 300_000 };

/** What the registry did not do, in its words; with what its check found. */
export class RegistryRefusal extends Error {
  readonly code: string;
  readonly report: Pick<CheckReport, 'faults' | 'changes'> | null;

  constructor(code: string, message: string, report: RegistryRefusal['report']) {
    super(message);
    this.code = code;
    this.report = report;
  }
}

/** The registry over HTTP. Nothing is asked twice, and no redirect is followed. */
export class RegistryClient {
  readonly #url: string;
  readonly #token: string | undefined;
  readonly #service: AskedService;

  constructor(url: string, token: string | undefined, service = REGISTRY) {
    this.#url = url.replace(/\/+$/, '');
    this.#token = token;
    this.#service = service;
  }

  get<Answer>(path: string): Promise<Answer> {
    return this.#ask<Answer>('GET', path);
  }

  post<Answer>(path: string, body: object): Promise<Answer> {
    return this.#ask<Answer>('POST', path, body);
  }

  delete<Answer>(path: string): Promise<Answer> {
    return this.#ask<Answer>('DELETE', path);
  }

  async #ask<Answer>(method: string, path: string, body?: object): Promise<Answer> {
    const { path: service, timeoutMs } = this.#service;
    const at = `${this.#url}/${service}`;
    const answer = await fetch(`${at}/${path}`, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        ...(this.#token && { authorization: `Bearer ${this.#token}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new Error(
        isTimeout(error)
          ? `${at} did not answer within ${timeoutMs / 1_000} s; whether it was done, "log" tells. To send the same again does no harm.`
          : `Nothing answers at ${at}. Set ${this.#variable()} to the address, or start it.`,
        { cause: error },
      );
    });
    const text = await answer.text();
    const read = parsed(text);
    if (answer.ok && read) return read as Answer;
    if (!read?.error)
      throw new Error(
        `${at} answered ${answer.status}, and is not what was asked: set ${this.#variable()} to its address.`,
      );
    const { error, faults, changes } = read;
    throw new RegistryRefusal(error.code, error.message, faults ? { faults, changes } : null);
  }

  #variable(): string {
    return `${this.#service.path.toUpperCase()}_URL`;
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}

function parsed(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
