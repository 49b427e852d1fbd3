import { LIMITS } from '../../gateway/limits.ts';
import type { ERROR_CODES } from '../../gateway/errors.ts';

/** A document with its variables that the gateway refuses with 400, by POST. */
export interface RefusedDocument {
  readonly what: string;
  readonly query: string;
  readonly variables?: object;
  /** What the message says, so that the client knows what to send. */
  readonly says: RegExp;
}

type Code = keyof typeof ERROR_CODES;

const UNIT = 'administrativeUnit(code: "20-20211101")';
const FIGURES = 'populationAndChildren { observations { citation { title } } }';
const A_PERIOD = /TimePeriod must be a period: 2024, 2023-S1, .* as text in quotes, but got: /;
const A_DAY = /Date must be a day such as "2025-07-01", but got: "2025-02-30"\.$/;

/** By the code that the error must have. */
export const refusedDocuments: Readonly<Partial<Record<Code, readonly RefusedDocument[]>>> = {
  GRAPHQL_PARSE_FAILED: [
    { what: 'only comments', query: '# nothing\n# here', says: /Unexpected <EOF>/ },
    { what: 'too many tokens', query: `{ ${'__typename '.repeat(LIMITS.tokens)}}`, says: /10000 tokens/ },
  ],
  GRAPHQL_VALIDATION_FAILED: [
    { what: 'an unknown field', query: `{ ${UNIT} { nam } }`, says: /field "nam".* Did you mean "name"/ },
    {
      what: 'an unknown argument',
      query: '{ administrativeUnit(cod: "20") { name } }',
      says: /"cod".* mean "code"/,
    },
    { what: 'a missing argument', query: '{ observation { value } }', says: /"id" of type "ID!" is required/ },
    {
      what: 'a variable of the wrong type',
      query: 'query ($code: Int) { administrativeUnit(code: $code) { name } }',
      variables: { code: 1 },
      says: /expecting type "ID"/,
    },
    {
      what: 'a variable that is not declared',
      query: '{ administrativeUnit(code: $code) { name } }',
      variables: { code: '20-20211101' },
      says: /"\$code" is not defined/,
    },
    { what: 'an alias that is no key', query: `{ __proto__: ${UNIT} { name } }`, says: /choose another alias/ },
    {
      what: 'a mutation that there is not',
      query: 'mutation { erase }',
      says: /Cannot query field "erase" on type "Mutation"/,
    },
  ],
  DEPTH_LIMIT: [
    { what: 'a deep query', query: nested(LIMITS.depth - 1), says: /deeper than 20 levels \(21\). Ask for less/ },
  ],
  ALIAS_LIMIT: [
    {
      what: 'many aliases',
      query: aliased(LIMITS.aliases + 1),
      says: /more than 300 aliases \(301\). Send it in parts/,
    },
  ],
  FIELD_LIMIT: [
    {
      what: 'fragments that double with each level',
      query: doubling(16),
      says: /selects \d+ fields with its fragments written out, more than 5000\. Send it in parts/,
    },
  ],
  COST_LIMIT: [
    {
      what: 'all figures of a thousand units, by a variable',
      query: `query ($first: Int) { administrativeUnits(first: $first) { nodes { ${FIGURES} } } }`,
      variables: { first: 1_000 },
      says: /may cost 402,001, more than 200,000: mostly by administrativeUnits > nodes \(1000\) > .*Ask for fewer items/,
    },
    {
      what: 'more units than there are',
      query: '{ administrativeUnits(first: 1000000) { nodes { code } } }',
      says: /may cost 1,000,001/,
    },
  ],
  DEFER_NOT_SUPPORTED: [
    {
      what: '@defer',
      query: `{ ${UNIT} { ... @defer { name } } }`,
      says: /sends each answer whole: .* without @defer/,
    },
    { what: '@stream', query: `{ ${UNIT} { children @stream { name } } }`, says: /without @stream/ },
  ],
  SUBSCRIPTIONS_NOT_SUPPORTED: [
    { what: 'a subscription', query: 'subscription { __typename }', says: /ask again with a query/ },
  ],
  OPERATION_RESOLUTION_FAILURE: [
    { what: 'two operations', query: 'query A { __typename } query B { __typename }', says: /send the name of one/ },
  ],
  BAD_USER_INPUT: [
    {
      what: 'a variable of the wrong value',
      query: 'query ($first: Int) { administrativeUnits(first: $first) { totalCount } }',
      variables: { first: 'x' },
      says: /"\$first" got invalid value "x"/,
    },
    {
      what: 'a missing variable',
      query: 'query ($id: ID!) { observation(id: $id) { value } }',
      says: /"\$id" of required type "ID!" was not provided/,
    },
    ...['[1]', '2023', '"20-23"'].map((period) => ({
      what: `period: ${period}`,
      query: coverageIn(period),
      says: A_PERIOD,
    })),
    ...[[1], 2023, '20-23', ['2023'], { year: 2023 }].map((period) => ({
      what: `the variable period: ${JSON.stringify(period)}`,
      query: `query ($period: TimePeriod) ${coverageIn('$period')}`,
      variables: { period },
      says: A_PERIOD,
    })),
    { what: 'on: "2025-02-30"', query: '{ administrativeUnits(on: "2025-02-30") { totalCount } }', says: A_DAY },
    {
      what: 'the variable on: "2025-02-30"',
      query: 'query ($on: Date) { administrativeUnits(on: $on) { totalCount } }',
      variables: { on: '2025-02-30' },
      says: A_DAY,
    },
  ],
};

function coverageIn(period: string): string {
  return `{ ${UNIT} { healthCoverage { healthInsuranceCoverage(period: ${period}) { value } } } }`;
}

/** So many units, each the parent of the one around it, and the name of the last. */
function nested(units: number): string {
  return `{ ${UNIT} ${'{ parent '.repeat(units)}{ name }${' }'.repeat(units)} }`;
}

function aliased(names: number): string {
  return `{ ${UNIT} { ${Array.from({ length: names }, (_, number) => `a${number}: name`).join(' ')} } }`;
}

/** A short document whose fragments spread each other twice, so many levels deep. */
function doubling(levels: number): string {
  const fragments = Array.from(
    { length: levels },
    (_, level) =>
      `fragment F${level} on AdministrativeUnit { parent { ...F${level + 1} } children { ...F${level + 1} } }`,
  );
  return `{ ${UNIT} { ...F0 } } ${fragments.join(' ')} fragment F${levels} on AdministrativeUnit { name }`;
}
