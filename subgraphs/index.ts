import { administrativeUnits } from './administrative-units/subgraph.ts';
import { customViews } from './custom-views/subgraph.ts';
import { healthCoverage } from './health-coverage/subgraph.ts';
import type { Subgraph } from './kit/subgraph.ts';
import { labourAndEmployment } from './labour-and-employment/subgraph.ts';
import { populationAndChildren } from './population-and-children/subgraph.ts';
import { povertyReduction } from './poverty-reduction/subgraph.ts';

/** The subgraphs that live here. Adding an agency is one folder and one line. */
export const subgraphs: readonly Subgraph[] = [
  administrativeUnits,
  populationAndChildren,
  labourAndEmployment,
  povertyReduction,
  healthCoverage,
];

/** Those that read the others: they run inside the gateway, over the supergraph that it serves. */
export const hostedSubgraphs: readonly Subgraph[] = [customViews];

/** The subgraph with this name; any other is refused with the names there are. */
export function subgraphNamed(name: string): Subgraph {
  const found = subgraphs.find((subgraph) => subgraph.name === name);
  if (!found)
    throw new Error(`There is no subgraph "${name}". There are: ${subgraphs.map((one) => one.name).join(', ')}.`);
  return found;
}
