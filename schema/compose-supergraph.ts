import { composeServices, type CompositionSuccess } from '@apollo/composition';
import { parse, printSchema } from 'graphql';
import { routingUrl } from './routing.ts';

export interface PublishedSubgraph {
  readonly name: string;
  readonly sdl: string;
  /** Where it answers; left out: where subgraphs of this repository do. */
  readonly url?: string;
}

/** Composes subgraphs into one supergraph, offline; conflicts between them are thrown together, each with its code. */
export function composeSupergraph(subgraphs: readonly PublishedSubgraph[]): string {
  return supergraphText(compose(subgraphs));
}

/** The supergraph, and the schema that clients see: what is inaccessible, and federation's own marks, are left out. */
export function composeForReview(subgraphs: readonly PublishedSubgraph[]): { supergraph: string; api: string } {
  const composed = compose(subgraphs);
  const api = printSchema(composed.schema.toAPISchema().toGraphQLJSSchema());
  return { supergraph: supergraphText(composed), api: `${api.trimEnd()}\n` };
}

function compose(subgraphs: readonly PublishedSubgraph[]): CompositionSuccess {
  const result = composeServices(
    subgraphs.map(({ name, sdl, url }) => ({ name, url: url ?? routingUrl(name), typeDefs: parse(sdl) })),
  );
  if (!result.errors) return result;
  const listed = result.errors.map((error) => `  ${String(error.extensions['code'])}: ${error.message}`).join('\n');
  throw new Error(`The subgraphs do not compose:\n${listed}`);
}

function supergraphText({ supergraphSdl }: CompositionSuccess): string {
  return `${supergraphSdl.trimEnd()}\n`;
}
