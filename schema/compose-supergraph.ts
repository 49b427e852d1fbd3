import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { routingUrl } from './routing.ts';

export interface PublishedSubgraph {
  readonly name: string;
  readonly sdl: string;
}

/** Composes subgraphs into one supergraph, offline; conflicts between them are thrown together, each with its code. */
export function composeSupergraph(subgraphs: readonly PublishedSubgraph[]): string {
  const { errors, supergraphSdl } = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, url: routingUrl(name), typeDefs: parse(sdl) })),
  );
  if (errors?.length) {
    const listed = errors.map((error) => `  ${String(error.extensions['code'])}: ${error.message}`).join('\n');
    throw new Error(`The subgraphs do not compose:\n${listed}`);
  }
  return `${supergraphSdl!.trimEnd()}\n`;
}
