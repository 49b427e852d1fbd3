import fc from 'fast-check';
import type { Agency, Indicator } from '../../subgraphs/kit/declarations.ts';

/** A fetch of the gateway, as Apollo's planner writes it. */
export interface GeneratedFetch {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  /** Nothing in it is compiled. */
  readonly forResolvers: boolean;
}

/** What a generator finds in the database. */
export interface GeneratedFrom {
  readonly units: readonly GeneratedUnit[];
  /** Of each indicator. */
  readonly periods: ReadonlyMap<string, readonly string[]>;
  /** When figures were recorded. */
  readonly instants: readonly string[];
}

export interface GeneratedUnit {
  readonly code: string;
  readonly territoryCode: string;
}

const SCALARS =
  `id indicator indicatorAsFiled refArea recordType value valueLow valueHigh decimals valueAsPrinted qualifier unitMeasure
  unitMultiplier timePeriod referenceDate periodBasis periodBasisText obsStatus confStatus seriesBreak reasonCode comment asOf __typename`.split(
    /\s+/,
  );
const CITATION =
  'source publisher title published url locator dateBasis licence retrieved checkedAgainst __typename'.split(' ');

const someOf = (names: readonly string[]) =>
  fc.subarray([...names], { minLength: 1 }).map((chosen) => chosen.join(' '));
const dimensionValues = (language: fc.Arbitrary<string>) =>
  fc
    .tuple(someOf(['dimension', 'code', '__typename']), language)
    .map(([names, l]) => `dimensions { ${names} name: label${l} }`);
const language = fc.constantFrom('', '(language: EN)', '(language: VI)', '(language: $language)');

/** What is asked of an observation. */
const observation = fc
  .tuple(
    fc.oneof(
      { weight: 3, arbitrary: fc.constant('value timePeriod obsStatus') },
      { weight: 3, arbitrary: fc.shuffledSubarray(SCALARS, { minLength: 1 }).map((names) => names.join(' ')) },
    ),
    fc.option(someOf(CITATION).map((names) => `cited: citation { ${names} }`)),
    fc.option(dimensionValues(language)),
    fc.option(language.map((l) => `why: reason${l}`)),
    fc.option(fc.constant('... on Observation { again: value ... { obsStatus } }')),
  )
  .map((parts) => parts.filter((part) => part !== null).join(' '));

/** One typed field under an alias: the period and codes are left out, literals or variables. */
function typedField({ field, dimensions }: Indicator, periods: readonly string[]) {
  const period = fc.oneof(
    fc.constant(''),
    fc.constantFrom(...periods, '2023', '2030', '2010-S1').map((one) => `period: "${one}"`),
    fc.constant('period: $period'),
    fc.constant('period: null'),
  );
  const codes = dimensions.map(({ argument, codes: known }) =>
    fc.oneof(
      fc.constant(''),
      fc.constantFrom(...known).map((code) => `${argument}: ${code}`),
      fc.constant(`${argument}: null`),
    ),
  );
  return fc.tuple(period, fc.tuple(...codes), observation).map(([asked, chosen, fields]) => {
    const args = [asked, ...chosen].filter((part) => part !== '').join(', ');
    return `${field}${args && `(${args})`} { ${fields} }`;
  });
}

/** `observations` with any of its arguments: literals, variables, null or left out. */
function observations({ indicators }: Agency, instants: readonly string[]) {
  const codes = indicators.map(({ code }) => code);
  const named = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('', 'indicators: null') },
    {
      weight: 6,
      arbitrary: fc
        .array(fc.constantFrom(...codes), { minLength: 1, maxLength: 4 })
        .map((some) => `indicators: ${JSON.stringify(some)}`),
    },
    { weight: 1, arbitrary: fc.constantFrom(`indicators: "${codes[0]}"`, 'indicators: $indicators') },
  );
  const filter = indicators.flatMap((indicator) =>
    indicator.dimensions.map(({ id, codes: known }) =>
      fc.subarray([...known]).map((some) => ({
        indicator: indicator.code,
        text: `{ dimension: "${id}", codes: ${JSON.stringify(some)} }`,
      })),
    ),
  );
  const unfiltered = fc.tuple(named, fc.constantFrom('', 'dimensions: null', 'dimensions: []'));
  const filtered = fc
    .tuple(
      fc.array(fc.oneof(...filter), { minLength: 1, maxLength: 2 }),
      fc.option(fc.subarray(codes, { maxLength: 2 })),
    )
    .map(([filters, others]) => {
      const some = others && [...others, ...filters.map(({ indicator }) => indicator)];
      return [
        some === null ? '' : `indicators: ${JSON.stringify(some)}`,
        `dimensions: [${filters.map(({ text }) => text).join(' ')}]`,
      ] as const;
    });
  return fc
    .tuple(
      filter.length === 0 ? unfiltered : fc.oneof(unfiltered, filtered),
      fc.constantFrom('', '', '', 'from: "2019"', 'from: "2023"', 'from: "2024-Q2"', 'from: $period', 'from: null'),
      fc.constantFrom('', '', '', 'to: "2024"', 'to: "2025-06-30"', 'to: $to', 'to: null'),
      fc.constantFrom('', '', '', '', 'asOf: null', 'asOf: $asOf', ...instants.map((one) => `asOf: "${one}"`)),
      observation,
    )
    .map(([chosen, from, to, asOf, fields]) => {
      const args = [...chosen, from, to, asOf].filter((part) => part !== '').join(', ');
      return `observations${args && `(${args})`} { ${fields} }`;
    });
}

/** What is wrong, or reads nothing. */
const FOR_RESOLVERS = [
  'observations(indicators: ["NONE"]) { value }',
  'observations(indicators: []) { value }',
  'observations(dimensions: [{ dimension: "NONE", codes: [] }]) { value }',
  'observations(from: "2030", to: "2029") { value }',
];

const available = fc
  .tuple(
    fc.shuffledSubarray(['indicator', 'periods', 'count', '__typename'], { minLength: 1 }),
    fc.option(dimensionValues(language)),
  )
  .map(([names, sliced]) => `available { ${names.join(' ')} ${sliced ?? ''} }`);

/** Fetches of an agency's figures for some of these units. */
export function generatedFetches(
  agency: Agency,
  { units, periods, instants }: GeneratedFrom,
): fc.Arbitrary<GeneratedFetch> {
  const typed = agency.indicators.map((indicator) => typedField(indicator, periods.get(indicator.code) ?? ['2020']));
  const fields = fc.oneof(
    { weight: 40, arbitrary: fc.oneof(...typed) },
    { weight: 30, arbitrary: observations(agency, instants) },
    { weight: 8, arbitrary: available },
    { weight: 1, arbitrary: fc.constantFrom(...FOR_RESOLVERS) },
  );
  const unusual = fc.constantFrom(
    { code: '99999-20250701', territoryCode: '99999-20250701' },
    { code: '99999-20250701', territoryCode: '01-20211101' },
    { code: '01-20211101', territoryCode: 'nowhere' },
    { code: '', territoryCode: '' },
    { code: 'đơn vị', territoryCode: '01-20211101' },
  );
  const unit = fc.oneof({ weight: 30, arbitrary: fc.constantFrom(...units) }, { weight: 1, arbitrary: unusual });
  return fc
    .record({
      fields: fc.array(fields, { minLength: 1, maxLength: 5 }),
      units: fc.array(unit, { minLength: 1, maxLength: 8 }),
      typename: fc.constantFrom('', '__typename ', 'code '),
      period: fc.constantFrom('2022', '2023', '2024', '2023S1', null, undefined),
      language: fc.constantFrom('EN', 'VI', undefined),
      to: fc.constantFrom('2024', '2030-Q1', null, undefined),
      asOf: fc.constantFrom(...instants, null, undefined),
      indicators: fc.option(
        fc.subarray(
          agency.indicators.map(({ code }) => code),
          { minLength: 1 },
        ),
      ),
    })
    .map((made) => {
      const text = made.fields.map((field, place) => `f${place}: ${field}`).join(' ');
      const variables = [
        ['period', 'TimePeriod'],
        ['language', 'Language! = EN'],
        ['to', 'TimePeriod'],
        ['asOf', 'DateTime'],
        ['indicators', '[ID!]'],
      ] as const;
      const used = variables.filter(([name]) => text.includes(`$${name}`));
      const given = used.filter(([name]) => made[name] !== undefined);
      return {
        query: `query Fetch__0($representations: [_Any!]!, ${used.map(([name, type]) => `$${name}: ${type}`).join(' ')}) {
          _entities(representations: $representations) { ... on AdministrativeUnit { ${made.typename}${agency.unitField} { __typename ${text} } } } }`,
        variables: {
          representations: made.units.map((one) => ({ __typename: 'AdministrativeUnit', ...one })),
          ...Object.fromEntries(given.map(([name]) => [name, made[name]])),
        },
        forResolvers: made.fields.some((field) => FOR_RESOLVERS.includes(field)),
      };
    });
}
