import { askedObservation, OBSERVATION_FIELDS } from '../../subgraphs/kit/asked-observation.ts';

/** What the catalogue read of agencies for one request: the version of each one's data. */
export interface CatalogueContext {
  readonly dataVersions: Record<string, string>;
}

/** Asks one subgraph for data and notes its version; throws an error that names it when it does not answer. */
export type AskSubgraph = (
  subgraph: string,
  query: string,
  variables: Record<string, unknown>,
  context: CatalogueContext,
) => Promise<Record<string, any>>;

const QUERY = `query Observation($id: ID!) { _observation(id: $id) { ${OBSERVATION_FIELDS} } }`;

/** The figure with this id, from the agency that keeps it. */
export async function findObservation(
  id: string,
  agency: string,
  ask: AskSubgraph,
  context: CatalogueContext,
): Promise<object | null> {
  const { _observation: found } = await ask(agency, QUERY, { id }, context);
  return found && askedObservation(found);
}
