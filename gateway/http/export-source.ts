import { GraphQLError } from 'graphql';
import type { ExportedTable } from '../../subgraphs/custom-views/exports/exported-table.ts';
import { callerOf } from '../../subgraphs/kit/caller.ts';
import type { Gateway } from '../gateway.ts';
import { SubgraphFailure } from '../reach/subgraph-answer.ts';
import type { ExportAsker, ExportSource } from './exports-route.ts';

const CUSTOM_VIEWS = 'custom-views';
const EXPORT = `query Export($input: CombinedTableInput, $view: ID, $frozen: ID) {
  _export(input: $input, view: $view, frozen: $frozen)
}`;
const DOCUMENT = 'query Document($hash: ID!) { frozenView(hash: $hash) { document } }';

/** Tables of the graph that is served now, from the subgraph that combines them. Without `exportsViews` there are no saved or frozen ones. */
export function exportSource({ subgraphs }: Pick<Gateway, 'subgraphs'>, exportsViews: boolean): ExportSource {
  async function ask(
    query: string,
    variables: Record<string, unknown>,
    { signal, headers }: ExportAsker,
  ): Promise<Record<string, any>> {
    const reach = subgraphs().get(CUSTOM_VIEWS);
    if (!reach) throw unavailable('This graph has no combined views.');
    const { data, errors } = await reach({ query, variables, caller: callerOf(headers), signal }).catch(
      (error: unknown) => {
        throw error instanceof SubgraphFailure ? unavailable(error.message, error.code) : error;
      },
    );
    const [error] = errors ?? [];
    if (error) throw new GraphQLError(error.message, { extensions: { ...error.extensions } });
    return data ?? {};
  }
  const tableOf = async (variables: Record<string, unknown>, asker: ExportAsker) =>
    ((await ask(EXPORT, variables, asker))['_export'] ?? null) as ExportedTable | null;
  return {
    ofInput: async (input, asker) => (await tableOf({ input }, asker))!,
    ofView: async (view, asker) => (exportsViews ? tableOf({ view }, asker) : null),
    ofFrozen: async (frozen, asker) => (exportsViews ? tableOf({ frozen }, asker) : null),
    documentOf: async (hash, asker) =>
      !exportsViews ? null : ((await ask(DOCUMENT, { hash }, asker))['frozenView']?.document ?? null),
  };
}

function unavailable(message: string, code = 'SUBGRAPH_UNREACHABLE'): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
