import { describe, expect, it } from '@jest/globals';
import type { CombinedTableInput, FigureInput, TableColumnInput } from '../../subgraphs/custom-views/table/input.ts';
import { askForTable, tablePage } from '../support/combined-table.ts';
import { useGraph } from '../support/use-graph.ts';

const HOUSEHOLDS = { indicator: 'PR_HOUSEHOLDS' };
const column = (figure: Partial<FigureInput> = {}): TableColumnInput => ({ figure: { ...HOUSEHOLDS, ...figure } });
const input = (more: Partial<CombinedTableInput> = {}): CombinedTableInput => ({
  units: { codes: ['417-20211101'] },
  columns: [column()],
  ...more,
});
const columns = (...some: readonly TableColumnInput[]) => input({ columns: some });
const slices = (indicator: string, ...dimensions: FigureInput['dimensions'] & object) =>
  columns(column({ indicator, dimensions }));
const rate = { numerator: HOUSEHOLDS, denominator: HOUSEHOLDS };
const many = <Item>(count: number, item: Item) => Array.from({ length: count }, () => item);

describe('an input that cannot be read', () => {
  const graph = useGraph();

  it.each<[string, CombinedTableInput, string | RegExp]>([
    [
      'an unknown indicator',
      columns(column({ indicator: 'PR_NONE' })),
      /no indicator "PR_NONE". There are: PR_POOR_HH, .*indicators\(search:\)/,
    ],
    ['no indicator', columns(column({ indicator: '' })), 'There is no indicator ""'],
    [
      'a dimension it has not',
      slices('PC_CHILDREN', { dimension: 'SEX', codes: ['F'] }),
      'PC_CHILDREN has no dimension "SEX". It has: AGE.',
    ],
    ['a code it has not', slices('PC_CHILDREN', { dimension: 'AGE', codes: ['Y1'] }), /no code "Y1". It has: .*Y_LT6/],
    ['no codes', slices('PC_CHILDREN', { dimension: 'AGE', codes: [] }), 'has no codes given'],
    [
      'codes that do not add up',
      slices('PC_CHILDREN', { dimension: 'AGE', codes: ['Y_LT6', 'Y_LT16'] }),
      'ask a column for each',
    ],
    [
      'the total and a part',
      slices('PC_POPULATION', { dimension: 'SEX', codes: ['_T', 'F'] }),
      'it is not added to parts of it',
    ],
    ['a dimension twice', slices('PC_POPULATION', ...many(2, { dimension: 'SEX', codes: ['F'] })), 'is given twice'],
    ['an unknown unit', input({ units: { codes: ['417-20250701'] } }), 'Send dated keys such as 417-20211101'],
    ['12,000 unknown units', input({ units: { codes: many(12_000, '1-1') } }), 'No units with the codes 1-1, 1-1'],
    ['no units', input({ units: { codes: [] } }), 'No units were selected. Send at least one code.'],
    ['no selection', input({ units: {} }), 'exactly one of "codes", "level", "successorsOf"'],
    [
      'a level without units',
      input({ units: { level: 'DISTRICT', on: '2025-07-01' } }),
      'no units of level DISTRICT on 2025-07-01',
    ],
    ['a day before the list', input({ units: { level: 'PROVINCE', on: '2021-10-31' } }), 'begins on 2021-11-01'],
    ['no day', input({ units: { level: 'PROVINCE', on: '2025-02-30' } }), 'Date must be a day'],
    [
      'boundaries before the list',
      input({ boundaries: { kind: 'ON_DATE', on: '2010-01-01' } }),
      'begins on 2021-11-01',
    ],
    ['no columns', columns(), 'A table needs at least one column.'],
    ['51 columns', columns(...many(51, column())), 'at most 50 columns, but 51 were sent. Divide it.'],
    ['ten thousand columns', columns(...many(10_000, {})), 'at most 50 columns, but 10000 were sent. Divide it.'],
    [
      'too many cells',
      input({ units: { level: 'COMMUNE', on: '2024-01-01' }, columns: many(20, column()) }),
      /at most 200000 cells, but 10598 units x 20 columns/,
    ],
    ...['', '1', 'a b', 'a-b', '__proto__', 'ổ', 'x'.repeat(61), 'x'.repeat(100_000)].map(
      (id): [string, CombinedTableInput, string] => [
        `a column named ${JSON.stringify(id.slice(0, 9))}`,
        columns({ id, ...column() }),
        'cannot name a column: send a letter, then letters, digits or "_", at most 60.',
      ],
    ),
    ['two columns of one name', columns({ id: 'c2', ...column() }, column()), 'Two columns are named "c2".'],
    ['nothing in a column', columns({ id: 'a' }), 'Column "a" needs exactly one of "figure", "rate", "change".'],
    ['two things in a column', columns({ ...column(), rate }), 'Column "c1" needs exactly one of'],
    [
      'a period and a last period',
      columns(column({ period: '2024', upTo: '2024' })),
      'Send "period" or "upTo", not both.',
    ],
    ['no period', columns(column({ period: '20x4' })), 'TimePeriod must be a period'],
    ['a year beyond all', columns(column({ period: '9999' })), 'TimePeriod must be a period'],
    [
      'a rate per nothing',
      columns({ rate: { ...rate, per: 0 } }),
      '"per" must be above 0 and at most 1000000000, but is 0.',
    ],
    ['a rate per too many', columns({ rate: { ...rate, per: 1e308 } }), 'but is 1e+308'],
    [
      'too many decimals',
      columns({ rate: { ...rate, decimals: 7 } }),
      '"decimals" must be a whole number from 0 to 6, but is 7.',
    ],
    [
      'a change of nothing',
      columns({ change: { ...HOUSEHOLDS, from: '2024', to: '2024' } }),
      '"2024" was sent for both',
    ],
    [
      'a change backwards',
      columns({ change: { ...HOUSEHOLDS, from: '2024', to: '2023' } }),
      '"2024" ends after "2023"',
    ],
    [
      'a rate as a weight',
      columns({ ...column(), weight: { indicator: 'HC_HI_COVERAGE' } }),
      /must be one slice of an indicator that adds up/,
    ],
    [
      'persons who may repeat as a weight',
      columns({ ...column(), weight: { indicator: 'LE_VOC_TRAINEES' } }),
      /LE_VOC_TRAINEES is not/,
    ],
    [
      'a weight up to a period',
      columns({ ...column(), weight: { indicator: 'PC_POPULATION', upTo: '2024' } }),
      'is of one "period"',
    ],
    [
      'a condition on no column',
      input({ conditions: [{ column: 'c9', operator: 'PRESENT' }] }),
      'There is no column "c9". There are: c1.',
    ],
    ['a condition without a value', input({ conditions: [{ column: 'c1', operator: 'GT' }] }), 'takes "value" alone'],
    ['an order by no column', input({ order: [{ column: 'nope' }] }), 'There is no column "nope". There are: c1.'],
    ['no instant', input({ asOf: 'yesterday' }), 'DateTime must be an instant with its offset'],
  ])('because it names %s is refused with what to send', async (_what, asked, message) => {
    const { status, data, errors } = await askForTable(graph, asked);
    expect(status).toBeLessThan(500);
    expect(data ?? null).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(errors![0]!.message).toMatch(message);
  });

  it('since it is larger than a request may be is refused before it is read', async () => {
    const { status, errors } = await askForTable(graph, columns(...many(10_000, column())));
    expect(status).toBe(413);
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_REQUEST' }, message: expect.stringContaining('Send it in parts.') },
    ]);
  });

  it.each([0, -1, 1_001])('with %i rows on a page is refused', async (first) => {
    const { errors } = await askForTable(graph, input(), first);
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' }, message: `"first" must be from 1 to 1000, but is ${first}.` },
    ]);
  });

  it('with a variable that is null, where the argument has a default but may not be null, is told so', async () => {
    const query = `query ($input: CombinedTableInput!, $first: Int, $language: Language) {
      combinedTable(input: $input, first: $first) { columns { name(language: $language) } }
    }`;
    expect(await graph.ask(query, { input: input() })).toMatchObject({ data: { combinedTable: { columns: [{}] } } });
    const { errors } = await graph.ask(query, { input: input(), first: null });
    expect(errors).toMatchObject([
      {
        path: ['combinedTable'],
        extensions: { code: 'BAD_USER_INPUT' },
        message: expect.stringMatching(/"first".* must not be null/),
      },
    ]);
    const inner = await graph.ask(query, { input: input(), language: null });
    expect(inner.errors).toMatchObject([{ message: expect.stringMatching(/"language".* must not be null/) }]);
  });

  it('in fifteen large tables of one request is refused for all but the first of them', async () => {
    const tables = Array.from(
      { length: 15 },
      (_one, n) => `t${n}: combinedTable(input: $input, first: 1) { totalCount }`,
    );
    const asked = input({ units: { level: 'COMMUNE', on: '2024-01-01' }, columns: many(18, column()) });
    const { data, errors } = await graph.ask(`query ($input: CombinedTableInput!) { ${tables.join(' ')} }`, {
      input: asked,
    });
    expect(errors).toBeDefined();
    expect(data ?? null).toBeNull();
    for (const error of errors!)
      expect(error).toMatchObject({
        extensions: { code: 'BAD_USER_INPUT' },
        message: expect.stringContaining('have at most 400000 cells together'),
      });
  });

  it('with far too many rows on a page is refused by its cost', async () => {
    const { errors } = await askForTable(graph, input(), 2_147_483_647);
    expect(errors).toMatchObject([{ extensions: { code: 'COST_LIMIT' } }]);
  });

  const cursor = (text: string) => Buffer.from(text).toString('base64url');
  it.each([
    ['nothing', ''],
    ['no base64url', 'garbage'],
    ['a place before the first', cursor('-1 abc')],
    ['a place that is no number', cursor('1e9 abc')],
    ['a place beyond all', cursor('9999999 abc')],
    ['half of itself', cursor('5')],
    ['far too much', 'x'.repeat(100_000)],
  ])('with a cursor that is %s is refused', async (_what, after) => {
    const { errors } = await askForTable(graph, input(), 10, after);
    expect(errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' }, message: '"after" must be the endCursor of an earlier page.' },
    ]);
  });

  it('to explain is refused likewise', async () => {
    const explain =
      'query ($input: CombinedTableInput!, $unit: ID!, $column: ID!) { explain(input: $input, unit: $unit, column: $column) { unit } }';
    const asked = async (unit: string, id: string) =>
      (await graph.ask(explain, { input: input(), unit, column: id })).errors?.map(({ message }) => message);
    expect(await asked('417-20211101', 'c2')).toEqual(['There is no column "c2". There are: c1.']);
    expect(await asked('01-20211101', 'c1')).toEqual(['The table has no row for the unit "01-20211101".']);
  });

  it('is not one that only asks for much, or for long ago', async () => {
    const huge = { column: 'c1', operator: 'GT' as const, value: 1.7e308 };
    const asked = input({
      conditions: many(2_000, huge),
      order: many(500, { column: 'c1' }),
      asOf: '0001-01-01T00:00:00Z',
    });
    expect(await tablePage(graph, asked)).toMatchObject({ rows: [], totalCount: 0, undecidedCount: 1 });
    expect(await tablePage(graph, input({ asOf: '9999-12-31T23:59:59Z' }))).toMatchObject({ totalCount: 1 });
  });
});
