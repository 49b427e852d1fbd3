import type { CombinedTableInput, TableColumnInput } from '../../subgraphs/custom-views/table/input.ts';
import { partCodes } from '../../subgraphs/kit/dimension-codes.ts';
import { declarations } from './synthetic-figures.ts';

/** A question whose answer has lists that are among the longest of the graph. */
export interface LongQuestion {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

/** What the catalogue tells of an indicator, as columns need it. */
export interface CatalogueIndicator {
  readonly code: string;
  readonly dimensions: readonly {
    readonly id: string;
    readonly role: string;
    readonly codes: readonly { readonly code: string }[];
  }[];
}

const FIRST_DAY = '2021-11-01';
const BEFORE = '2023-12-31';
const TODAY = '2025-07-01';

export const CATALOGUE = `{
  agencies { indicators {
    code dimensions { id role codes { code } } breaks { code } owners { from } levels { code } relations { operands }
  } }
  indicators { code } codeLists { codes { code } }
}`;

export const FINDINGS = `{
  findings(first: 1000, severities: [CONTRADICTION, QUESTION, NOTE, IMPLICATION, AGREEMENT]) {
    nodes { agencies figures { dimensions { code } } } counts { count } unavailable dataVersions { subgraph }
  }
  signingKeys { id }
}`;

/** Units with their lineage, and all figures of the provinces of two days. */
export function questionsOfUnits(agencies: readonly string[]): readonly LongQuestion[] {
  const unit = `code children { code } predecessors(on: "${FIRST_DAY}") { kind } successors(on: "${TODAY}") { kind }`;
  const figures = agencies
    .map((agency) => `${agency} { observations { dimensions { code } } available { periods dimensions { code } } }`)
    .join(' ');
  const page = (first: number, selected: string, asked: string) => ({
    query: `{ administrativeUnits(first: ${first}, ${asked}) { nodes { ${selected} } } }`,
  });
  return [
    page(63, `${unit} ${figures}`, `level: PROVINCE, on: "${BEFORE}"`),
    page(34, `${unit} ${figures}`, `level: PROVINCE, on: "${TODAY}"`),
    page(705, unit, `level: DISTRICT, on: "${BEFORE}"`),
    page(700, unit, `level: COMMUNE, on: "${TODAY}"`),
  ];
}

const TABLE = `query ($input: CombinedTableInput!) { combinedTable(input: $input, first: 100) {
  columns { indicators agencies dimensions { code } }
  rows { counterparts cells { citations warnings } }
  coverage {
    origins { code } statuses { code } qualifiers { code } reasons { code }
    nearest { units { cell { citations warnings } } }
  }
  warnings { units } dataVersions { subgraph }
} }`;
const EXPLANATION = `query ($input: CombinedTableInput!, $unit: ID!, $column: ID!) {
  explain(input: $input, unit: $unit, column: $column) {
    column { dimensions { code } } cell { citations warnings }
    parts { dimensions { code } cell { citations warnings } } warnings { units }
  }
}`;

const MOST_COLUMNS = 50;
/** Units that articles give figures of. */
const IN_THE_PRESS = ['417', '074', '201', '06946', '20', '96'].map((code) => `${code}-20211101`).concat('37-20250701');
const WEIGHT = { indicator: 'PC_POPULATION' };
const ABROAD = { indicator: 'LE_WORKERS_ABROAD' };
/** Made of the most communes. */
const NAM_DINH = '13669-20250701';
const TWO_DATES = { kind: 'TWO_DATES', on: FIRST_DAY, and: TODAY } as const;

/**
 * Tables of as many columns as there can be, of every indicator in every slice: of the provinces of two days, and of the units that articles
 * give figures of; and what has the most counterparts, sources and warnings.
 */
export function questionsOfTables(indicators: readonly CatalogueIndicator[]): readonly LongQuestion[] {
  const columns = indicators.flatMap(columnsOf);
  const provinces = { level: 'PROVINCE', on: BEFORE };
  const press = { codes: IN_THE_PRESS };
  const inputs = Array.from({ length: Math.ceil(columns.length / MOST_COLUMNS) }, (_, place) => {
    const some = columns.slice(place * MOST_COLUMNS, (place + 1) * MOST_COLUMNS);
    return [
      { units: provinces, columns: some, boundaries: TWO_DATES },
      { units: press, columns: some },
    ];
  });
  const more: CombinedTableInput[] = [
    {
      units: { codes: [NAM_DINH] },
      columns: [{ rate: { numerator: ABROAD, denominator: WEIGHT } }],
      boundaries: TWO_DATES,
    },
    { units: press, columns: Array.from({ length: MOST_COLUMNS }, () => ({ figure: ABROAD })) },
  ];
  return [...inputs.flat(), ...more].map((input) => ({ query: TABLE, variables: { input } }));
}

/** A rate of three provinces, averaged, and a sum of what an article tells. */
export function questionsOfCells(): readonly LongQuestion[] {
  const explain = (input: CombinedTableInput, unit: string) => ({
    query: EXPLANATION,
    variables: { input, unit, column: 'c1' },
  });
  const slice = [{ dimension: 'PARENT_WORKPLACE', codes: ['IN_PROVINCE', 'OUTSIDE_PROVINCE'] }];
  return [
    explain(
      {
        units: { codes: ['25-20250701'] },
        columns: [{ figure: { indicator: 'HC_HI_COVERAGE' }, weight: WEIGHT }],
        boundaries: { kind: 'ON_DATE', on: TODAY },
      },
      '25-20250701',
    ),
    explain(
      {
        units: { codes: IN_THE_PRESS },
        columns: [{ figure: { indicator: 'PC_CHILDREN_PARENTS_AWAY', dimensions: slice } }],
      },
      IN_THE_PRESS[0]!,
    ),
  ];
}

/** The latest of an indicator: the total, each code of each dimension, and the codes together where they add up. */
function columnsOf({ code: indicator, dimensions }: CatalogueIndicator): readonly TableColumnInput[] {
  const slices = dimensions.flatMap(({ id, role, codes }) => {
    const parts = codes.map(({ code }) => code).filter((code) => code !== '_T');
    const each = parts.map((code) => [{ dimension: id, codes: [code] }]);
    const declared = declarations.agencies
      .flatMap(({ indicators }) => indicators)
      .find(({ code }) => code === indicator)!
      .dimensions.find((dimension) => dimension.id === id)!;
    return role === 'REQUIRED' ? each : [...each, [{ dimension: id, codes: partCodes(declared) }]];
  });
  return [[], ...slices].map((slice) => ({ figure: { indicator, dimensions: slice }, weight: WEIGHT }));
}
