import fc from 'fast-check';
import type { GraphQLSchema } from 'graphql';
import { Chance } from './chance.ts';
import { generateOperation, type Tally } from './generate.ts';
import { textOf, type Operation } from './operation.ts';
import { smallerOperations } from './smaller.ts';
import type { Pools } from './values.ts';

/** Valid operations over a schema, for fast-check: by seed, and made smaller when one fails. */
export class Operations extends fc.Arbitrary<Operation> {
  readonly tally: Tally = { made: 0, refused: 0 };
  readonly #schema: GraphQLSchema;
  readonly #pools: Pools;

  constructor(schema: GraphQLSchema, pools: Pools = {}) {
    super();
    this.#schema = schema;
    this.#pools = pools;
  }

  override generate(random: fc.Random): fc.Value<Operation> {
    return this.#value(generateOperation(this.#schema, this.#pools, new Chance(random), this.tally));
  }

  override canShrinkWithoutContext(value: unknown): value is Operation {
    return typeof value === 'object' && value !== null && 'document' in value;
  }

  override shrink(operation: Operation): fc.Stream<fc.Value<Operation>> {
    return fc.stream(smallerOperations(this.#schema, operation)).map((smaller) => this.#value(smaller));
  }

  #value(operation: Operation): fc.Value<Operation> {
    return new fc.Value({ ...operation, [fc.toStringMethod]: () => textOf(operation) } as Operation, undefined);
  }
}
