import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, validate, type DocumentNode, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { Operation } from './operations/operation.ts';
import type { Resolvers } from '../../subgraphs/kit/subgraph.ts';

/** Subgraphs that answer from memory, with nothing but their arguments and keys; mutations change the state of one operation. */
export interface World {
  readonly name: string;
  readonly subgraphs: Readonly<Record<string, WorldSubgraph>>;
  /** Values to choose for arguments and input fields, by their name; else by the name of their type. Some should be bad. */
  readonly pools?: Readonly<Record<string, readonly unknown[]>>;
  /** About how many fields an operation may have, where many take long to plan. */
  readonly fields?: number;
  /** What mutations change; made anew for each operation. */
  readonly createState?: () => unknown;
  /** Operations that Apollo's gateway may answer wrongly over this world, and why, told where it is set. */
  readonly stockMayBeWrong?: (operation: Operation) => boolean;
  /** The same graph as one schema, for the third opinion of plain graphql-js. */
  readonly merged?: WorldSubgraph;
}

export interface WorldSubgraph {
  readonly sdl: string;
  readonly resolvers: Resolvers;
}

export interface LocalAnswer {
  readonly data?: Record<string, any> | null;
  readonly errors?: readonly GraphQLFormattedError[];
}

export type LocalSubgraph = (query: string, variables: Readonly<Record<string, unknown>>) => Promise<LocalAnswer>;

/** The world's subgraphs, each ready to be asked, with a state of their own. */
export interface RunningWorld {
  readonly subgraphs: ReadonlyMap<string, LocalSubgraph>;
  readonly forget: () => void;
}

/** The opening of a subgraph's SDL. */
export const link = (...imports: readonly string[]): string =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports.map((name) => `"${name}"`).join(', ')}])\n`;

export function compose({ name, subgraphs }: World): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([subgraph, { sdl }]) => ({
      name: subgraph,
      url: `http://127.0.0.1:9/${subgraph}`,
      typeDefs: parse(sdl),
    })),
  );
  if (supergraphSdl) return supergraphSdl;
  throw new Error(`${name} does not compose:\n${errors?.map((error) => error.message).join('\n')}`);
}

/** Builds every subgraph; their answers pass through JSON, as they do over HTTP. */
export function run({ subgraphs, createState = () => ({}) }: World): RunningWorld {
  let state = createState();
  const built = Object.entries(subgraphs).map(([name, { sdl, resolvers }]) => {
    const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
    return [name, localSubgraph(schema, () => state)] as const;
  });
  return { subgraphs: new Map(built), forget: () => void (state = createState()) };
}

function localSubgraph(schema: GraphQLSchema, state: () => unknown): LocalSubgraph {
  const parsed = new Map<string, DocumentNode>();
  return async (query, variables) => {
    const document = parsed.get(query) ?? parse(query);
    if (!parsed.has(query)) {
      const faults = validate(schema, document);
      if (faults.length > 0) return { errors: faults.map((fault) => fault.toJSON()) };
      parsed.set(query, document);
    }
    const answer = await execute({ schema, document, variableValues: variables, contextValue: { state: state() } });
    return JSON.parse(JSON.stringify(answer)) as LocalAnswer;
  };
}
