import { describe, expect, it } from '@jest/globals';
import { useGraph } from '../../../test/support/use-graph.ts';

const FINDINGS = `query Findings($units: [ID!], $indicators: [ID!], $agencies: [ID!], $severities: [FindingSeverity!], $rules: [ID!],
    $from: TimePeriod, $to: TimePeriod, $asOf: DateTime, $first: Int! = 1000, $after: String) {
  findings(units: $units, indicators: $indicators, agencies: $agencies, severities: $severities, rules: $rules, from: $from, to: $to,
      asOf: $asOf, first: $first, after: $after) {
    totalCount omitted unavailable
    pageInfo { hasNextPage endCursor }
    counts { rule severity count }
    dataVersions { subgraph version }
    nodes {
      id rule severity unitCode unitName timePeriod relation agencies size unitMeasure text(language: EN)
      expected { low high lowOpen highOpen } found { low high }
      figures { role indicator refArea timePeriod value dimensions { dimension code } observation citation { publisher } }
    }
  }
}`;

const ALL = ['CONTRADICTION', 'QUESTION', 'NOTE', 'IMPLICATION', 'AGREEMENT'];

describe('the findings in the figures of all agencies', () => {
  const { ask, database } = useGraph();
  const findings = async (variables: Record<string, unknown>) => {
    const { data, errors } = await ask(FINDINGS, variables);
    expect(errors).toBeUndefined();
    return data.findings;
  };
  /** Where a rule finds something: the first figure's slice, the unit and the period. */
  const placesOf = (nodes: any[]) =>
    nodes.map(({ figures: [{ dimensions }], unitName, timePeriod }) =>
      [...dimensions.filter(({ code }: any) => code !== '_T').map(({ code }: any) => code), unitName, timePeriod].join(
        ' ',
      ),
    );

  it.each([
    ['SERIES_JUMP', 'HC_ESTABLISHMENTS_PROVINCIAL', 'Thái Bình', { 2011: 310, 2012: 24, 2013: 310 }],
    ['SERIES_JUMP', 'HC_STAFF_PROVINCIAL', 'Đà Nẵng', { 2011: 746, 2012: 259, 2013: 207, 2014: 959 }],
    ['SERIES_JUMP', 'HC_STAFF_PROVINCIAL', 'Cần Thơ', { 2011: 718, 2012: 1607, 2013: 789 }],
    ['SERIES_JUMP', 'HC_STAFF_PROVINCIAL', 'Vĩnh Long', { 2011: 532, 2012: 990, 2013: 525 }],
    ['SERIES_JUMP', 'HC_STAFF_PROVINCIAL', 'Kon Tum', { 2010: 156, 2011: 354 }],
    ['SERIES_JUMP', 'HC_STAFF_PROVINCIAL', 'Cà Mau', { 2012: 120, 2013: 757 }],
    ['SERIES_JUMP', 'HC_HI_COVERAGE', 'Sóc Trăng', { 2015: 79.4, 2016: 107.8 }],
    ['RATIO_OF_PARTS', 'PC_SEX_RATIO', 'Kon Tum', { 2016: 114.1 }],
  ])('%s tells the slip of %s in %s as a question, with the figures %j', async (rule, indicator, unit, expected) => {
    const { nodes } = await findings({ rules: [rule], indicators: [indicator], severities: ['QUESTION'] });
    const slips = nodes.map(({ unitName, figures }: any) => [
      unitName,
      Object.fromEntries(
        figures.filter((one: any) => one.indicator === indicator).map((one: any) => [one.timePeriod, one.value]),
      ),
    ]);
    expect(slips).toContainEqual([unit, expected]);
  });

  it('set the sex ratio of Kon Tum apart from the misfits that vintage and rounding make everywhere', async () => {
    const { nodes, counts } = await findings({
      indicators: ['PC_SEX_RATIO'],
      rules: ['RATIO_OF_PARTS'],
      severities: ALL,
    });
    expect(counts).toEqual([
      { rule: 'RATIO_OF_PARTS', severity: 'QUESTION', count: 9 },
      { rule: 'RATIO_OF_PARTS', severity: 'NOTE', count: 382 },
      { rule: 'RATIO_OF_PARTS', severity: 'AGREEMENT', count: 50 },
    ]);
    expect(placesOf(nodes.slice(0, 3))).toEqual(['Gia Lai 2016', 'Kon Tum 2016', 'Kon Tum 2015']);
    expect(nodes[1]).toMatchObject({ found: { low: 114.05, high: 114.15 }, unitMeasure: 'M_P100F' });
    expect(nodes[1].expected.low).toBeCloseTo(101.468, 3);
    expect(nodes[1].expected.high).toBeCloseTo(101.548, 3);
  });

  it('are of the twelve insurance coverages above 100, and no other rate', async () => {
    const { nodes } = await findings({ rules: ['RATE_OVER_100'] });
    const rows = await database.query<{ place: string }>(
      `select ref_area || ' ' || time_period as place from health_coverage.observation
       where unit_measure = 'PT' and value - 0.5 * 10 ^ -decimals > 100`,
    );
    expect(rows).toHaveLength(12);
    expect(nodes.map(({ unitCode, timePeriod }: any) => `${unitCode} ${timePeriod}`).toSorted()).toEqual(
      rows.map(({ place }) => place).toSorted(),
    );
  });

  it('say that the poverty rates of zero are rounded, and that one of them may be a slip', async () => {
    const { nodes } = await findings({ rules: ['ROUNDED_ZERO'], agencies: ['poverty-reduction'] });
    expect(
      nodes.map(({ severity, unitName, timePeriod }: any) => `${severity} ${unitName} ${timePeriod}`).toSorted(),
    ).toEqual([
      ...['2014', '2015', '2016'].map((year) => `NOTE Bình Dương ${year}`),
      ...['2013', '2014', '2015', '2020', '2021', '2022', '2023', '2024'].map((year) => `NOTE Hồ Chí Minh ${year}`),
      'QUESTION Bình Dương 2021',
    ]);
  });

  it('agree in Kỳ Sơn, ask in Hàm Yên, and tell Hải Hà and Lạng Sơn what their figures imply', async () => {
    const of = async (unit: string, rule: string, severity: string) =>
      (await findings({ units: [unit], rules: [rule], severities: [severity] })).nodes.map(
        ({ expected, found, figures }: any) => [
          figures.map(({ value }: any) => value),
          [expected.low, expected.high],
          found && [found.low, found.high],
        ],
      );
    expect(await of('417-20211101', 'PARTS_OF_TOTAL', 'AGREEMENT')).toEqual([
      [
        [3174, 263, 2911],
        [3174, 3174],
        [3174, 3174],
      ],
    ]);
    expect(await of('074-20211101', 'SAME_QUANTITY', 'QUESTION')).toEqual([
      [
        [9, 6, 8],
        [14, 14],
        [9, 9],
      ],
    ]);
    expect(await of('201-20211101', 'RATIO_OF_PARTS', 'IMPLICATION')).toEqual([[[0.33, 60], [17_911, 18_461], null]]);
    expect(await of('201-20211101', 'LEVEL_AND_CHANGE', 'IMPLICATION')).toEqual([[[-221, 60], [281, 281], null]]);
    expect(await of('20-20211101', 'RATIO_OF_PARTS', 'IMPLICATION')).toEqual([
      [
        [100, 74_739, null],
        [74_739, 75_114],
        [74_000, null],
      ],
    ]);
    expect(await of('20-20211101', 'UNITS_COUNTED', 'AGREEMENT')).toEqual([
      [[144], [null, 200], [144, 144]],
      [[200], [200, 200], [200, 200]],
    ]);
  });

  it('are of figures that were printed before their period was over, and of provinces that ended in it', async () => {
    const early = await findings({ rules: ['PUBLISHED_BEFORE_PERIOD_END'] });
    const rows = await database.query<{ count: string }>(
      `select count(*) from (select * from labour_and_employment.observation union all select * from population_and_children.observation) o
       where period_basis = 'YEAR_TO_DATE' and record_type = 'OBSERVATION'`,
    );
    expect(early.counts).toEqual([
      { rule: 'PUBLISHED_BEFORE_PERIOD_END', severity: 'NOTE', count: Number(rows[0]!.count) },
    ]);
    const ended = await findings({ rules: ['UNIT_NOT_IN_FORCE'], indicators: ['LE_UNEMPLOYMENT_RATE'] });
    expect(ended.counts).toEqual([{ rule: 'UNIT_NOT_IN_FORCE', severity: 'NOTE', count: 52 }]);
    expect(ended.nodes.every(({ timePeriod }: any) => timePeriod === '2025')).toBe(true);
  });

  it('never compare figures across a break that is declared', async () => {
    const { nodes } = await findings({ rules: ['SERIES_JUMP'], agencies: ['labour-and-employment'] });
    expect(nodes.filter(({ timePeriod }: any) => timePeriod === '2021')).toEqual([]);
  });

  it('are for parts of the population what plain SQL finds', async () => {
    const { nodes } = await findings({
      rules: ['PARTS_OF_TOTAL'],
      indicators: ['PC_POPULATION'],
      severities: ['CONTRADICTION', 'NOTE'],
    });
    const rows = await database.query<{ place: string }>(`
      with figure as (
        select ref_area, territory_code, slice, time_period, value::numeric,
          0.5 * 10.0 ^ -max(decimals) over (partition by slice, time_period) as strict,
          0.5 * 10.0 ^ -least(max(decimals) over (partition by slice, time_period), scale(trim_scale(value::numeric))) as loose
        from population_and_children.observation where indicator = 'PC_POPULATION'
      ), compared as (
        select total.ref_area, total.time_period, dimension, abs(a.value + b.value - total.value) as gap,
          a.strict + b.strict + total.strict as strict, a.loose + b.loose + total.loose as loose
        from (values ('SEX', 'SEX=M', 'SEX=F'), ('RESIDENCE', 'RESIDENCE=U', 'RESIDENCE=R')) role (dimension, one, other)
        join figure total on total.slice = ''
        join figure a on a.slice = one and a.territory_code = total.territory_code and a.time_period = total.time_period
        join figure b on b.slice = other and b.territory_code = total.territory_code and b.time_period = total.time_period
      )
      select concat_ws(' ', case when gap > loose then 'CONTRADICTION' else 'NOTE' end, dimension, ref_area, time_period) as place
      from compared where gap > strict`);
    expect(rows.length).toBeGreaterThan(40);
    expect(
      nodes
        .map((one: any) => `${one.severity} ${one.relation.split('(')[0]} ${one.unitCode} ${one.timePeriod}`)
        .toSorted(),
    ).toEqual(rows.map(({ place }) => place).toSorted());
  });

  it('come in one order, page by page, none twice and none left out', async () => {
    const whole = await findings({ severities: ALL, agencies: ['labour-and-employment'] });
    const seen: any[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = await findings({ severities: ALL, agencies: ['labour-and-employment'], first: 333, after });
      expect(page.totalCount).toBe(whole.totalCount);
      seen.push(...page.nodes);
      ({ hasNextPage: more, endCursor: after } = page.pageInfo);
    }
    expect(seen.slice(0, 1000)).toEqual(whole.nodes);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(whole.totalCount);
    const order = seen.map(({ severity, size }) => [ALL.indexOf(severity), -(size ?? -1)] as const);
    expect(order.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])).toEqual(order);
  });

  it('can be asked by unit, period and instant, without agreements unless they are asked for', async () => {
    const own = await findings({
      units: ['94-20211101'],
      from: '2016',
      to: '2017',
      rules: ['RATE_OVER_100', 'SERIES_JUMP'],
    });
    expect(placesOf(own.nodes)).toEqual(['Sóc Trăng 2016', 'Sóc Trăng 2017', 'Sóc Trăng 2016']);
    const { counts, omitted, unavailable, dataVersions } = await findings({ first: 1 });
    expect(counts.some(({ severity }: any) => severity === 'AGREEMENT')).toBe(false);
    expect([omitted, unavailable, dataVersions.length]).toEqual([0, [], 4]);
    expect((await findings({ asOf: '2020-01-01T00:00:00Z', severities: ALL })).totalCount).toBe(0);
  });

  it.each([
    [{ rules: ['RATE_OVER_200'] }, 'Unknown rule: RATE_OVER_200'],
    [{ units: ['417'] }, 'Unknown unit: 417: send dated keys'],
    [{ indicators: ['PC_NOTHING'] }, 'Unknown indicator: PC_NOTHING'],
    [{ agencies: ['weather'] }, 'Unknown agency: weather'],
    [{ from: '2020', to: '2019' }, '"to" (2019) must not end before "from" (2020) begins.'],
    [{ first: 1001 }, '"first" must be from 1 to 1000, but is 1001.'],
    [{ after: 'nonsense' }, '"after" must be the endCursor of an earlier page.'],
  ])('refuse %j', async (variables, message) => {
    const { errors } = await ask(FINDINGS, variables);
    expect(errors![0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    expect(errors![0]!.message).toContain(message);
  });

  it('are told in both languages, with labels from the code lists, beside the unit itself', async () => {
    const { data } = await ask(`{
      findings(units: ["074-20211101"], rules: ["SAME_QUANTITY"]) { nodes {
        ruleLabel severityLabel(language: EN) explanation(language: EN) text
        unit { name kind }
        figures { role indicatorName(language: EN) dimensions { label(language: EN) } }
      } }
      codeLists(id: "FINDING_SEVERITY") { codes { code label(language: EN) } }
    }`);
    expect(data.findings.nodes[0]).toMatchObject({
      ruleLabel: 'cùng một lượng, hai chỉ tiêu',
      severityLabel: 'difference to be explained',
      explanation: 'Two indicators declared to count the same quantity must be equal.',
      text: expect.stringContaining('Theo đó phải là 14 lớp, nguồn ghi 9 lớp: lệch 35,7% ngoài phạm vi làm tròn.'),
      unit: { name: 'Hàm Yên', kind: 'DISTRICT' },
      figures: [
        { role: 'one', indicatorName: 'Vocational classes held', dimensions: [] },
        { role: 'other', dimensions: [{ label: 'national target programme for sustainable poverty reduction' }] },
        { role: 'other' },
      ],
    });
    expect(data.codeLists[0].codes).toContainEqual({ code: 'CONTRADICTION', label: 'contradiction' });
  });
});
