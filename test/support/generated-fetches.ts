import fc from 'fast-check';
import type { Agency, Indicator } from '../../subgraphs/kit/declarations.ts';
import type { TestDatabase } from './use-database.ts';

/** A fetch of the gateway, as Apollo's planner writes it. */
export interface GeneratedFetch {
  readonly query: string;
  readonly variables: Record<string, unknown>;
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
const language = fc.constantFrom('', '(language: EN)', '(language: VI)', '(language: $language)');

/** What is asked of an observation. */
const observation = fc
  .tuple(
    fc.oneof(
      { weight: 3, arbitrary: fc.constant('value timePeriod obsStatus') },
      { weight: 3, arbitrary: fc.shuffledSubarray(SCALARS, { minLength: 1 }).map((names) => names.join(' ')) },
    ),
    fc.option(someOf(CITATION).map((names) => `cited: citation { ${names} }`)),
    fc.option(
      fc
        .tuple(someOf(['dimension', 'code', '__typename']), language)
        .map(([names, l]) => `dimensions { ${names} name: label${l} }`),
    ),
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

/** Fetches of an agency's typed fields for some of these units. */
export function generatedFetches(
  agency: Agency,
  units: readonly GeneratedUnit[],
  periods: ReadonlyMap<string, readonly string[]>,
): fc.Arbitrary<GeneratedFetch> {
  const fields = fc.oneof(
    ...agency.indicators.map((indicator) => typedField(indicator, periods.get(indicator.code) ?? ['2020'])),
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
    })
    .map((made) => {
      const text = made.fields.map((field, place) => `f${place}: ${field}`).join(' ');
      const variables = [
        text.includes('$period') ? '$period: TimePeriod' : '',
        text.includes('$language') ? '$language: Language! = EN' : '',
      ];
      return {
        query: `query Fetch__0($representations: [_Any!]!, ${variables.join(' ')}) {
          _entities(representations: $representations) { ... on AdministrativeUnit { ${made.typename}${agency.unitField} { __typename ${text} } } } }`,
        variables: {
          representations: made.units.map((one) => ({ __typename: 'AdministrativeUnit', ...one })),
          ...(text.includes('$period') && made.period !== undefined ? { period: made.period } : {}),
          ...(text.includes('$language') && made.language !== undefined ? { language: made.language } : {}),
        },
      };
    });
}

/** Files what real figures seldom have: corrections, other sources, targets, a changed publication, and rows that no enum or number allows. */
export async function fileUnusualFigures({ query }: TestDatabase, schema: string): Promise<void> {
  const copied = `indicator, territory_code, slice, period_start, period_end, ref_area, unit_set, indicator_as_filed, value_low, value_high, decimals,
    value_as_printed, qualifier, unit_measure, unit_multiplier, reference_date, period_basis, period_basis_text, conf_status, reason_vi, reason_en,
    comment, locator`;
  const file = (where: string, changed: string) =>
    query(`insert into ${schema}.observation (${copied}, time_period, source, record_type, revision, id, value, obs_status, reason_code, recorded_at)
      select ${copied}, ${changed}, clock_timestamp()
      from (select *, abs(hashtext(id)) as lot from ${schema}.observation where revision = 1) o where ${where}
      on conflict do nothing`);
  await query(`insert into ${schema}.source (id, publisher, title, published) values
    ('newspaper', 'Báo "Mới"', 'Bài\\báo', '2026'), ('old-table', 'Bảng cũ', 'Bảng', '1999'), ('undated', 'Không ngày', 'Bảng', null)`);
  await file('lot % 11 = 0', `time_period, source, record_type, 2, id || '.2', value + 1, obs_status, reason_code`);
  await file(
    'lot % 22 = 0',
    `time_period, source, record_type, 3, id || '.3', value + 2, 'PROVISIONAL', 'SOURCE_SLIP'`,
  );
  await file('lot % 13 = 0', `time_period, 'newspaper', record_type, 1, id || '.n', value * 2, 'UNVALIDATED', ''`);
  await file(
    'lot % 17 = 0',
    `time_period, 'old-table', record_type, 1, id || '.o', value / 3, 'NORMAL', 'SMALL_COUNT'`,
  );
  await file('lot % 26 = 0', `time_period, 'undated', record_type, 1, id || '.u', value / 7, 'NORMAL', null`);
  await file('lot % 19 = 0', `time_period, source, 'TARGET', 1, id || '.t', value, 'NORMAL', null`);
  await file('lot % 190 = 1', `'2035', source, 'TARGET', 1, id || '.l', value, 'NORMAL', null`);
  await file(
    `lot % 211 = 0 and value is not null`,
    `time_period, 'undated', record_type, 1, id || '.x', 'NaN', 'NORMAL', null`,
  );
  await file('lot % 223 = 0', `time_period, 'newspaper', record_type, 1, id || '."', value, 'NO_STATUS', 'quo"ted'`);
  await query(`update ${schema}.source set published = '2027' where id = 'old-table'`);
}
