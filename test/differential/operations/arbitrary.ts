import fc from 'fast-check';
import type { GraphQLSchema } from 'graphql';
import { Chance } from './chance.ts';
import { generateOperation, type Size, type Tally } from './generate.ts';
import { textOf, type Operation } from './operation.ts';
import { smallerOperations } from './smaller.ts';

/** Valid operations over a schema, for fast-check: by seed, and made smaller when one fails. */
export class Operations extends fc.Arbitrary<Operation> {
  readonly tally: Tally = { made: 0, refused: 0 };
  readonly #schema: GraphQLSchema;
  readonly #size: Size;

  constructor(schema: GraphQLSchema, { pools = {}, fields = 14 }: Partial<Size>) {
    super();
    this.#schema = schema;
    this.#size = { pools, fields };
  }

  override generate(random: fc.Random): fc.Value<Operation> {
    return this.#value(generateOperation(this.#schema, this.#size, new Chance(random), this.tally));
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
