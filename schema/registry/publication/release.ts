import type { ComposedSubgraph } from '../check/candidate.ts';
import { registerOwn } from './agencies.ts';
import {
  changeGraph,
  publicationsWithout,
  requireSound,
  reviewed,
  serveGraph,
  type Means,
  type Published,
} from './changing.ts';
import { usedOperations } from './used-operations.ts';

/**
 * Serves what a release brings: all its own subgraphs at once, since what they share changes in all of them together. Its rules are tested
 * where it is made; here it must compose with the agencies that there are, and break no client.
 */
export function release(means: Means, subgraphs: readonly ComposedSubgraph[]): Promise<Published> {
  return changeGraph(means, async (changing) => {
    const { transaction, before } = changing;
    const names = new Set(subgraphs.map(({ name }) => name));
    const others = (before?.subgraphs ?? []).filter(({ name }) => !names.has(name));
    const known = new Map(before?.subgraphs.map((one) => [one.name, one]));
    const changed = subgraphs.filter(
      ({ name, sdl, url }) => known.get(name)?.sdl !== sdl || known.get(name)?.url !== url,
    );
    if (before && changed.length === 0) return { graph: before.number, changes: [] };
    const report = await means.checker.check({
      subgraphs: [...others, ...subgraphs].map(({ name, sdl, url }) => ({ name, sdl, url })),
      changed: null,
      rights: { prefix: null, grantedFields: ['*'] },
      before: before && reviewed(before),
      operations: await usedOperations(transaction),
      contracts: before?.contracts ?? [],
    });
    requireSound('The release is not published', report);
    for (const { name, sdl } of changed) await registerOwn(transaction, name, sdl);
    const rows = changed.map(({ name, sdl, url }) => ({ subgraph: name, sdl, routing_url: url, token: null }));
    const published = await transaction.insertInto('publication').values(rows).returning('number').execute();
    const kept = publicationsWithout(before, new Set(changed.map(({ name }) => name)));
    const publications = [...kept, ...published.map(({ number }) => number)];
    return serveGraph(changing, { report, publications, cause: before ? 'publish' : 'seed' });
  });
}
