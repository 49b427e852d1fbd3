import { buildSchema, parse } from 'graphql';
import type { Kysely } from 'kysely';
import { codesIn } from '../check/changes.ts';
import { coordinatesIn } from '../check/coordinates.ts';
import type { RegistryTables } from '../database/tables.ts';
import { currentGraph } from './current-graph.ts';
import { RegistryError } from './registry-error.ts';
import { usedOperations } from './used-operations.ts';

export interface ClientUsage {
  readonly client: string;
  /** Day. */
  readonly lastUsed: string;
  /** Texts of the operations, values left out. */
  readonly operations: readonly string[];
}

const CODE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;

/**
 * Who uses an indicator, by its code, or a type, field, argument, enum value or input field, by its coordinate (`Education.schools`),
 * within the days in which operations count; the latest use first.
 */
export async function usageOf(db: Kysely<RegistryTables>, asked: string): Promise<readonly ClientUsage[]> {
  const operations = await usedOperations(db);
  const graph = await currentGraph(db);
  if (!graph) throw new RegistryError('NOT_FOUND', 'Nothing is published yet.');
  const schema = buildSchema(graph.api);
  const isCode = CODE.test(asked);
  const isKnown = isCode ? codesIn(graph.sdl).has(asked) : schema.getType(asked.split(/[.(]/, 1)[0]!) !== undefined;
  if (!isKnown)
    throw new RegistryError(
      'NOT_FOUND',
      `"${asked}" is no code of an indicator, and no type of the graph: ask for one such as HC_HI_COVERAGE, HealthCoverage or HealthCoverage.doctors.`,
    );
  const byClient = new Map<string, { lastUsed: string; operations: string[] }>();
  for (const { text, clients } of operations) {
    const isIn = isCode || coordinatesIn(parse(text), schema).has(asked);
    if (!isIn) continue;
    for (const { client, lastUsed, indicators } of clients) {
      if (isCode && !indicators.includes(asked)) continue;
      const before = byClient.get(client) ?? { lastUsed, operations: [] };
      before.operations.push(text);
      byClient.set(client, { ...before, lastUsed: lastUsed > before.lastUsed ? lastUsed : before.lastUsed });
    }
  }
  return [...byClient]
    .map(([client, usage]) => ({ client, ...usage }))
    .toSorted((a, b) => b.lastUsed.localeCompare(a.lastUsed) || a.client.localeCompare(b.client));
}
