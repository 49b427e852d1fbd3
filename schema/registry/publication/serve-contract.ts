import type { Contract } from '../../contracts/contract.ts';
import type { CheckReport } from '../check/check-graph.ts';
import { contractFaults } from '../check/contracts.ts';
import {
  changeGraph,
  publicationsWithout,
  requireSound,
  reviewed,
  serveGraph,
  type Means,
  type Published,
} from './changing.ts';
import { RegistryError } from './registry-error.ts';

/** Serves a contract beside the whole graph from now on, in the place of the one of its name; with nothing in it: no more. */
export function serveContract(means: Means, contract: Contract): Promise<Published> {
  return changeGraph(means, async (changing) => {
    const { before } = changing;
    if (!before) throw new RegistryError('NOT_FOUND', 'Nothing is published yet.');
    const isLeft = contract.exclude.length + contract.include.length === 0;
    const faults = isLeft ? [] : contractFaults(before.sdl, [contract]);
    const report: CheckReport = { faults, changes: [], composed: reviewed(before) };
    requireSound(`The contract ${contract.name} is not served`, report);
    const others = before.contracts.filter(({ name }) => name !== contract.name);
    const contracts = isLeft ? others : [...others, contract];
    return serveGraph(changing, { report, publications: publicationsWithout(before), cause: 'contract', contracts });
  });
}
