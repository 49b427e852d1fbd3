import type { CheckReport } from '../registry/check/check-graph.ts';

const TIMEOUT_MS = 30_000;

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
  readonly #service: string;

  /** `service`: what is asked at the address, `registry` or `sheets`. */
  constructor(url: string, token: string | undefined, service = 'registry') {
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
    const answer = await fetch(`${this.#url}/${this.#service}/${path}`, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        ...(this.#token && { authorization: `Bearer ${this.#token}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new Error(
        `Nothing answers at ${this.#url}/${this.#service}. Set ${this.#variable()} to the address, or start it.`,
        { cause: error },
      );
    });
    const text = await answer.text();
    const read = parsed(text);
    if (answer.ok && read) return read as Answer;
    if (!read?.error)
      throw new Error(
        `${this.#url}/${this.#service} answered ${answer.status}, and is not what was asked: set ${this.#variable()} to its address.`,
      );
    const { error, faults, changes } = read;
    throw new RegistryRefusal(error.code, error.message, faults ? { faults, changes } : null);
  }

  #variable(): string {
    return `${this.#service.toUpperCase()}_URL`;
  }
}

function parsed(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
