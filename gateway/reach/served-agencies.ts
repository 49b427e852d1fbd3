import { Kind, parse, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import type { ServedAgencies } from '../../subgraphs/kit/served-agencies.ts';
import type { ServedGraph } from '../engine/served-graph.ts';
import { SubgraphFailure, type Reach } from './subgraph-answer.ts';

/** Reads that the kit gives every agency; one in another language may do without. */
const BULK_READ = '_figures';
const HISTORY = '_history';
const SETTLED = '_settledUntil';

/** A supergraph as a subgraph that reads the others is given it. */
export function servedAgencies(
  { declarations, supergraphSdl }: Pick<ServedGraph, 'declarations' | 'supergraphSdl'>,
  reachOf: (subgraph: string) => Reach | undefined,
): ServedAgencies {
  const supergraph = parse(supergraphSdl, { noLocation: true });
  return {
    declarations,
    inBulk: subgraphsWith(BULK_READ, supergraph),
    withHistory: subgraphsWith(HISTORY, supergraph),
    tellSettled: subgraphsWith(SETTLED, supergraph),
    ask: async (subgraph, query, variables, signal) => {
      const reach = reachOf(subgraph);
      if (!reach)
        throw new SubgraphFailure(
          'SUBGRAPH_UNREACHABLE',
          `No subgraph is called "${subgraph}": the code of @agency must be the name of its subgraph.`,
        );
      return reach({ query, variables, ...(signal && { signal }) });
    },
  };
}

/** Names of the subgraphs that answer a root field of queries. */
function subgraphsWith(field: string, { definitions }: DocumentNode): ReadonlySet<string> {
  const names = new Map<string, string>();
  for (const definition of definitions)
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph')
      for (const value of definition.values ?? [])
        names.set(value.name.value, textOf(value.directives?.[0], 'name') ?? value.name.value);
  const query = definitions.find(
    (definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Query',
  );
  if (query?.kind !== Kind.OBJECT_TYPE_DEFINITION) return new Set();
  const found = query.fields?.find(({ name }) => name.value === field);
  const owners = found?.directives?.filter(({ name }) => name.value === 'join__field') ?? [];
  const all = query.directives?.filter(({ name }) => name.value === 'join__type') ?? [];
  // A field that every subgraph has is marked in none.
  const graphs = found ? (owners.length > 0 ? owners : all) : [];
  return new Set(graphs.map((directive) => names.get(textOf(directive, 'graph') ?? '') ?? ''));
}

function textOf(directive: ConstDirectiveNode | undefined, argument: string): string | undefined {
  const value = directive?.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;
}
