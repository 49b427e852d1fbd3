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
/** Nor has what reads the other subgraphs: every gateway runs it over the supergraph that it serves. */
const CUSTOM_VIEWS_URL = 'gateway:custom-views';

/** Whether an address names no service, but the gateway itself. */
export function isInGateway(url: string): boolean {
  return url.startsWith('gateway:');
}

/** Address of a subgraph of this repository, as it is written into the supergraph. */
export function routingUrl(name: string): string {
  if (name === 'catalogue') return CATALOGUE_URL;
  if (name === 'custom-views') return CUSTOM_VIEWS_URL;
  const port = PORTS[name];
  if (!port) throw new Error(`schema/routing.ts gives no port for "${name}".`);
  return `http://localhost:${port}/graphql`;
}

/** Port on which a subgraph is served when none is given. */
export function defaultPort(name: string): number {
  return Number(new URL(routingUrl(name)).port);
}
