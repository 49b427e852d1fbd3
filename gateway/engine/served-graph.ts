import { buildSchema, getOperationAST, isScalarType, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { readDeclarations, type Declarations } from '../../subgraphs/kit/declarations.ts';
import { scalarsBySpecification } from '../../subgraphs/kit/scalars.ts';
import { createCostEstimator, type CostEstimator, type OperationEstimate } from '../../schema/cost/cost-estimator.ts';
import { interfaceObjectsOf } from './interface-objects.ts';
import { subtypesOf } from './plan/type-conditions.ts';
import type { GraphPlanner, Planner } from './planning/planner.ts';
import { prepareOperation, type PreparedOperation } from './prepared-operation.ts';
import { plannedText } from './planned-text.ts';
import { ResponseKeys } from './response-keys.ts';

/** Characters of the documents whose operations are kept; a compiled operation takes some ten times its text. */
const KEPT_CHARACTERS = 16_000_000;
/** Of a pattern, for text with and without letters beyond Latin-1, V8 makes some 130 bytes a character: so many times what a document's takes. */
const PATTERN_WEIGHT = 13;

/** An operation that was executed before, with how often. */
export interface KnownOperation {
  readonly source: string;
  readonly operationName: string | null;
  readonly prepared: PreparedOperation;
  readonly estimate: OperationEstimate;
  uses: number;
}

/** One supergraph as it is served: its schema, and the operations that were planned over it. */
export class ServedGraph {
  readonly supergraphSdl: string;
  readonly schema: GraphQLSchema;
  readonly declarations: Declarations;
  readonly subgraphs: GraphPlanner['subgraphs'];
  /** What an operation of a valid document may cost. */
  readonly estimate: CostEstimator;
  private readonly planner: GraphPlanner;
  private readonly responseKeys: ResponseKeys;
  private readonly interfaceObjects: ReadonlySet<string>;
  private readonly subtypes: ReturnType<typeof subtypesOf>;
  private readonly known = new LRUCache<string, KnownOperation>({
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: ({ source, prepared }) => source.length + prepared.patternLength * PATTERN_WEIGHT + 1_000,
  });
  private readonly preparing = new Map<string, Promise<KnownOperation>>();

  private constructor(supergraphSdl: string, planner: GraphPlanner) {
    this.supergraphSdl = supergraphSdl;
    this.planner = planner;
    this.subgraphs = planner.subgraphs;
    this.subtypes = subtypesOf(planner.subtypes);
    this.schema = buildSchema(planner.apiSdl, { assumeValid: true });
    const supergraph = parse(supergraphSdl, { noLocation: true });
    this.declarations = readDeclarations(supergraph);
    this.responseKeys = new ResponseKeys(supergraph);
    this.interfaceObjects = interfaceObjectsOf(supergraph);
    readSharedScalars(this.schema);
    this.estimate = createCostEstimator(supergraphSdl, this.schema);
  }

  static async load(supergraphSdl: string, planner: Planner): Promise<ServedGraph> {
    return new ServedGraph(supergraphSdl, await planner.load(supergraphSdl));
  }

  /** The operation, if it was prepared before; counts its use. */
  find(source: string, operationName: string | null): KnownOperation | undefined {
    const found = this.known.get(keyOf(source, operationName));
    if (found) found.uses += 1;
    return found;
  }

  /** Plans and compiles an operation of a document that is valid; asked for twice at a time, it is done once. */
  async prepare(source: string, document: DocumentNode, operationName: string | null): Promise<KnownOperation> {
    const key = keyOf(source, operationName);
    const known = this.known.get(key);
    if (known) return known;
    const under = this.preparing.get(key) ?? this.plan(source, document, operationName);
    this.preparing.set(key, under);
    try {
      const planned = await under;
      this.known.set(key, planned);
      return planned;
    } finally {
      this.preparing.delete(key);
    }
  }

  /** The operations most used, the first most of all. */
  mostUsed(count: number): KnownOperation[] {
    return [...this.known.values()].toSorted((a, b) => b.uses - a.uses).slice(0, count);
  }

  drop(): Promise<void> {
    return this.planner.drop();
  }

  private async plan(source: string, document: DocumentNode, operationName: string | null): Promise<KnownOperation> {
    const operation = getOperationAST(document, operationName);
    if (!operation) throw new Error('The operation must be in the document.');
    const { schema, subtypes, responseKeys, interfaceObjects } = this;
    const root = schema.getRootType(operation.operation)!;
    const plan = await this.planner.plan(plannedText(source, document, root.name, responseKeys), operationName);
    const prepared = prepareOperation({ schema, subtypes, responseKeys, interfaceObjects, document, operation, plan });
    return { source, operationName, prepared, estimate: this.estimate(document, operationName), uses: 0 };
  }
}

function keyOf(source: string, operationName: string | null): string {
  return `${operationName ?? ''}\0${source}`;
}

/** Lets the gateway's schema refuse a malformed date or period before anything is fetched. */
function readSharedScalars(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    const shared =
      isScalarType(type) && type.specifiedByURL ? scalarsBySpecification.get(type.specifiedByURL) : undefined;
    if (shared && isScalarType(type))
      Object.assign(type, { parseValue: shared.parseValue, parseLiteral: shared.parseLiteral });
  }
}
