import { describe, expect, it } from '@jest/globals';
import { AGENCIES, publishedFigures, read } from './support/published-figures.ts';
import { useGraph } from './support/use-graph.ts';

const LABELS = 'code vi: label en: label(language: EN)';

describe('the catalogue', () => {
  const { ask } = useGraph();

  it('names every agency and its indicators, 72 in all, each in both languages with what a table needs', async () => {
    const { data } = await ask(`{ agencies { code prefix unitField vi: name en: name(language: EN) indicators {
      code field vi: name en: name(language: EN) defVi: definition defEn: definition(language: EN) numerator denominator
      unitMeasure { ${LABELS} } aggregation { ${LABELS} } timePerCollect { ${LABELS} } levels { ${LABELS} }
      owners { organisation { ${LABELS} } from to } breaks { code timePeriod vi: reason en: reason(language: EN) }
      dimensions { id role argument vi: name en: name(language: EN) codes { ${LABELS} } } } } }`);
    expect(data.agencies.map((agency: any) => agency.code)).toEqual([...AGENCIES].toSorted());
    const indicators = data.agencies.flatMap((agency: any) => agency.indicators);
    expect(indicators).toHaveLength(72);
    expect(new Set(indicators.map((indicator: any) => indicator.code)).size).toBe(72);
    const unnamed = [...codesIn(data)].filter(
      ({ code, vi, en }) => vi === code || en === code || vi === '' || en === '',
    );
    // Organisations and units whose code is their own name have one all the same.
    expect(unnamed).toEqual([]);
    expect(indicators.filter((indicator: any) => indicator.defVi.length < 40 || indicator.defEn.length < 40)).toEqual(
      [],
    );
    const codes = new Set(indicators.map((indicator: any) => indicator.code));
    for (const { numerator, denominator } of indicators)
      expect([numerator, denominator].every((part) => part === null || codes.has(part))).toBe(true);
  });

  it('names every code that a figure carries, in both languages', async () => {
    const { data } = await ask(
      `{ codeLists { id vi: name en: name(language: EN) codes { ${LABELS} } } indicators { code dimensions { id codes { code } } } }`,
    );
    const lists = new Map<string, Set<string>>(
      data.codeLists.map((list: any) => [list.id, new Set(list.codes.map((code: any) => code.code))]),
    );
    const carried = publishedFigures().flatMap((figure) => [
      ['UNIT_MEASURE', figure.unitMeasure],
      ['OBS_STATUS', figure.obsStatus],
      ['QUALIFIER', figure.qualifier],
      ['PERIOD_BASIS', figure.periodBasis],
      ['RECORD_TYPE', figure.recordType],
      ...Object.entries(figure.dimensions),
    ]);
    const unknown = carried.filter(([list, code]) => !lists.get(list!)?.has(code!));
    expect(unknown.slice(0, 5)).toEqual([]);
    const reasons = AGENCIES.flatMap((agency) => read(`${agency}/data/remarks.csv`).map((row) => row['reason_code']!));
    expect(reasons.filter((code) => !lists.get('REASON')!.has(code))).toEqual([]);
    for (const list of [
      'LINEAGE_KIND',
      'ADMINISTRATIVE_KIND',
      'ADMINISTRATIVE_LEVEL',
      'AGGREGATION',
      'TIME_PER_COLLECT',
      'CONF_STATUS',
    ]) {
      expect(lists.get(list)?.size).toBeGreaterThan(2);
    }
  });

  it('keeps poverty before 2017 and from 2020 apart, and declares the breaks of the sources', async () => {
    const { data } = await ask('{ indicators { code breaks { timePeriod refArea } } }');
    const breaks = data.indicators.flatMap((indicator: any) =>
      indicator.breaks.map((one: any) => `${indicator.code} ${one.timePeriod} ${one.refArea ?? '*'}`),
    );
    expect(breaks).toEqual(
      expect.arrayContaining([
        'LE_LABOUR_FORCE 2021 *',
        'LE_TRAINED_SHARE 2021 *',
        'LE_UNEMPLOYMENT_RATE 2021 *',
        'PR_POVERTY_RATE_INC 2010 *',
        'PR_POVERTY_RATE_MD 2022 *',
        'PR_POVERTY_RATE_INC 2008 01-20211101',
      ]),
    );
  });

  it('says what must hold between figures, also of two agencies, and of a ratio and its parts', async () => {
    const { data } = await ask('{ indicators { code relations { kind slice operands factor strictness } } }');
    const relations = (code: string) => data.indicators.find((one: any) => one.code === code).relations;
    expect(relations('LE_VOC_CLASSES_HELD')).toEqual([
      {
        kind: 'SAME_AS',
        slice: '',
        operands: ['sum(LE_VOC_CLASSES_OPENED over PROGRAMME)'],
        factor: null,
        strictness: 'QUESTION',
      },
    ]);
    expect(relations('HC_HI_COVERAGE')).toEqual([
      {
        kind: 'RATIO_OF',
        slice: 'AGE=Y_LT6',
        operands: ['HC_HI_CARDHOLDERS[AGE=Y_LT6]', 'PC_CHILDREN[AGE=Y_LT6]'],
        factor: 100,
        strictness: 'EXACT',
      },
    ]);
    expect(relations('PR_NEARPOOR_RATE')).toEqual([
      { kind: 'RATIO_OF', slice: '*', operands: ['PR_NEARPOOR_HH', 'PR_HOUSEHOLDS'], factor: 100, strictness: 'EXACT' },
    ]);
    expect(relations('PR_POVERTY_RATE_MD')).toEqual([]);
  });

  it('finds indicators by words, with or without accents, and by agency', async () => {
    const { data } = await ask(`{
      plain: indicators(search: "that nghiep") { code }
      accented: indicators(search: "thất nghiệp") { code }
      english: indicators(search: "health insurance", agency: "health-coverage") { code }
    }`);
    expect(data.plain.map(({ code }: any) => code)).toContain('LE_UNEMPLOYMENT_RATE');
    expect(data.accented).toEqual(data.plain);
    expect(data.english.map(({ code }: any) => code)).toContain('HC_HI_COVERAGE');
  });

  it.each(['indicators(agency: "education") { code }', 'codeLists(id: "NONE") { id }'])(
    'says which there are instead of { %s }',
    async (field) => {
      const { errors } = await ask(`{ ${field} }`);
      expect(errors?.[0]).toMatchObject({
        message: expect.stringContaining('There are: '),
        extensions: { code: 'BAD_USER_INPUT' },
      });
    },
  );

  it('gives a figure by its id, whichever agency keeps it, and null for an id that none has', async () => {
    const figure = 'id value timePeriod citation { title } dimensions { dimension code label } reason obsStatus';
    const { data } = await ask(`{ administrativeUnit(code: "34-20211101") {
      healthCoverage { establishmentsProvincial(period: "2012") { ${figure} } } populationAndChildren { population(sex: F) { ${figure} } } } }`);
    const found = [
      data.administrativeUnit.healthCoverage.establishmentsProvincial,
      data.administrativeUnit.populationAndChildren.population,
    ];
    for (const one of found) {
      const answer = await ask(`query ($id: ID!) { observation(id: $id) { ${figure} } }`, { id: one.id });
      expect(answer.data.observation).toEqual(one);
      expect(Object.keys(answer.extensions.dataVersions)).toHaveLength(1);
    }
    const none = await ask(
      '{ unknown: observation(id: "HC_HI_COVERAGE.none") { id } nobodys: observation(id: "XX_NONE.x") { id } }',
    );
    expect(none.data).toEqual({ unknown: null, nobodys: null });
  });
});

function* codesIn(value: unknown): Generator<{ code: string; vi: string; en: string }> {
  if (typeof value !== 'object' || value === null) return;
  if ('code' in value && 'vi' in value && 'en' in value) yield value as { code: string; vi: string; en: string };
  for (const part of Object.values(value)) yield* codesIn(part);
}
