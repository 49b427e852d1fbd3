import type { Reach } from '../reach/subgraph-answer.ts';

/** Every agency answers this from its database; of any other subgraph only an answer is asked. */
const AGENCY_PROBE = { query: '{ _observation(id: "") { id } }', variables: {} };
const PROBE = { query: '{ __typename }', variables: {} };

export interface Readiness {
  readonly status: 'ready';
  /** Whether each subgraph answers now, an agency from its database; the gateway is ready without them. */
  readonly subgraphs: Readonly<Record<string, 'up' | 'down'>>;
}

/** Ready while a supergraph is served, even with agencies down; says which. */
export async function readiness(
  subgraphs: ReadonlyMap<string, Reach>,
  agencies: ReadonlySet<string>,
): Promise<Readiness> {
  const probed = [...subgraphs].map(async ([name, reach]) => {
    const up = await reach(agencies.has(name) ? AGENCY_PROBE : PROBE).then(
      ({ data, errors }) => data != null && !errors?.length,
      () => false,
    );
    return [name, up ? 'up' : 'down'] as const;
  });
  return { status: 'ready', subgraphs: Object.fromEntries(await Promise.all(probed)) };
}
