import { LRUCache } from 'lru-cache';
import type { SubgraphRequest } from './subgraph-answer.ts';

/** A request on its way, with its text where that is already known. */
export interface WrittenRequest extends SubgraphRequest {
  readonly text?: string;
}

/** Queries are few and long, and come again and again with other variables: each is escaped once. */
const escaped = new LRUCache<string, string>({ max: 1_000, maxSize: 16 * 1024 * 1024, sizeCalculation: lengthOf });

/** The request as the JSON that is sent. Equal requests have equal texts. */
export function requestText({ text, query, variables, writeVariables, operationName }: WrittenRequest): string {
  if (text !== undefined) return text;
  let beginning = escaped.get(query);
  if (beginning === undefined) {
    beginning = `{"query":${JSON.stringify(query)},"variables":`;
    escaped.set(query, beginning);
  }
  const end = operationName ? `,"operationName":${JSON.stringify(operationName)}}` : '}';
  return beginning + (writeVariables?.() ?? JSON.stringify(variables)) + end;
}

function lengthOf(beginning: string, query: string): number {
  return beginning.length + query.length + 1;
}
