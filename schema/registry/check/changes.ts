import { ChangeType, CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema, parse } from 'graphql';
import { readDeclarations } from '../../../subgraphs/kit/declarations.ts';
import type { Change } from './fault.ts';

const LEVELS = {
  [CriticalityLevel.Breaking]: 'breaking',
  [CriticalityLevel.Dangerous]: 'dangerous',
  [CriticalityLevel.NonBreaking]: 'safe',
} as const;

/** A graph as clients see it, and as it is composed. */
export interface ReviewedGraph {
  readonly api: string;
  readonly supergraph: string;
}

/** What changes for clients: types and fields, and indicators, which they ask for by code too. */
export async function changesOf(before: ReviewedGraph, after: ReviewedGraph): Promise<Change[]> {
  return [...(await schemaChanges(before.api, after.api)), ...indicatorChanges(before.supergraph, after.supergraph)];
}

async function schemaChanges(before: string, after: string): Promise<Change[]> {
  const changes = await diff(buildSchema(before), buildSchema(after));
  const added = changes
    .filter(({ type }) => type === ChangeType.TypeAdded || type === ChangeType.FieldAdded)
    .map(({ path }) => `${path}.`);
  const told = changes.filter(
    // What a new type or field has goes without saying, and so does what things are described with.
    ({ path, type }) => !added.some((one) => path?.startsWith(one)) && !/DESCRIPTION|^DIRECTIVE_USAGE/.test(type),
  );
  return told.map(({ criticality, path, message, type, meta }) => {
    const until = /\b\d{4}-\d{2}-\d{2}\b/.exec(reasonOf(meta))?.[0];
    const isDeprecation = /DEPRECATION_(REASON_)?(ADDED|CHANGED)$/.test(type);
    return {
      level: LEVELS[criticality.level],
      kind: isDeprecation ? 'deprecated' : kindOf(type),
      where: path ?? '',
      message,
      ...(isDeprecation && until !== undefined && { until }),
    };
  });
}

function kindOf(type: string): Change['kind'] {
  if (type.endsWith('_ADDED')) return 'added';
  return type.endsWith('_REMOVED') ? 'removed' : 'changed';
}

function reasonOf(meta: unknown): string {
  return Object.entries(meta as Record<string, unknown>)
    .filter(([key]) => /reason/i.test(key) && !/^old/i.test(key))
    .map(([, reason]) => String(reason))
    .join(' ');
}

function indicatorChanges(before: string, after: string): Change[] {
  const [had, has] = [namesIn(before), namesIn(after)];
  const change = (code: string, name: string, kind: 'added' | 'removed'): Change => ({
    level: kind === 'added' ? 'safe' : 'breaking',
    kind,
    where: code,
    message: `Indicator ${code} (${name}) was ${kind}`,
  });
  return [
    ...[...has].filter(([code]) => !had.has(code)).map(([code, name]) => change(code, name, 'added')),
    ...[...had].filter(([code]) => !has.has(code)).map(([code, name]) => change(code, name, 'removed')),
  ];
}

/** Codes of the indicators of a graph. */
export function codesIn(supergraph: string): ReadonlySet<string> {
  return new Set(namesIn(supergraph).keys());
}

function namesIn(supergraph: string): ReadonlyMap<string, string> {
  const { agencies } = readDeclarations(parse(supergraph));
  return new Map(agencies.flatMap(({ indicators }) => indicators.map(({ code, name }) => [code, name.en])));
}
