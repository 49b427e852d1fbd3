import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** A figure as the published files give it, read without any of the product's code. */
export interface PublishedFigure {
  readonly agency: string;
  readonly indicator: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly refArea: string;
  readonly timePeriod: string;
  readonly periodBasis: string;
  readonly periodBasisText: string | null;
  readonly referenceDate: string | null;
  readonly recordType: string;
  readonly value: number | null;
  readonly valueLow: number | null;
  readonly valueHigh: number | null;
  readonly qualifier: string;
  readonly decimals: number;
  readonly valueAsPrinted: string;
  readonly unitMeasure: string;
  readonly unitMultiplier: number;
  readonly obsStatus: string;
  readonly indicatorAsFiled: string;
  readonly comment: string | null;
  readonly citation: Readonly<Record<string, string | null>>;
}

type Row = Record<string, string>;

const FOLDER = join(import.meta.dirname, '../../subgraphs');
export const AGENCIES = [
  'population-and-children',
  'labour-and-employment',
  'poverty-reduction',
  'health-coverage',
] as const;

/** Column of a province table: indicator, slice, unit of measure and multiplier, as the figures' README and proposal describe them. */
const COLUMNS: Record<string, [indicator: string, slice: Record<string, string>, unit: string, multiplier: number]> = {
  population_average: ['PC_POPULATION', {}, 'PS', 3],
  population_average_male: ['PC_POPULATION', { SEX: 'M' }, 'PS', 3],
  population_average_female: ['PC_POPULATION', { SEX: 'F' }, 'PS', 3],
  population_average_urban: ['PC_POPULATION', { RESIDENCE: 'U' }, 'PS', 3],
  population_average_rural: ['PC_POPULATION', { RESIDENCE: 'R' }, 'PS', 3],
  population_at_reorganization: ['PC_POPULATION_REORG', {}, 'PS', 0],
  area: ['PC_AREA', {}, 'KM2', 0],
  area_at_reorganization: ['PC_AREA_REORG', {}, 'KM2', 0],
  crude_birth_rate: ['PC_CRUDE_BIRTH_RATE', {}, 'P1000_PS', 0],
  crude_death_rate: ['PC_CRUDE_DEATH_RATE', {}, 'P1000_PS', 0],
  total_fertility_rate: ['PC_TOTAL_FERTILITY_RATE', {}, 'CHD_PER_W', 0],
  infant_mortality_rate: ['PC_INFANT_MORTALITY_RATE', {}, 'P1000_LB', 0],
  under_five_mortality_rate: ['PC_UNDER5_MORTALITY_RATE', {}, 'P1000_LB', 0],
  in_migration_rate: ['PC_IN_MIGRATION_RATE', {}, 'P1000_PS', 0],
  out_migration_rate: ['PC_OUT_MIGRATION_RATE', {}, 'P1000_PS', 0],
  net_migration_rate: ['PC_NET_MIGRATION_RATE', {}, 'P1000_PS', 0],
  sex_ratio_of_population: ['PC_SEX_RATIO', {}, 'M_P100F', 0],
  labour_force_15_plus: ['LE_LABOUR_FORCE', {}, 'PS', 3],
  employed_share_of_population: ['LE_EMPLOYED_POPULATION_SHARE', {}, 'PT', 0],
  unemployment_rate_working_age: ['LE_UNEMPLOYMENT_RATE', {}, 'PT', 0],
  trained_labour_share: ['LE_TRAINED_SHARE', {}, 'PT', 0],
  poor_households: ['PR_POOR_HH', { STANDARD: 'NAT_2022_2025' }, 'HH', 0],
  poor_household_rate: ['PR_POOR_RATE', { STANDARD: 'NAT_2022_2025' }, 'PT', 0],
  near_poor_households: ['PR_NEARPOOR_HH', { STANDARD: 'NAT_2022_2025' }, 'HH', 0],
  near_poor_household_rate: ['PR_NEARPOOR_RATE', { STANDARD: 'NAT_2022_2025' }, 'PT', 0],
  'poverty_rate before 2017': ['PR_POVERTY_RATE_INC', {}, 'PT', 0],
  'poverty_rate from 2020': ['PR_POVERTY_RATE_MD', {}, 'PT', 0],
  monthly_income_per_capita: ['PR_INCOME_PC', {}, 'VND_PS_M', 3],
  health_insurance_coverage: ['HC_HI_COVERAGE', {}, 'PT', 0],
  full_immunization_under_1: ['HC_FULL_IMMUNIZATION', {}, 'PT', 0],
  doctors_total: ['HC_DOCTORS_TOTAL', {}, 'PS', 0],
  doctors_provincial: ['HC_STAFF_PROVINCIAL', { OCCUPATION: 'DOCTOR' }, 'PS', 0],
  assistant_physicians_provincial: ['HC_STAFF_PROVINCIAL', { OCCUPATION: 'ASSISTANT_PHYSICIAN' }, 'PS', 0],
  nurses_provincial: ['HC_STAFF_PROVINCIAL', { OCCUPATION: 'NURSE' }, 'PS', 0],
  midwives_provincial: ['HC_STAFF_PROVINCIAL', { OCCUPATION: 'MIDWIFE' }, 'PS', 0],
  patient_beds_provincial: ['HC_BEDS_PROVINCIAL', {}, 'BED', 0],
  hospital_beds_provincial: ['HC_BEDS_PROVINCIAL', { FACILITY: 'HOSPITAL' }, 'BED', 0],
  health_establishments_provincial: ['HC_ESTABLISHMENTS_PROVINCIAL', {}, 'EST', 0],
  hospitals_provincial: ['HC_ESTABLISHMENTS_PROVINCIAL', { FACILITY: 'HOSPITAL' }, 'EST', 0],
  under_five_underweight: ['HC_MALNUTRITION_U5', { FORM: 'UNDERWEIGHT' }, 'PT', 0],
  under_five_stunting: ['HC_MALNUTRITION_U5', { FORM: 'STUNTING' }, 'PT', 0],
  under_five_wasting: ['HC_MALNUTRITION_U5', { FORM: 'WASTING' }, 'PT', 0],
};

/** Slices of press figures that are filed otherwise than the article's row gives them: the source and item of the row. */
const REFILED: Record<string, Record<string, string>> = {
  'press_gdtd_2023 1': { AGE: 'Y_LT16' },
  'press_gdtd_2023 6': {},
  'press_baonghean_2023 7': { ETHNICITY: '_U' },
  'press_baoquangninh_2025 9': { STANDARD: 'PROV_QN' },
  'press_baoquangninh_2025 18': {},
  'press_baoquangninh_2025 24': {},
};

const STATUS: Record<string, string> = {
  final: 'NORMAL',
  preliminary: 'PROVISIONAL',
  unvalidated: 'UNVALIDATED',
  V: 'UNVALIDATED',
};

/** Slips of the sources that figures/README.md lists: indicator, slice, unit, period. */
const SLIPS = new Set([
  'HC_ESTABLISHMENTS_PROVINCIAL  34-20211101 2012',
  'HC_STAFF_PROVINCIAL DOCTOR 48-20211101 2012',
  'HC_STAFF_PROVINCIAL DOCTOR 48-20211101 2013',
  'HC_STAFF_PROVINCIAL DOCTOR 92-20211101 2012',
  'HC_STAFF_PROVINCIAL DOCTOR 86-20211101 2012',
  'HC_STAFF_PROVINCIAL DOCTOR 62-20211101 2010',
  'HC_STAFF_PROVINCIAL NURSE 96-20211101 2010',
  'HC_STAFF_PROVINCIAL NURSE 96-20211101 2011',
  'HC_STAFF_PROVINCIAL NURSE 96-20211101 2012',
  'PC_SEX_RATIO  62-20211101 2016',
  'PR_POVERTY_RATE_MD  74-20211101 2021',
]);

/** Every figure of the four agencies' files. */
export function publishedFigures(): PublishedFigure[] {
  return AGENCIES.flatMap((agency) => {
    const citations = new Map(
      read(`${agency}/data/sources.csv`).map((source) => [source['source_id']!, citationOf(source)]),
    );
    return [...provinceTables(agency, citations), ...pressFigures(agency, citations)];
  });
}

/** Rows of a file below `subgraphs`. */
export function read(file: string): Row[] {
  return parse(readFileSync(join(FOLDER, file), 'utf8'), { columns: true });
}

function provinceTables(
  agency: string,
  citations: ReadonlyMap<string, PublishedFigure['citation']>,
): PublishedFigure[] {
  const rows = read(`${agency}/data/province-tables.csv`);
  const units = read('administrative-units/data/units.csv');
  const in2025 = new Map(
    units
      .filter(
        (unit) =>
          unit['level'] === 'province' &&
          unit['valid_from']! <= '2025-07-01' &&
          (unit['valid_to'] || '9') > '2025-07-01',
      )
      .map((unit) => [unit['gso_code']!, unit['code']!]),
  );
  const decimals = new Map<string, number>();
  for (const row of rows) {
    const key = `${row['indicator']} ${row['period']}`;
    decimals.set(key, Math.max(decimals.get(key) ?? 0, decimalsOf(row['value']!)));
  }
  return rows.map((row) => {
    const name =
      row['indicator'] === 'poverty_rate'
        ? `poverty_rate ${row['period']! < '2017' ? 'before 2017' : 'from 2020'}`
        : row['indicator']!;
    const [indicator, dimensions, unitMeasure, unitMultiplier] = COLUMNS[name]!;
    const refArea = row['note']!.startsWith('units=63')
      ? `${row['unit_gso_code']}-20211101`
      : in2025.get(row['unit_gso_code']!)!;
    const value = Number(row['value']);
    const cell = `${indicator} ${dimensions['OCCUPATION'] ?? ''} ${refArea} ${row['period']}`;
    const isSlip =
      (SLIPS.has(cell) && Object.keys(dimensions).every((key) => key === 'OCCUPATION')) ||
      (indicator === 'HC_HI_COVERAGE' && value > 100);
    return {
      agency,
      indicator,
      dimensions,
      refArea,
      timePeriod: row['period']!,
      periodBasis: row['period'] === '2025-07-01' ? 'INFERRED' : 'STATED',
      periodBasisText: null,
      referenceDate: null,
      recordType: 'OBSERVATION',
      value,
      valueLow: null,
      valueHigh: null,
      qualifier: 'EQ',
      decimals: decimals.get(`${row['indicator']} ${row['period']}`)!,
      valueAsPrinted: row['value']!,
      unitMeasure,
      unitMultiplier,
      obsStatus: isSlip ? 'LOW_RELIABILITY' : STATUS[row['status']!]!,
      indicatorAsFiled: row['indicator']!,
      comment: row['note'] || null,
      citation: { ...citations.get(row['source_id']!)!, locator: null },
    };
  });
}

function pressFigures(agency: string, citations: ReadonlyMap<string, PublishedFigure['citation']>): PublishedFigure[] {
  return read(`${agency}/data/press-figures.csv`).map((row) => ({
    agency,
    indicator: row['indicator']!,
    dimensions:
      REFILED[`${row['source_id']} ${row['source_item']}`] ??
      Object.fromEntries(
        row['dimensions']!.split(';')
          .filter(Boolean)
          .map((pair) => pair.split('=')),
      ),
    refArea: row['unit_code']!,
    timePeriod: row['time_period']!,
    periodBasis: row['note']!.includes('printed before the period ended')
      ? 'YEAR_TO_DATE'
      : row['period_basis']!.startsWith('stated')
        ? 'STATED'
        : 'INFERRED',
    periodBasisText: row['period_basis'] || null,
    referenceDate: row['reference_date'] || null,
    recordType: row['record_type']!.toUpperCase(),
    value: number(row['value']!),
    valueLow: number(row['value_low']!),
    valueHigh: number(row['value_high']!),
    qualifier: row['qualifier']!,
    decimals: Math.max(...['value', 'value_low', 'value_high'].map((column) => decimalsOf(row[column]!))),
    valueAsPrinted: row['value_as_printed']!,
    unitMeasure: row['unit_measure']!,
    unitMultiplier: Number(row['unit_mult']),
    obsStatus: STATUS[row['obs_status']!]!,
    indicatorAsFiled: row['indicator_name']!,
    comment: row['note'] || null,
    citation: { ...citations.get(row['source_id']!)!, locator: row['source_item']! },
  }));
}

function citationOf(source: Row): PublishedFigure['citation'] {
  return {
    source: source['source_id']!,
    publisher: source['publisher']!,
    title: source['title']!,
    published: source['published'] || source['year'] || null,
    url: source['url_or_repository'] || null,
    dateBasis: source['date_basis'] || null,
    licence: source['licence'] || null,
    retrieved: source['retrieved_via'] || null,
    checkedAgainst: source['checked_against'] || null,
  };
}

function number(text: string): number | null {
  return text === '' ? null : Number(text);
}

function decimalsOf(text: string): number {
  return text.split('.')[1]?.length ?? 0;
}
