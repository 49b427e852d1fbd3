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

  constructor(url: string, token: string | undefined) {
    this.#url = url.replace(/\/+$/, '');
    this.#token = token;
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
    const answer = await fetch(`${this.#url}/registry/${path}`, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        ...(this.#token && { authorization: `Bearer ${this.#token}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new Error(`The registry at ${this.#url} does not answer. Set REGISTRY_URL to its address, or start it.`, {
        cause: error,
      });
    });
    const text = await answer.text();
    const read = parsed(text);
    if (answer.ok && read) return read as Answer;
    if (!read?.error)
      throw new Error(
        `${this.#url}/registry answered ${answer.status}, and is no registry: set REGISTRY_URL to its address.`,
      );
    const { error, faults, changes } = read;
    throw new RegistryRefusal(error.code, error.message, faults ? { faults, changes } : null);
  }
}

function parsed(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
