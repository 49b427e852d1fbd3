import type { SubgraphAnswer } from '../../reach/subgraph-answer.ts';
import type { Fetch } from './fetch.ts';
import { tellFailures, type Part } from './fetch-errors.ts';
import { place, splice } from './place.ts';
import type { Representations } from './representations.ts';
import type { Entity, Kept, Run } from './run.ts';
import { entitiesRequest, scopeOf, variablesOf } from './subgraph-request.ts';
import { isEntity } from './targets.ts';

/** Most entities that one request asks for; more are asked in several at the same time. */
const LARGEST_CHUNK = 1_000;

/** Fetches fields of entities; what is kept from before is not asked again. */
export async function fetchEntities(fetch: Fetch, run: Run, representations: Representations): Promise<void> {
  const { texts } = representations;
  if (texts.length === 0) return;
  const variables = variablesOf(fetch, run);
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
      part.answer = await run.ask(
        fetch.node.serviceName,
        entitiesRequest(fetch, run, variables, representations, entities),
      );
      const answered = answeredEntities(part.answer, run.splices && fetch.spliced !== null);
      if (!answered) return;
      const toKeep = new Map<string, Kept>();
      const areTexts = answered === part.answer.texts;
      for (const [order, index] of entities.entries()) {
        const entity = areTexts ? textOf(answered[order] as string) : objectOf(answered[order], order, part);
        found[index] = entity;
        if (scope && entity) toKeep.set(texts[index]!, entity);
      }
      if (toKeep.size > 0 && !part.answer.errors?.length) scope!.keep(part.answer, toKeep);
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
