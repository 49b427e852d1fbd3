import type { OperationName } from '../options.ts';

/** One thing to measure: what is asked, in many variations. */
export interface Operation {
  readonly name: OperationName;
  readonly title: string;
  readonly query: string;
  /** Left out: with memoised bytes too. */
  readonly onlyReal?: boolean;
  /** Variables of the requests, which are sent in turn. */
  readonly variations: readonly Readonly<Record<string, unknown>>[];
  readonly connections: { readonly replay: number; readonly real: number };
  /** Every request comes from another caller, so that no two may share an answer under way. */
  readonly callerPerRequest: boolean;
}

/** The bodies of an operation's requests. */
export function bodiesOf({ query, variations }: Operation): string[] {
  return variations.map((variables) => JSON.stringify({ query, variables }));
}
