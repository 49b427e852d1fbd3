import { hash } from 'node:crypto';
import type { FetchNode } from '@apollo/query-planner';
import { parse } from 'graphql';
import type { Recognition } from '../../reach/subgraph-answer.ts';
import { fetchedFields, type FetchedFields } from './fetched-fields.ts';
import { compileRepresentations, type Represent } from './representations.ts';
import { compileRewrites } from './rewrites.ts';
import type { Entity } from './run.ts';
import type { Subtypes } from './type-conditions.ts';

/** One fetch of a plan. */
export interface Fetch {
  readonly node: FetchNode;
  /** Stands for the text of its operation, and for what its answers are checked against unparsed. */
  readonly hash: string;
  /** Where its objects lie in the answer. */
  readonly path: readonly string[];
  readonly fields: FetchedFields;
  /** Reads what is required; null for a fetch from the root. */
  readonly represent: Represent | null;
  /** Equal for fetches that require the same of the same objects: they can share what was read. */
  readonly requirement: string;
  readonly rewrite: (value: Entity) => void;
  /** Whether other fetches write into what this one brings, so that each object needs a copy of its own. */
  readonly isWrittenInto: boolean;
  /** The field that can go to the client as the text that a subgraph wrote; null: none, see splicing.ts. */
  readonly spliced: string | null;
  /** Finds that text in an answer over HTTP. */
  readonly recognition: Recognition | null;
}

export function compileFetch(node: FetchNode, path: readonly string[], subtypes: Subtypes): Fetch {
  const requires = node.requires?.length ? node.requires : null;
  return {
    node,
    hash: hashOf(node.operation, null),
    path,
    fields: fetchedFields(parse(node.operation), requires !== null),
    represent: requires && compileRepresentations(requires, compileRewrites(node.inputRewrites, subtypes), subtypes),
    requirement: JSON.stringify([path, requires, node.inputRewrites ?? null]),
    rewrite: compileRewrites(node.outputRewrites, subtypes),
    isWrittenInto: Boolean(node.outputRewrites?.length),
    spliced: null,
    recognition: null,
  };
}

/** See `Fetch.hash`. */
export function hashOf(operation: string, recognition: Recognition | null): string {
  return hash('sha256', `${operation}\n${recognition?.pattern ?? ''}`, 'base64url');
}
