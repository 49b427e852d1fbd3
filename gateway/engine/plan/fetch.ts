import type { FetchNode } from '@apollo/query-planner';
import { parse } from 'graphql';
import type { Recognise, SubgraphAnswer, SubgraphRequest } from '../../reach/subgraph-answer.ts';
import { fetchedFields, type FetchedFields } from './fetched-fields.ts';
import { tellFailures, type Part } from './fetch-errors.ts';
import { Spliced } from '../spliced.ts';
import { mergeInto, pick, putInto } from './merge.ts';
import { clientKey } from '../response-keys.ts';
import { compileRepresentations, type Represent, type Representations } from './representations.ts';
import { compileRewrites } from './rewrites.ts';
import type { CacheScope, Entity, Kept, Run } from './run.ts';
import { isEntity } from './targets.ts';
import type { Subtypes } from './type-conditions.ts';

/** Most entities that one request asks for; more are asked in several at the same time. */
const LARGEST_CHUNK = 1_000;

/** One fetch of a plan. */
export interface Fetch {
  readonly node: FetchNode;
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
  readonly recognise: Recognise | null;
}

export function compileFetch(node: FetchNode, path: readonly string[], subtypes: Subtypes): Fetch {
  const requires = node.requires?.length ? node.requires : null;
  return {
    node,
    path,
    fields: fetchedFields(parse(node.operation), requires !== null),
    represent: requires && compileRepresentations(requires, compileRewrites(node.inputRewrites, subtypes), subtypes),
    requirement: JSON.stringify([path, requires, node.inputRewrites ?? null]),
    rewrite: compileRewrites(node.outputRewrites, subtypes),
    isWrittenInto: Boolean(node.outputRewrites?.length),
    spliced: null,
    recognise: null,
  };
}

/** Fetches from the root of a subgraph. */
export async function fetchRoot(fetch: Fetch, run: Run, targets: readonly Entity[]): Promise<void> {
  const variables = variablesOf(fetch.node, run);
  const scope = scopeOf(fetch, run, variables);
  let data = scope?.get('') as Entity | undefined;
  if (!data) {
    const answer = await run.ask(fetch.node.serviceName, requestOf(fetch, run, variables));
    if (answer.errors?.length) tellFailures(fetch, run, [{ answer, entities: null }], targets.length);
    if (!isEntity(answer.data)) return;
    data = answer.data;
    if (scope && !answer.errors?.length) scope.set('', data, sizeOf(answer), answer);
  }
  for (const target of targets) place(fetch, target, data);
}

/** Fetches fields of entities; what is kept from before is not asked again. */
export async function fetchEntities(fetch: Fetch, run: Run, representations: Representations): Promise<void> {
  const { objects, texts } = representations;
  if (objects.length === 0) return;
  const variables = variablesOf(fetch.node, run);
  const scope = scopeOf(fetch, run, variables);
  const found: (Kept | null | undefined)[] = scope ? texts.map((text) => scope.get(text)) : [];
  const missing = scope
    ? texts
        .keys()
        .filter((index) => found[index] === undefined)
        .toArray()
    : [...texts.keys()];
  const parts: Part[] = [];
  for (let start = 0; start < missing.length; start += LARGEST_CHUNK) {
    parts.push({ answer: { data: null }, entities: missing.slice(start, start + LARGEST_CHUNK) });
  }
  await Promise.all(
    parts.map(async (part) => {
      const entities = part.entities!;
      const asked = { ...variables, representations: entities.map((index) => objects[index]!) };
      part.answer = await run.ask(fetch.node.serviceName, requestOf(fetch, run, asked));
      const answered = answeredEntities(part.answer, run.splices && fetch.spliced !== null);
      if (!answered) return;
      const bytes = sizeOf(part.answer) / entities.length;
      const isWhole = !part.answer.errors?.length;
      const areTexts = answered === part.answer.texts;
      for (const [order, index] of entities.entries()) {
        const entity = areTexts ? textOf(answered[order] as string) : objectOf(answered[order], order, part);
        found[index] = entity;
        if (scope && isWhole && entity) scope.set(texts[index]!, entity, bytes, part.answer);
      }
    }),
  );
  for (const [index, entity] of found.entries()) {
    if (!entity) continue;
    const targets = representations.targets[index]!;
    if (typeof entity === 'string' && run.splices && fetch.spliced !== null) splice(fetch.spliced, targets, entity);
    else {
      const value = typeof entity === 'string' ? (JSON.parse(entity) as Entity) : entity;
      for (const target of targets) place(fetch, target, value);
    }
  }
  const failed = parts.filter((part) => part.answer.errors?.length);
  if (failed.length > 0) tellFailures(fetch, run, failed, 0, representations);
}

/** The entities of an answer: as text where that is enough and there is one. `data` is not looked at before it is needed: it may be text. */
function answeredEntities(answer: SubgraphAnswer, areTextsEnough: boolean): readonly unknown[] | null {
  if (areTextsEnough && answer.texts) return answer.texts;
  const answered: unknown = answer.data?.['_entities'];
  return Array.isArray(answered) ? answered : null;
}

function textOf(entity: string): string | null {
  return entity === 'null' ? null : entity;
}

/** An entity is an object, or null where there is none; of anything else an error is told. */
function objectOf(entity: unknown, order: number, part: Part): Entity | null {
  if (entity === null || isEntity(entity)) return entity;
  const error = {
    message: 'Expected an object for an entity, but the subgraph sent something else.',
    path: ['_entities', order],
    extensions: { code: 'SUBGRAPH_INVALID_RESPONSE' },
  };
  part.answer = { ...part.answer, errors: [...(part.answer.errors ?? []), error] };
  return null;
}

/** Puts the text of one field, which is all that the text of the entity holds, where its value goes. */
function splice(key: string, targets: readonly Entity[], entity: string): void {
  const opening = `{"${key}":`;
  const value = entity.startsWith(opening)
    ? new Spliced(entity.slice(opening.length, -1))
    : (JSON.parse(entity) as Entity)[key];
  for (const target of targets) target[key] = value;
}

/** What a subgraph sends beside what it was asked reaches no answer: it could stand in the place of another agency's. */
function place(fetch: Fetch, target: Entity, value: Entity): void {
  const { tree } = fetch.fields;
  if (!fetch.isWrittenInto) return putInto(target, value, tree);
  const own = pick(value, tree);
  fetch.rewrite(own);
  mergeInto(target, own);
}

/** Variables have the client's values, whatever they are called in the plan. */
function variablesOf({ variableUsages }: FetchNode, { variables }: Run): Record<string, unknown> {
  const used: Record<string, unknown> = {};
  for (const name of variableUsages ?? []) {
    const sent = clientKey(name);
    if (Object.hasOwn(variables, sent) && variables[sent] !== undefined) used[name] = variables[sent];
  }
  return used;
}

function requestOf({ node, recognise }: Fetch, run: Run, variables: Record<string, unknown>): SubgraphRequest {
  return {
    query: node.operation,
    variables,
    operationName: node.operationName,
    kind: node.operationKind === 'mutation' ? 'mutation' : 'query',
    caller: run.caller,
    signal: run.signal,
    ...(recognise && run.splices ? { recognise } : {}),
  };
}

function scopeOf(fetch: Fetch, run: Run, variables: Record<string, unknown>): CacheScope | null {
  if (!run.cache || fetch.node.operationKind !== 'query') return null;
  return run.cache.scope(fetch.node.serviceName, fetch.node.operation, JSON.stringify(variables), run.caller);
}

function sizeOf(answer: SubgraphAnswer): number {
  return answer.bytes ?? 0;
}
