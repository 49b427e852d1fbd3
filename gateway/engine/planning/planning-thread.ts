import { parentPort } from 'node:worker_threads';
import { ApolloGateway } from '@apollo/gateway';
import { operationFromDocument, type Schema } from '@apollo/federation-internals';
import type { QueryPlan, QueryPlanner } from '@apollo/query-planner';
import { GraphQLError, isAbstractType, parse, printSchema, type GraphQLSchema } from 'graphql';
import type { LoadedGraph, PlanningAnswer, PlanningQuestion } from './messages.ts';

/**
 * The thread that loads supergraphs and plans operations with Apollo's gateway, so that neither a new supergraph nor a costly plan
 * holds up requests. Apollo's own executor is not used.
 */
const graphs = new Map<number, LoadedGateway>();

/** What Apollo's gateway keeps for itself, at the pinned version. */
interface LoadedGateway {
  readonly apiSchema: Schema;
  readonly supergraphSchema: GraphQLSchema;
  readonly queryPlanner: QueryPlanner;
  readonly schema: GraphQLSchema;
  readonly stop: () => Promise<void>;
}

parentPort!.on('message', (question: PlanningQuestion) => void answer(question));

async function answer(question: PlanningQuestion): Promise<void> {
  const say = (message: PlanningAnswer) => parentPort!.postMessage(message);
  try {
    say({ id: question.id, result: await resultOf(question) });
  } catch (error) {
    const { message, stack = '' } = error as Error;
    say({ id: question.id, error: message, stack, refused: error instanceof GraphQLError });
  }
}

async function resultOf(question: PlanningQuestion): Promise<LoadedGraph | QueryPlan | null> {
  if (question.kind === 'load') return load(question.graph, question.supergraphSdl);
  if (question.kind === 'drop') {
    const dropped = graphs.get(question.graph);
    graphs.delete(question.graph);
    await dropped?.stop();
    return null;
  }
  const { apiSchema, queryPlanner } = graphs.get(question.graph)!;
  const named = question.operationName === null ? {} : { operationName: question.operationName };
  const operation = operationFromDocument(apiSchema, parse(question.document), named);
  return queryPlanner.buildQueryPlan(operation);
}

async function load(graph: number, supergraphSdl: string): Promise<LoadedGraph> {
  const subgraphs: { name: string; url: string }[] = [];
  const gateway = new ApolloGateway({
    supergraphSdl,
    validateSupergraph: true,
    buildService: ({ name, url }) => {
      subgraphs.push({ name, url: url ?? '' });
      return { process: () => Promise.reject(new Error('Only plans are made here.')) };
    },
    logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  });
  await gateway.load();
  const loaded = gateway as unknown as LoadedGateway;
  graphs.set(graph, loaded);
  return { apiSdl: printSchema(loaded.schema), subtypes: subtypesOf(loaded.supergraphSchema), subgraphs };
}

function subtypesOf(schema: GraphQLSchema): Record<string, string[]> {
  const types = Object.values(schema.getTypeMap());
  return Object.fromEntries(
    types.filter(isAbstractType).map((abstract) => {
      const below = types.filter((type) => 'getFields' in type && schema.isSubType(abstract, type as never));
      return [abstract.name, below.map((type) => type.name)];
    }),
  );
}
