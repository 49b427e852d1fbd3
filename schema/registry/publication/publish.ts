import { isDeepStrictEqual } from 'node:util';
import {
  candidateOf,
  changeGraph,
  publicationsWithout,
  requireSound,
  serveGraph,
  type By,
  type Means,
  type Published,
} from './changing.ts';
import type { Policies } from './policies.ts';

export interface Publication {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
  /** How gateways ask it; left out: as they ask all. */
  readonly policies?: Policies;
}

/** Serves this from now on, in the place of what was published under the name before. Refused whole where the check finds faults. */
export function publish(means: Means, { name, sdl, url, policies = {} }: Publication, by: By): Promise<Published> {
  return changeGraph(means, async (changing) => {
    const { transaction, before } = changing;
    const candidate = await candidateOf(transaction, before, name, { name, sdl, url });
    const known = before?.subgraphs.find((one) => one.name === name);
    const isSame = known?.sdl === sdl && known.url === url && isDeepStrictEqual(known.policies, policies);
    if (before && isSame) return { graph: before.number, changes: [] };
    const report = await means.checker.check(candidate);
    requireSound(`${name} is not published`, report);
    const { number } = await transaction
      .insertInto('publication')
      .values({ subgraph: name, sdl, routing_url: url, policies: JSON.stringify(policies), token: by })
      .returning('number')
      .executeTakeFirstOrThrow();
    const publications = [...publicationsWithout(before, new Set([name])), number];
    return serveGraph(changing, { report, publications, cause: 'publish' });
  });
}
