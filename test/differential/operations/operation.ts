import { print, type DocumentNode } from 'graphql';

/** One valid request of a client. */
export interface Operation {
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The request as a person can send it again. */
export function textOf({ document, variables }: Operation): string {
  return `${print(document)}\n# variables: ${JSON.stringify(variables)}`;
}
