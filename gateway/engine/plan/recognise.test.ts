import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildSchema, parse, type FieldNode, type GraphQLObjectType, type OperationDefinitionNode } from 'graphql';
import { ResponseKeys } from '../response-keys.ts';
import { compileObject } from '../shape/compile-shape.ts';
import { compileRecognition } from './recognise.ts';

const SDL = `
  type Query { unit: Unit }
  type Unit { labour: Labour }
  type Labour { rate: Figure strict: Figure! series: [Figure!]! grid: [[Int]!] note: Anything }
  type Figure { value: Float count: Int! period: String status: Status! id: ID known: Boolean }
  enum Status { NORMAL ESTIMATED NORMAL_TOO }
  scalar Anything`;
const FIGURE = '{ value count __typename period status id known }';
const ASKED = `{ labour { rate ${FIGURE} own: strict ${FIGURE} series { value count } grid note } }`;

const schema = buildSchema(SDL);
const unit = schema.getType('Unit') as GraphQLObjectType;
const operation = parse(ASKED).definitions[0] as OperationDefinitionNode;
const { recognise } = compileRecognition(unit, operation.selectionSet.selections[0] as FieldNode)!;
const shape = compileObject(
  unit,
  [operation],
  {
    schema,
    fragments: new Map(),
    conditions: {},
    responseKeys: new ResponseKeys(parse(SDL)),
    interfaceObjects: new Set(),
  },
  () => () => null,
);

const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 4 });
const int = fc.integer({ min: -999_999_999, max: 999_999_999 });
const value = fc.oneof(
  int,
  fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((one) => Number(one.toFixed(6)) + 0),
);
const figure = fc.record({
  value: orNull(value),
  count: int,
  __typename: fc.constant('Figure'),
  period: orNull(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constant('Kỳ Sơn "\\ \u2028'))),
  status: fc.constantFrom('NORMAL', 'ESTIMATED', 'NORMAL_TOO'),
  id: orNull(fc.oneof(fc.string(), int)),
  known: orNull(fc.boolean()),
});
const labour = fc.record({
  rate: orNull(figure),
  own: figure,
  series: fc.array(fc.record({ value: orNull(value), count: int })),
  grid: orNull(fc.array(fc.array(orNull(int)))),
  note: orNull(fc.oneof(fc.string(), int, fc.boolean())),
});
const entities = fc.array(orNull(fc.record({ labour: orNull(labour) })), { minLength: 1 });
const beside = fc.record(
  { errors: fc.constant([{ message: 'm' }]), extensions: fc.constant({ dataVersion: '1-a' }) },
  { requiredKeys: [] },
);
/** Text that is put somewhere into an answer, or in place of some of it. */
const piece = fc.oneof(
  fc.constantFrom(
    'null',
    '1e400',
    '-',
    '0',
    '.5',
    '"',
    ',',
    '{',
    '}',
    '[',
    ']',
    ' ',
    '\n',
    '\\',
    '\\u12',
    '1',
    'x',
    '\0',
  ),
  fc.constantFrom('"labour":null,', '"data":null', ',"data":{"_entities":[]}', '"OTHER"', '3000000000', '[]', '{}'),
);

function textOf(found: unknown, rest: object): string {
  return `${JSON.stringify({ data: { _entities: found }, ...rest })}\n`;
}

const OWN = { value: 1, count: 1, __typename: 'Figure', period: '2024', status: 'NORMAL', id: 'a', known: true };

interface Read {
  readonly data: { readonly _entities: readonly unknown[] };
  readonly errors?: unknown;
  readonly extensions?: unknown;
}

describe('the entities of an answer', () => {
  it('are recognised where each has exactly what was asked, and read as JSON reads them', () => {
    fc.assert(
      fc.property(entities, beside, (found, rest) => {
        const text = textOf(found, rest);
        const recognised = recognise(text, found.length);
        expect(recognise(text, found.length - 1)).toBeNull();
        expect(recognised?.beside).toEqual(rest);
        expect(recognised?.entities.map((entity) => JSON.parse(entity) as unknown)).toEqual(
          (JSON.parse(text) as { data: { _entities: unknown } }).data._entities,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('are not recognised where parsing, checking and writing them would give anything else', () => {
    let recognisedOnes = 0;
    fc.assert(
      fc.property(
        entities,
        beside,
        fc.array(fc.tuple(fc.nat(), fc.nat(4), piece), { minLength: 1, maxLength: 2 }),
        (found, rest, edits) => {
          let text = textOf(found, rest);
          for (const [where, removed, added] of edits) {
            const at = where % text.length;
            text = text.slice(0, at) + added + text.slice(at + removed);
          }
          const recognised = recognise(text, Infinity);
          if (!recognised) return;
          recognisedOnes += 1;
          const { data, errors, extensions } = JSON.parse(text) as Read;
          expect(recognised.beside).toEqual({ ...(errors ? { errors } : {}), ...(extensions ? { extensions } : {}) });
          const shaping = { problems: [], variables: {} };
          const shaped = data._entities.map((entity) => (entity === null ? null : shape(entity, shaping)));
          expect(shaping.problems).toEqual([]);
          expect(recognised.entities.map((entity) => JSON.parse(entity) as unknown)).toEqual(shaped);
        },
      ),
      { numRuns: 5_000 },
    );
    // Some edits fall into texts and numbers, and change nothing else.
    expect(recognisedOnes).toBeGreaterThan(20);
  });

  it('may hold lists of any length: more than a pattern can match is left to be parsed', () => {
    const series = Array.from({ length: 500_000 }, (_, count) => ({ value: 0.5, count }));
    const one = { labour: { rate: null, own: { ...OWN }, series, grid: null, note: 'x' } };
    for (const text of [textOf([one], {}), textOf([one], {}).slice(0, -20)]) {
      const recognised = recognise(text, 1);
      if (recognised) expect(JSON.parse(recognised.entities[0]!)).toEqual(one);
    }
  });
});
