import { Supergraph } from '@apollo/federation-internals';
import type { Contract } from '../../contracts/contract.ts';
import { contractSupergraph } from '../../contracts/contract-supergraph.ts';
import type { Fault } from './fault.ts';

/** Contracts that would be no graph: a type without fields, an argument that must be given and cannot be. */
export function contractFaults(supergraph: string, contracts: readonly Contract[]): Fault[] {
  return contracts.flatMap((contract): Fault[] => {
    try {
      Supergraph.build(contractSupergraph(supergraph, contract).supergraph).apiSchema();
      return [];
    } catch (error) {
      return [
        {
          code: 'CONTRACT',
          where: contract.name,
          what: (error as Error).message,
          instead: 'Leave the type out too, or keep something of it: tag what belongs together alike.',
        },
      ];
    }
  });
}
