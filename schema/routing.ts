/** Where subgraphs answer unless `<AGENCY>_URL` says otherwise; ports are those of the README's table. */
const PORTS: Readonly<Record<string, number>> = {
  'administrative-units': 4100,
  'population-and-children': 4101,
  'labour-and-employment': 4102,
  'poverty-reduction': 4103,
  'health-coverage': 4104,
};

/** The catalogue has no address of its own: every gateway computes it from the supergraph that it serves. */
export const CATALOGUE_URL = 'gateway:catalogue';

/** Address of a subgraph of this repository, as it is written into the supergraph. */
export function routingUrl(name: string): string {
  if (name === 'catalogue') return CATALOGUE_URL;
  const port = PORTS[name];
  if (!port) throw new Error(`schema/routing.ts gives no port for "${name}".`);
  return `http://localhost:${port}/graphql`;
}

/** Port on which a subgraph is served when none is given. */
export function defaultPort(name: string): number {
  return Number(new URL(routingUrl(name)).port);
}
