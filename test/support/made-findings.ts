import { parse } from 'graphql';
import { readDeclarations } from '../../subgraphs/kit/declarations.ts';
import { sharedSdl } from '../../subgraphs/kit/subgraph.ts';
import type { Figure } from '../../subgraphs/custom-views/figures/figure.ts';
import { cellsOf } from '../../subgraphs/custom-views/findings/cells.ts';
import { countedUnits } from '../../subgraphs/custom-views/findings/counted-units.ts';
import type { Found } from '../../subgraphs/custom-views/findings/finding.ts';
import { RULES } from '../../subgraphs/custom-views/findings/rule-list.ts';
import { impliedFigures } from '../../subgraphs/custom-views/findings/rules/implied-figures.ts';
import { wordsOf } from '../../subgraphs/custom-views/findings/words.ts';
import { readBoundaries } from '../../subgraphs/custom-views/units/boundaries.ts';

/** Communes of the third province. */
export const COMMUNES = Array.from({ length: 30 }, (_, place) => `${20_000 + place}-20211101`);

/** A province that always was, with two communes of which one ended; one that began in July 2025; one of two names, with thirty communes. */
const BOUNDARIES = readBoundaries(
  JSON.stringify({
    units: [
      ['01-20211101', 'Một', 'PROVINCE', null, '01-20211101', null, null],
      ['02-20250701', 'Hai', 'PROVINCE', null, '02-20250701', '2025-07-01', null],
      ['03-20211101', 'Ba', 'PROVINCE', null, '03-20211101', null, '2025-07-01'],
      ['03-20250701', 'Ba Mới', 'PROVINCE', null, '03-20211101', '2025-07-01', null],
      ...COMMUNES.map((code) => [code, `Xã ${code}`, 'COMMUNE', '03-20211101', code, null, null]),
      ['101-20211101', 'Huyện', 'DISTRICT', '01-20211101', '101-20211101', null, '2025-07-01'],
      ['00001-20211101', 'Xã A', 'COMMUNE', '101-20211101', '00001-20211101', null, null],
      ['00002-20211101', 'Xã B', 'COMMUNE', '101-20211101', '00002-20211101', null, '2024-01-01'],
    ],
    lineage: [],
  }),
);

const CITATION = {
  source: 'table',
  publisher: 'the office',
  title: 'A table',
  published: '2026',
  url: null,
  locator: null,
  dateBasis: null,
  licence: null,
  retrieved: null,
  checkedAgainst: null,
};

const FIGURE: Figure = {
  agency: 'test',
  indicator: '',
  slice: '',
  timePeriod: '2023',
  unitMeasure: 'PS',
  unitMultiplier: 0,
  decimals: 0,
  value: null,
  valueLow: null,
  valueHigh: null,
  qualifier: 'EQ',
  obsStatus: 'NORMAL',
  isTarget: false,
  id: 'id',
  refArea: '01-20211101',
  periodBasis: 'STATED',
  referenceDate: null,
  confStatus: 'FREE',
  seriesBreak: null,
  reasonCode: null,
  citation: CITATION,
};

export type MadeFigure = Partial<Omit<Figure, 'citation'>> & {
  readonly indicator: string;
  readonly published?: string;
};

function madeFigure({ published = CITATION.published, ...figure }: MadeFigure): Figure {
  return { ...FIGURE, ...figure, citation: { ...CITATION, published } };
}

/** One indicator in SDL; its dimensions are SEX and AGE, with the roles that it gives them. */
export function madeIndicator(code: string, rest = ''): string {
  const unitMeasure = rest.includes('unitMeasure:') ? '' : 'unitMeasure: "PS"';
  const aggregation = rest.includes('aggregation:') ? '' : 'aggregation: "STOCK"';
  return `${code.toLowerCase()}(sex: Sex, age: AgeGroup): Observation
    @indicator(code: "${code}", nameVi: "${code}", nameEn: "${code}", definitionVi: "-" ${unitMeasure} ${aggregation} ${rest})`;
}

/** What all rules find in figures that a test made of indicators that it declares. */
export function findingsIn(indicators: readonly string[], figures: readonly MadeFigure[]): readonly Found[] {
  const declarations = readDeclarations(
    parse(`${sharedSdl('common.graphql')} ${sharedSdl('figures.graphql')}
      type Test @agency(code: "test", prefix: "T", nameVi: "-", nameEn: "-") { ${indicators.join('\n')} }`),
  );
  const declared = new Map(declarations.agencies[0]!.indicators.map((one) => [one.code, one]));
  const made = figures.map(madeFigure);
  const cells = new Map(
    [...declared].map(([code, indicator]) => [
      code,
      cellsOf(
        indicator,
        made.filter((figure) => figure.indicator === code),
        BOUNDARIES,
      ),
    ]),
  );
  const checking = {
    indicators: declared,
    boundaries: BOUNDARIES,
    counted: countedUnits(declarations),
    words: wordsOf(declared, declarations.codeLists),
    cells: (code: string) => cells.get(code),
  };
  const found = [...cells.values()].flatMap((some) => RULES.flatMap((rule) => [...rule(some, checking)]));
  return [
    ...found,
    ...impliedFigures(
      found.filter(({ severity }) => severity === 'IMPLICATION'),
      checking,
    ),
  ];
}

/** What is most worth comparing of findings. */
export function inShort(found: readonly Found[]): readonly string[] {
  const end = (value: number) => (Number.isFinite(value) ? Number(value.toPrecision(10)) : value > 0 ? '…' : '…');
  const told = (interval: Found['expected']) =>
    interval === null
      ? '-'
      : interval.low === interval.high
        ? `${end(interval.low)}`
        : `${end(interval.low)}..${end(interval.high)}`;
  return found.map(
    ({ rule, severity, timePeriod, expected, found: printed }) =>
      `${severity} ${rule} ${timePeriod}: ${told(printed)} against ${told(expected)}`,
  );
}
