import fc from 'fast-check';
import type { Agency } from '../../subgraphs/kit/declarations.ts';
import type { GeneratedFrom } from './generated-fetches.ts';

/** A document of a table, as custom views write it, with one or several bulk reads. */
export interface GeneratedColumns {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  /** Nothing in it is compiled. */
  readonly forResolvers: boolean;
}

const ARRAYS =
  `ids refArea values valuesLow valuesHigh qualifier recordType periodBasis referenceDate obsStatus confStatus seriesBreak reasonCode
  citation`.split(/\s+/);
const SCALARS = 'indicator timePeriod unitMeasure unitMultiplier decimals __typename'.split(' ');
const CITATION =
  'source publisher title published url locator dateBasis licence retrieved checkedAgainst __typename'.split(' ');
const LEAN = `indicator timePeriod dimensions { dimension code } unitMeasure unitMultiplier decimals values valuesLow valuesHigh qualifier
  obsStatus recordType`;

const some = (names: readonly string[]) =>
  fc.shuffledSubarray([...names], { minLength: 1 }).map((chosen) => chosen.join(' '));
const column = fc.oneof(
  fc.constant(LEAN),
  fc
    .tuple(
      some([...ARRAYS, ...SCALARS]),
      fc.option(some(CITATION).map((names) => `cited: citations { ${names} }`)),
      fc.constantFrom('', 'dimensions { code }', 'd: dimensions { __typename label(language: $language) dimension }'),
      fc.constantFrom('', '... on FigureColumn { again: values ... { obsStatus } }'),
    )
    .map((parts) => parts.filter(Boolean).join(' ')),
);
const fields = fc
  .tuple(column, fc.shuffledSubarray(['dataVersion', 'units', '__typename', 'more: units']), fc.boolean())
  .map(([chosen, others, first]) =>
    first ? `columns { ${chosen} } ${others.join(' ')}` : `${others.join(' ')} columns { ${chosen} }`,
  );

const WRONG = [
  'indicators: ["NONE"]',
  'indicators: [$indicator], units: ["417"]',
  'indicators: [$indicator], dimensions: [{ dimension: "NONE", codes: [] }]',
  'indicators: [$indicator], from: "2030", to: "2029"',
];

/** The arguments of one bulk read: literals, variables, null or left out. */
function args({ indicators }: Agency, { units, periods, instants }: GeneratedFrom) {
  const codes = indicators.map(({ code }) => code);
  const literal = (list: readonly string[]) => JSON.stringify(list);
  const filters = fc
    .array(
      fc
        .constantFrom(...indicators.flatMap(({ dimensions }) => dimensions))
        .chain(({ id, codes: known }) =>
          fc.subarray([...known]).map((chosen) => `{ dimension: "${id}", codes: ${literal(chosen)} }`),
        ),
      { maxLength: 3 },
    )
    .map((list) => `dimensions: [${list.join(' ')}]`);
  /** Every dimension by its codes, so that the slices are named. */
  const named = fc.constantFrom(...indicators).chain((indicator) =>
    fc
      .tuple(
        ...indicator.dimensions.map(({ id, codes: known }) =>
          fc.subarray([...known], { minLength: 1 }).map((chosen) => [id, chosen] as const),
        ),
      )
      .map((chosen) => {
        const list = chosen.map(([id, some_]) => `{ dimension: "${id}", codes: ${literal(some_)} }`);
        return `indicators: ${literal([indicator.code])}, dimensions: [${list.join(' ')}]`;
      }),
  );
  const open = fc
    .array(fc.constantFrom(...codes), { minLength: 1, maxLength: 4 })
    .chain((list) =>
      fc.constantFrom('', 'dimensions: null', 'dimensions: []').map((d) => `indicators: ${literal(list)}, ${d}`),
    );
  const all = fc.oneof(
    filters.map((list) => `indicators: ${literal(codes)}, ${list}`),
    fc.constant('indicators: $indicators'),
  );
  const known = [...new Set([...periods.values()].flat())];
  const range = fc.tuple(
    fc.constantFrom('', '', 'from: null', 'from: $from', 'from: "2020"', 'from: "2023"'),
    fc.constantFrom('', '', 'to: null', 'to: $to', 'to: "2036"', 'to: "2025-06-30"'),
  );
  const period = fc.constantFrom(...known, '2035').map((one) => [`from: "${one}"`, `to: "${one}"`]);
  const list = fc
    .array(fc.constantFrom(...units), { minLength: 0, maxLength: 12 })
    .map((chosen) => literal(chosen.map(({ code }) => code)));
  const placed = fc.oneof(
    { weight: 5, arbitrary: fc.constant('units: $units') },
    { weight: 2, arbitrary: fc.constant('units: $others') },
    { weight: 2, arbitrary: list.map((codes_) => `units: ${codes_}`) },
    { weight: 1, arbitrary: fc.constantFrom('', 'units: null') },
  );
  const asOf = fc.constantFrom('', '', '', '', 'asOf: null', 'asOf: $asOf', ...instants.map((one) => `asOf: "${one}"`));
  return fc
    .tuple(fc.oneof(named, open, all), fc.oneof(range, period), placed, asOf)
    .map(([what, [from, to], where, when]) => [what, from, to, where, when].filter((part) => part !== '').join(', '));
}

/** Bulk reads of an agency for some of these units. */
export function generatedColumns(agency: Agency, from: GeneratedFrom): fc.Arbitrary<GeneratedColumns> {
  const asked = fc.oneof(
    { weight: 40, arbitrary: args(agency, from) },
    { weight: 1, arbitrary: fc.constantFrom(...WRONG) },
  );
  const codes = agency.indicators.map(({ code }) => code);
  const units = fc.array(fc.constantFrom(...from.units), { maxLength: 60 });
  const ordered = units.map((chosen) => chosen.toSorted((a, b) => (a.code < b.code ? -1 : 1)));
  return fc
    .record({
      reads: fc.array(fc.tuple(asked, fields), { minLength: 1, maxLength: 3 }),
      units: fc.oneof(ordered, units),
      others: fc.option(units),
      indicator: fc.constantFrom(...codes),
      indicators: fc.subarray(codes, { minLength: 1 }),
      from: fc.constantFrom('2019', '2023S1', null, undefined),
      to: fc.constantFrom('2024', '2030-Q1', null, undefined),
      asOf: fc.constantFrom(...from.instants, '2090-01-01T00:00:00+07:00', null, undefined),
      language: fc.constantFrom('EN', 'VI', undefined),
    })
    .map((made) => {
      const text = made.reads.map(([given, chosen], place) => `f${place}: _figures(${given}) { ${chosen} }`).join(' ');
      const variables = [
        ['units', '[ID!]'],
        ['others', '[ID!]'],
        ['indicator', 'ID!'],
        ['indicators', '[ID!]!'],
        ['from', 'TimePeriod'],
        ['to', 'TimePeriod'],
        ['asOf', 'DateTime'],
        ['language', 'Language! = EN'],
      ] as const;
      const isUsed = (name: string) => new RegExp(`\\$${name}\\b`).test(text);
      const used = variables.filter(([name]) => isUsed(name));
      const values = {
        ...made,
        units: made.units.map(({ code }) => code),
        others: made.others?.map(({ code }) => code),
      };
      const declared = used.map(([name, type]) => `$${name}: ${type}`).join(', ');
      return {
        query: `query ${declared && `(${declared})`} { ${text} }`,
        variables: Object.fromEntries(
          used.flatMap(([name]) => (values[name] === undefined ? [] : [[name, values[name]]])),
        ),
        forResolvers: made.reads.some(([given]) => WRONG.includes(given)),
      };
    });
}
