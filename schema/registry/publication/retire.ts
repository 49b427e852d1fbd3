import type { CheckReport } from '../check/check-graph.ts';
import type { Change } from '../check/fault.ts';
import {
  candidateOf,
  changeGraph,
  publicationsWithout,
  requireSound,
  reviewed,
  serveGraph,
  type By,
  type Changing,
  type Means,
  type Published,
} from './changing.ts';
import type { CurrentGraph } from './current-graph.ts';
import { RegistryError } from './registry-error.ts';

/**
 * Leaves a subgraph out. Refused while clients use what would go, unless a day is given from which on that does not count: then it is
 * announced, and goes when the day has come.
 */
export function retire(means: Means, name: string, day: string | null, by: By): Promise<Published> {
  return changeGraph(means, async (changing) => {
    const { transaction, before } = changing;
    if (!before?.subgraphs.some((one) => one.name === name)) throw notPublished(name, before);
    const candidate = await candidateOf(transaction, before, name, null);
    const report = await means.checker.check(day === null ? candidate : { ...candidate, operations: [] });
    requireSound(`${name} stays in the graph`, report);
    if (day !== null && day > today()) return announce(changing, before, { name, day, by });
    await transaction
      .insertInto('publication')
      .values({ subgraph: name, sdl: null, routing_url: null, token: by })
      .execute();
    const publications = publicationsWithout(before, new Set([name]));
    return serveGraph(changing, { report, publications, cause: 'retire' });
  });
}

/** The same graph goes on; the changelog tells of the day. */
async function announce(
  changing: Changing,
  before: CurrentGraph,
  { name, day, by }: { readonly name: string; readonly day: string; readonly by: By },
): Promise<Published> {
  await changing.transaction.insertInto('planned_retirement').values({ subgraph: name, day, token: by }).execute();
  const change: Change = {
    level: 'dangerous',
    kind: 'deprecated',
    where: name,
    message: `${name} leaves the graph`,
    until: day,
  };
  const report: CheckReport = { faults: [], changes: [change], composed: reviewed(before) };
  return serveGraph(changing, { report, publications: publicationsWithout(before), cause: 'announce' });
}

/** The day where the statistics office is. */
function today(): string {
  return new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh' });
}

function notPublished(name: string, before: CurrentGraph | null): RegistryError {
  const names = (before?.subgraphs ?? []).map((one) => one.name).join(', ');
  return new RegistryError('NOT_FOUND', `There is no subgraph "${name}" in the graph. There are: ${names || 'none'}.`);
}
