import { describe, expect, it } from '@jest/globals';
import type { CombinedTableInput, TableColumnInput } from '../../subgraphs/custom-views/table/input.ts';
import { askTable, figure } from '../support/plain-table.ts';
import { publishedFigures, type PublishedFigure } from '../support/published-figures.ts';
import { useGraph } from '../support/use-graph.ts';

const HAM_YEN = '074-20211101';
const REPORTS = ['baonghean_2023', 'hamyen_2023', 'gdtd_2023', 'baoninhbinh_2025', 'baoquangninh_2025'];
const MOST_COLUMNS = 50;

const printed = publishedFigures().filter(({ citation }) =>
  REPORTS.some((report) => citation['source'] === `press_${report}`),
);
const figures = printed.filter(({ recordType }) => recordType === 'OBSERVATION');

/** The series of a printed figure as a column: that figure alone, nothing derived. */
function columnOf({ indicator, dimensions, timePeriod }: PublishedFigure): TableColumnInput {
  return figure(indicator, {
    period: timePeriod,
    derive: 'NEVER',
    dimensions: Object.entries(dimensions).map(([dimension, code]) => ({ dimension, codes: [code] })),
  });
}

/** A printed figure as the cell of a table, its reason and warnings left out. */
function cellOf(one: PublishedFigure): string {
  const told = (number: number | null) => (number === null ? '' : number.toFixed(one.decimals));
  const number = one.value === null ? `${told(one.valueLow)}..${told(one.valueHigh)}` : told(one.value);
  const measure = one.unitMultiplier === 0 ? one.unitMeasure : `10^${one.unitMultiplier} ${one.unitMeasure}`;
  const basis = one.periodBasis === 'STATED' ? '' : ` ${one.periodBasis}`;
  const day = one.referenceDate === null ? '' : ` as of ${one.referenceDate}`;
  return [
    `REPORTED ${one.qualifier} ${number} ${measure}`,
    `${one.timePeriod}${basis}${day}`,
    'UNVALIDATED FREE',
    `[${one.citation['source']} #${one.citation['locator']}]`,
  ].join(' | ');
}

describe('the figures of the five press reports', () => {
  const graph = useGraph();
  const columns = [...new Map(printed.map((one) => [JSON.stringify(columnOf(one)), columnOf(one)])).values()];
  /** All of them need two tables: one has at most 50 columns. */
  const inputs: CombinedTableInput[] = [0, MOST_COLUMNS].map((start) => ({
    units: { codes: [...new Set(printed.map(({ refArea }) => refArea))] },
    columns: columns.slice(start, start + MOST_COLUMNS),
  }));

  it('8: are 54, all unvalidated, 9 lower bounds, 1 a range, 13 inferred in period and 11 year to date; the 55th is a target', async () => {
    const tables = await Promise.all(inputs.map((input) => askTable(graph, input)));
    const cells = tables.flatMap(({ rows }) => rows.flatMap(([, ...ofRow]) => ofRow));
    const reported = cells.filter((cell) => cell.startsWith('REPORTED'));
    const small = ' | SMALL_COUNT (small count)';
    expect(reported.map((cell) => cell.split(' | !')[0]!.replace(small, '')).toSorted()).toEqual(
      figures.map(cellOf).toSorted(),
    );
    expect(reported.filter((cell) => cell.includes(small))).toHaveLength(4);
    expect(cells.filter((cell) => cell.includes('TARGETS_ONLY'))).toEqual([
      'MISSING | 2023 | MISSING | TARGETS_ONLY (only targets are filed, no figure) | ! INCOMPLETE',
    ]);
    expect(countsOf(figures.map(({ periodBasis }) => periodBasis))).toEqual({
      STATED: 30,
      INFERRED: 13,
      YEAR_TO_DATE: 11,
    });
  });

  it('8: are counted by the coverage of their columns: of what status, known exactly, by bounds or as a range', async () => {
    const answers = await Promise.all(
      inputs.map((input) =>
        graph.ask(
          `query ($input: CombinedTableInput!) { combinedTable(input: $input) {
            coverage { have statuses { code count } qualifiers { code count } } warnings { code }
          } }`,
          { input },
        ),
      ),
    );
    const coverage = answers.flatMap(({ data }) => data.combinedTable.coverage);
    const total = (counts: 'statuses' | 'qualifiers', code: string) =>
      coverage
        .flatMap((one) => one[counts])
        .filter((one) => one.code === code)
        .reduce((sum, { count }) => sum + count, 0);
    expect(coverage.reduce((sum, { have }) => sum + have, 0)).toBe(54);
    expect(total('statuses', 'UNVALIDATED')).toBe(54);
    expect(['GT', 'RANGE', 'EQ'].map((code) => total('qualifiers', code))).toEqual([9, 1, 44]);
    const warned = answers.flatMap(({ data }) => data.combinedTable.warnings.map(({ code }: { code: string }) => code));
    expect(countsOf(warned)).toEqual({
      ALL_UNVALIDATED: 54,
      PERIOD_NOT_ENDED: 11,
      INCOMPLETE: 55,
      DIFFERENT_STANDARDS: 2,
    });
  });

  it('17: of Hàm Yên give 9 classes held and 6 + 8 opened, which is a question, not a contradiction', async () => {
    const { data } = await graph.ask(`{ findings(units: ["${HAM_YEN}"], rules: ["SAME_QUANTITY"]) {
      totalCount
      nodes {
        rule severity severityLabel(language: EN) unitCode timePeriod relation agencies unitMeasure size text(language: EN)
        expected { low high lowOpen highOpen } found { low high lowOpen highOpen }
        figures { role indicator dimensions { dimension code } value qualifier obsStatus periodBasis citation { source locator } }
      }
    } }`);
    const exactly = (number: number) => ({ low: number, high: number, lowOpen: false, highOpen: false });
    const classes = (role: string, indicator: string, value: number, locator: string, ...codes: string[]) => ({
      role,
      indicator,
      dimensions: codes.map((code) => ({ dimension: 'PROGRAMME', code })),
      value,
      qualifier: 'EQ',
      obsStatus: 'UNVALIDATED',
      periodBasis: 'YEAR_TO_DATE',
      citation: { source: 'press_hamyen_2023', locator },
    });
    expect(data.findings).toEqual({
      totalCount: 1,
      nodes: [
        {
          rule: 'SAME_QUANTITY',
          severity: 'QUESTION',
          severityLabel: 'difference to be explained',
          unitCode: HAM_YEN,
          timePeriod: '2023-S1',
          relation: 'sameAs||sum(LE_VOC_CLASSES_OPENED over PROGRAMME)|question',
          agencies: ['labour-and-employment'],
          unitMeasure: 'CLASS',
          size: expect.closeTo(5 / 14, 6),
          text: expect.stringContaining('14 classes are expected, 9 classes are printed'),
          expected: exactly(14),
          found: exactly(9),
          figures: [
            classes('one', 'LE_VOC_CLASSES_HELD', 9, '1'),
            classes('other', 'LE_VOC_CLASSES_OPENED', 6, '3', 'NTP_SPR'),
            classes('other', 'LE_VOC_CLASSES_OPENED', 8, '4', 'NTP_EM'),
          ],
        },
      ],
    });
    const both = [
      figure('LE_VOC_CLASSES_HELD', { id: 'held', period: '2023-S1' }),
      figure('LE_VOC_CLASSES_OPENED', { id: 'opened', period: '2023-S1' }),
    ];
    const { rows } = await askTable(graph, { units: { codes: [HAM_YEN] }, columns: both });
    expect(rows).toEqual([
      [
        `${HAM_YEN} Hàm Yên`,
        'REPORTED EQ 9 CLASS | 2023-S1 YEAR_TO_DATE | UNVALIDATED FREE | [press_hamyen_2023 #1] | ! ALL_UNVALIDATED PERIOD_NOT_ENDED',
        'DERIVED GE 14.. CLASS | 2023-S1 | UNVALIDATED | OPEN_ENDED (other parts may exist: the sum is a lower bound) | = LE_VOC_CLASSES_OPENED[PROGRAMME=NTP_SPR] + LE_VOC_CLASSES_OPENED[PROGRAMME=NTP_EM] | 2/2 | [press_hamyen_2023 #3] [press_hamyen_2023 #4] | ! ALL_UNVALIDATED PERIOD_NOT_ENDED',
      ],
    ]);
  });
});

function countsOf(codes: readonly string[]): Readonly<Record<string, number>> {
  return Object.fromEntries([...Map.groupBy(codes, (code) => code)].map(([code, of]) => [code, of.length]));
}
