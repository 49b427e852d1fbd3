import { changesOf } from '../check/changes.ts';
import type { CheckReport } from '../check/check-graph.ts';
import { changeGraph, publicationsWithout, reviewed, serveGraph, type Means, type Published } from './changing.ts';
import { graphNumbered } from './current-graph.ts';
import { RegistryError } from './registry-error.ts';

/** Serves a graph that was served before, exactly; what was published since stays in the history, and contracts stay as they are. */
export function rollback(means: Means, to: number): Promise<Published> {
  return changeGraph(means, async (changing) => {
    const { transaction, before } = changing;
    const earlier = await graphNumbered(transaction, to);
    if (!earlier) throw new RegistryError('NOT_FOUND', `There is no graph ${to}: "npm run agency -- log" lists them.`);
    if (before?.number === to) return { graph: to, changes: [] };
    const composed = reviewed(earlier);
    const changes = before ? await changesOf(reviewed(before), composed) : [];
    const report: CheckReport = { faults: [], changes, composed };
    return serveGraph(changing, { report, publications: publicationsWithout(earlier), cause: 'rollback' });
  });
}
