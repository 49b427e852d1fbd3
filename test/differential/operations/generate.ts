import { Kind, OperationTypeNode, parse, print, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import { Variables } from './arguments.ts';
import type { Chance } from './chance.ts';
import type { Operation } from './operation.ts';
import { Selections } from './selections.ts';
import type { Pools } from './values.ts';

/** How many documents were made, and how many of them GraphQL's validation refused. */
export interface Tally {
  made: number;
  refused: number;
}

export interface Size {
  readonly pools: Pools;
  /** About how many fields an operation has at most. */
  readonly fields: number;
}

/** A valid operation over a schema. Those that are not valid are thrown away and counted. */
export function generateOperation(
  schema: GraphQLSchema,
  { pools, fields }: Size,
  chance: Chance,
  tally: Tally,
): Operation {
  for (let attempt = 0; attempt < 1_000; attempt++) {
    const made = attemptOperation(schema, { pools, fields }, chance);
    tally.made += 1;
    if (validate(schema, made.document).length === 0) return made;
    tally.refused += 1;
  }
  throw new Error('None of a thousand generated operations is valid: the generator does not fit the schema.');
}

function attemptOperation(schema: GraphQLSchema, { pools, fields }: Size, chance: Chance): Operation {
  const mutation = schema.getMutationType();
  const operation = mutation && chance.percent(40) ? OperationTypeNode.MUTATION : OperationTypeNode.QUERY;
  const variables = new Variables(pools, chance);
  const selections = new Selections(schema, variables, chance, chance.between(1, fields));
  const selectionSet = selections.of(schema.getRootType(operation)!, chance.between(1, 5));
  const document: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation,
        ...(chance.percent(30) ? { name: { kind: Kind.NAME as const, value: 'Generated' } } : {}),
        variableDefinitions: variables.definitions,
        selectionSet,
      },
      ...selections.fragments.definitions,
    ],
  };
  // As a client's text, whose nodes have places.
  return { document: parse(print(document)), variables: variables.sent };
}
