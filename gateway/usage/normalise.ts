import { createHash } from 'node:crypto';
import { dropUnusedDefinitions } from '@apollo/utils.dropunuseddefinitions';
import { sortAST } from '@apollo/utils.sortast';
import { stripSensitiveLiterals } from '@apollo/utils.stripsensitiveliterals';
import { print, stripIgnoredCharacters, type DocumentNode } from 'graphql';

export interface NormalisedOperation {
  /** SHA-256 of `text`, in hexadecimal digits. */
  readonly hash: string;
  readonly text: string;
}

/**
 * An operation as it is recorded: in one order, without what it does not use, texts and numbers left out. Aliases, enum values and the
 * shape of inputs stay, so that it can be validated against a graph that is to be served.
 */
export function normalise(document: DocumentNode, operationName: string | null): NormalisedOperation {
  const used = operationName === null ? document : dropUnusedDefinitions(document, operationName);
  const text = stripIgnoredCharacters(print(sortAST(stripSensitiveLiterals(used))));
  return { hash: createHash('sha256').update(text).digest('hex'), text };
}
