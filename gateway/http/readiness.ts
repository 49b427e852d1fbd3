import type { Reach } from '../reach/subgraph-answer.ts';

const PROBE = { query: '{ __typename }', variables: {} };

export interface Readiness {
  readonly status: 'ready';
  /** Whether each subgraph answers now; the gateway is ready without them. */
  readonly subgraphs: Readonly<Record<string, 'up' | 'down'>>;
}

/** Ready while a supergraph is served, even with agencies down; says which. */
export async function readiness(subgraphs: ReadonlyMap<string, Reach>): Promise<Readiness> {
  const probed = [...subgraphs].map(async ([name, reach]) => {
    const up = await reach(PROBE).then(
      ({ data }) => data != null,
      () => false,
    );
    return [name, up ? 'up' : 'down'] as const;
  });
  return { status: 'ready', subgraphs: Object.fromEntries(await Promise.all(probed)) };
}
