import { GraphQLError } from 'graphql';
import type { ViewContext } from '../context.ts';
import { combineTable } from '../table/combined-table.ts';
import type { TableDocument } from '../table/document.ts';
import type { TableSources } from '../table/sources.ts';
import { isSame } from './compare-cells.ts';
import { differencesOf, type Difference } from './compare-tables.ts';
import { declaredThen } from './definitions.ts';
import type { FrozenDocument } from './frozen-document.ts';
import { areBoundariesKept, keptDefinitions } from './kept-versions.ts';
import { noticingUnanswered } from './unanswered.ts';

/** Differences that are told; the others are counted. */
const MOST_TOLD = 1_000;

export interface Recomputed {
  readonly recomputation: 'AGREES' | 'DIFFERS' | 'IMPOSSIBLE';
  readonly problem: string | null;
  readonly differenceCount: number;
  readonly differences: readonly Difference[];
}

/**
 * Computes a frozen table again from the history of the figures, by its own input, list of units and definitions, as it was known at its
 * instant, and compares.
 */
export async function recompute(frozen: FrozenDocument, context: ViewContext): Promise<Recomputed> {
  const { boundariesVersion } = frozen.table;
  const areKept = await areBoundariesKept(context.db, boundariesVersion);
  const boundaries = areKept ? await context.boundaries(boundariesVersion) : null;
  if (boundaries?.version !== boundariesVersion) return impossible('Its list of units is not kept here as it was.');
  const definitions = await keptDefinitions(context.db, frozen.definitionsVersion);
  if (!definitions) return impossible('Its definitions are not kept here as they were.');
  const sources = { ...(await context.sources()), boundaries, fromHistory: true };
  const declarations = declaredThen(sources.agencies.declarations, definitions);
  const served = new Set(declarations.agencies.map(({ code }) => code));
  const gone = frozen.definitions.filter(({ agency }) => !served.has(agency)).map(({ agency }) => agency);
  if (gone.length > 0) return impossible(`${[...new Set(gone)].join(', ')} is not part of the graph any more.`);

  const { agencies, unanswered } = noticingUnanswered({ ...sources.agencies, declarations });
  const table = await combined(frozen, { ...sources, agencies });
  if (unanswered.size > 0)
    return impossible(`${[...unanswered].toSorted().join(', ')} did not answer. Try again later.`);
  if (typeof table === 'string') return impossible(table);
  const others = frozen.definitions.filter(
    (one) =>
      !isSame(
        one,
        definitions.find(({ code }) => code === one.code),
      ),
  );
  return compared(
    others.map(({ code }) => code),
    frozen.table,
    table,
  );
}

export function impossible(problem: string): Recomputed {
  return { recomputation: 'IMPOSSIBLE', problem, differenceCount: 0, differences: [] };
}

/** The table, or why its input cannot be read any more. */
async function combined({ input }: FrozenDocument, sources: TableSources): Promise<TableDocument | string> {
  try {
    return await combineTable(input, sources);
  } catch (error) {
    if (error instanceof GraphQLError) return error.message;
    throw error;
  }
}

function compared(otherDefinitions: readonly string[], frozen: TableDocument, table: TableDocument): Recomputed {
  const differences: Difference[] = otherDefinitions.map((code) => ({
    unit: null,
    column: null,
    field: 'definition',
    frozen: code,
    recomputed: undefined,
  }));
  let differenceCount = differences.length;
  for (const difference of differencesOf(frozen, table)) {
    differenceCount += 1;
    if (differences.length < MOST_TOLD) differences.push(difference);
  }
  return { recomputation: differenceCount === 0 ? 'AGREES' : 'DIFFERS', problem: null, differenceCount, differences };
}
