import type { QueryPlan } from '@apollo/query-planner';
import {
  Kind,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { compilePlan } from './plan/compile-plan.ts';
import type { Entity, Run } from './plan/run.ts';
import { findSpliceable } from './plan/splicing.ts';
import type { Subtypes } from './plan/type-conditions.ts';
import type { ResponseKeys } from './response-keys.ts';
import { compileObject } from './shape/compile-shape.ts';
import { introspection } from './shape/introspection.ts';
import type { Complete, Shaping } from './shape/shaping.ts';
import { valueErrors } from './value-errors.ts';

/** Choices of `@skip` and `@include` whose shapes are kept for one operation. */
const MOST_SHAPES = 64;

/** What one execution is given; `data` and `errors` are its own. */
export type ExecutionRequest = Omit<Run, 'data' | 'errors' | 'withoutData'>;

export interface Execution {
  readonly data: Entity | null;
  /** Errors of subgraphs carry `extensions.serviceName`. */
  readonly errors: readonly GraphQLFormattedError[];
}

/** One operation of a document that is valid, planned and compiled: it is executed any number of times. */
export interface PreparedOperation {
  readonly operation: OperationDefinitionNode;
  /** Names of the subgraphs that it may ask. */
  readonly subgraphs: readonly string[];
  /** Characters of the patterns that its answers are recognised by. */
  readonly patternLength: number;
  execute(request: ExecutionRequest): Promise<Execution>;
}

export interface PlannedOperation {
  readonly schema: GraphQLSchema;
  readonly subtypes: Subtypes;
  readonly responseKeys: ResponseKeys;
  readonly interfaceObjects: ReadonlySet<string>;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly plan: QueryPlan;
}

/** Compiles what was planned. */
export function prepareOperation(planned: PlannedOperation): PreparedOperation {
  const { schema, subtypes, responseKeys, interfaceObjects, document, operation, plan } = planned;
  const { step, fetches } = compilePlan(plan, subtypes);
  const fragments = new Map(
    document.definitions
      .filter((one): one is FragmentDefinitionNode => one.kind === Kind.FRAGMENT_DEFINITION)
      .map((one) => [one.name.value, one]),
  );
  const introspect = introspection(schema, fragments, operation.variableDefinitions ?? []);
  const conditionNames = conditionVariables(document);
  const shapes = new Map<string, Complete>();
  const root = schema.getRootType(operation.operation)!;
  if (conditionNames.length === 0)
    findSpliceable(fetches, operation, root, { schema, fragments, conditions: {}, responseKeys, interfaceObjects });
  const shapeFor = (conditions: Readonly<Record<string, unknown>>): Complete => {
    const choice = conditionNames.map((name) => (conditions[name] === true ? 1 : 0)).join('');
    const known = shapes.get(choice);
    if (known) return known;
    const shape = compileObject(
      root,
      [operation],
      { schema, fragments, conditions, responseKeys, interfaceObjects },
      introspect,
    );
    if (shapes.size >= MOST_SHAPES) shapes.delete(shapes.keys().next().value!);
    shapes.set(choice, shape);
    return shape;
  };
  return {
    operation,
    subgraphs: [...new Set(fetches.map(({ node }) => node.serviceName))],
    patternLength: fetches.reduce((sum, { recognition }) => sum + (recognition?.pattern.length ?? 0), 0),
    async execute(request) {
      const run: Run = { ...request, data: {}, errors: [], withoutData: new Set() };
      await step?.(run, [run.data]);
      const shaping: Shaping = { problems: [], variables: request.variables };
      const data = shapeFor(request.coerced)(run.data, shaping) as Entity | null;
      const errors = shaping.problems.length > 0 ? [...run.errors, ...valueErrors(shaping, run, fetches)] : run.errors;
      return { data, errors };
    },
  };
}

function conditionVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
