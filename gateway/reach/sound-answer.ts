import type { GraphQLFormattedError } from 'graphql';
import { SubgraphFailure, type SubgraphAnswer, type SubgraphRequest } from './subgraph-answer.ts';

/**
 * An answer whose parts are what they must be. Throws where `data` is none, or is for another number of entities than were asked for,
 * which could put a figure on another unit; an error that is malformed loses what is wrong with it.
 */
export function soundAnswer(subgraph: string, request: SubgraphRequest, answer: SubgraphAnswer): SubgraphAnswer {
  const asked = request.variables['representations'];
  const areAsAsked = answer.texts && Array.isArray(asked) && answer.texts.length === asked.length;
  if (!areAsAsked) requireSoundData(subgraph, asked, answer.data ?? null);
  const errors: unknown = answer.errors;
  if (errors === undefined || errors === null || (Array.isArray(errors) && errors.every(isSound))) return answer;
  // Errors that are no list say nothing.
  return { ...answer, errors: Array.isArray(errors) ? errors.map(sound) : [] };
}

function requireSoundData(subgraph: string, asked: unknown, data: unknown): void {
  if (typeof data !== 'object' || Array.isArray(data))
    throw invalid(`${subgraph} answered with data that is no object.`);
  if (!Array.isArray(asked) || data === null) return;
  const found = (data as Record<string, unknown>)['_entities'];
  if (!Array.isArray(found) || found.length !== asked.length)
    throw invalid(`${subgraph} answered for another number of entities than was asked for.`);
}

function invalid(message: string): SubgraphFailure {
  return new SubgraphFailure('SUBGRAPH_INVALID_RESPONSE', message);
}

function isSound(error: unknown): error is GraphQLFormattedError {
  if (typeof error !== 'object' || error === null) return false;
  const { message, path, extensions } = error as Record<string, unknown>;
  return (
    typeof message === 'string' &&
    (path === undefined || path === null || isPath(path)) &&
    (extensions === undefined || extensions === null || (typeof extensions === 'object' && !Array.isArray(extensions)))
  );
}

function sound(error: unknown): GraphQLFormattedError {
  if (isSound(error)) return error;
  const { message, path } = (error ?? {}) as Record<string, unknown>;
  return {
    message: typeof message === 'string' ? message : 'The subgraph told an error without a message.',
    ...(isPath(path) ? { path } : {}),
  };
}

function isPath(path: unknown): path is (string | number)[] {
  return Array.isArray(path) && path.every((part) => typeof part === 'string' || Number.isInteger(part));
}
