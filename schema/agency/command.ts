import type { ParseArgsOptionsConfig } from 'node:util';
import type { RegistryClient } from './registry-client.ts';

/** What a command is given. */
export interface Invocation {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
  readonly registry: RegistryClient;
  /** The service that takes sheets. */
  readonly sheets: RegistryClient;
}

/** What a command answers: JSON for programs, lines for people. */
export interface Outcome {
  readonly json: object;
  readonly lines: readonly string[];
  /** Left out: it went as asked. */
  readonly failed?: boolean;
}

/** One command of `npm run agency`. */
export interface AgencyCommand {
  /** `publish NAME --sdl FILE --url URL`. */
  readonly usage: string;
  /** One line. */
  readonly summary: string;
  readonly options: ParseArgsOptionsConfig;
  /** It writes to the terminal itself as it goes on. */
  readonly isInteractive?: boolean;
  readonly run: (invocation: Invocation) => Promise<Outcome>;
}

/** The command was not called as it must be: exit code 2, with its usage. */
export class UsageError extends Error {}

export function requireText(value: string | boolean | undefined, what: string): string {
  if (typeof value !== 'string' || value === '') throw new UsageError(`${what} is missing.`);
  return value;
}
