import { describe, expect, it } from '@jest/globals';
import { read } from '../../test/support/published-figures.ts';
import { useSubgraph } from '../../test/support/use-subgraph.ts';
import { administrativeUnits } from './subgraph.ts';

const UNIT = 'code gsoCode vi: name en: name(language: EN) level kind parent { code } validFrom validTo territoryCode';

describe('administrative-units', () => {
  const { ask, takeStatements } = useSubgraph(administrativeUnits);
  const unitRows = read('administrative-units/data/units.csv');
  const lineageRows = read('administrative-units/data/lineage.csv');
  const entities = (fields: string, codes: readonly string[]) =>
    ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on AdministrativeUnit { ${fields} } } }`,
      {
        representations: codes.map((code) => ({ __typename: 'AdministrativeUnit', code })),
      },
    );
  const codesOn = (level: string, day: string) =>
    unitRows
      .filter((row) => row['level'] === level && row['valid_from']! <= day && (row['valid_to'] || '9') > day)
      .map((row) => row['code']!)
      .toSorted();

  it('gives all 16,117 versions as the file has them', async () => {
    const { data } = await entities(
      UNIT,
      unitRows.map((row) => row['code']!),
    );
    const expected = unitRows.map((row) => ({
      code: row['code'],
      gsoCode: row['gso_code'],
      vi: row['name_vi'],
      en: row['name_en'],
      level: row['level']!.toUpperCase(),
      kind: row['kind']!.toUpperCase(),
      parent: row['parent_code'] ? { code: row['parent_code'] } : null,
      validFrom: row['valid_from'] || null,
      validTo: row['valid_to'] || null,
      territoryCode: row['territory_code'],
    }));
    expect(expected).toHaveLength(16_117);
    expect(data._entities).toEqual(expected);
  });

  it('gives all 16,260 steps of lineage, forward and back', async () => {
    const step = 'code successors { unit { code } kind share effectiveDate legalBasis } predecessors { unit { code } }';
    const { data } = await entities(
      step,
      unitRows.map((row) => row['code']!),
    );
    const forward = data._entities.flatMap((unit: any) =>
      unit.successors.map((to: any) => [
        unit.code,
        to.unit.code,
        to.effectiveDate,
        to.share,
        to.kind.toLowerCase(),
        to.legalBasis,
      ]),
    );
    const back = data._entities.flatMap((unit: any) =>
      unit.predecessors.map((from: any) => `${from.unit.code} ${unit.code}`),
    );
    const rows = lineageRows.map((row) => [
      row['predecessor_code'],
      row['successor_code'],
      row['effective_date'],
      row['share'] === '' ? null : Number(row['share']),
      row['kind'],
      row['legal_basis'],
    ]);
    expect(rows).toHaveLength(16_260);
    expect(forward.map(String).toSorted()).toEqual(rows.map(String).toSorted());
    expect(back.toSorted()).toEqual(rows.map(([from, to]) => `${from} ${to}`).toSorted());
  });

  it.each([
    ['2021-11-01', 63, 705, 10_599],
    ['2023-04-10', 63, 705, 10_598],
    ['2024-09-01', 63, 704, 10_542],
    ['2025-01-01', 63, 696, 10_039],
    ['2025-06-30', 63, 696, 10_035],
    ['2025-07-01', 34, 0, 3_321],
    ['2026-09-20', 34, 0, 3_321],
  ])('has on %s %d provinces, %d districts and %d communes', async (on, provinces, districts, communes) => {
    const count = (level: string) =>
      `${level.toLowerCase()}: administrativeUnits(level: ${level}, on: "${on}", first: 1) { totalCount }`;
    const { data } = await ask(`{ ${['PROVINCE', 'DISTRICT', 'COMMUNE'].map(count).join(' ')} }`);
    expect(data).toEqual({
      province: { totalCount: provinces },
      district: { totalCount: districts },
      commune: { totalCount: communes },
    });
  });

  it('follows every commune of 2023 to the units of today: 10,107 to one, 491 to several', async () => {
    const codes = codesOn('commune', '2023-04-10');
    const { data } = await entities('successors(on: "2026-09-20") { share unit { validTo } }', codes);
    const numbers = data._entities.map((unit: any, index: number) =>
      unit.successors.length === 0
        ? unitRows.find((row) => row['code'] === codes[index])!['valid_to'] === ''
          ? 1
          : 0
        : unit.successors.length,
    );
    expect([
      numbers.filter((n: number) => n === 1).length,
      numbers.filter((n: number) => n > 1).length,
      numbers.filter((n: number) => n === 0).length,
    ]).toEqual([10_107, 491, 0]);
    expect(data._entities.flatMap((unit: any) => unit.successors).every((to: any) => to.unit.validTo === null)).toBe(
      true,
    );
  });

  it('goes back where it went forward: predecessors on a day are the units whose successors these are', async () => {
    const [then, now] = ['2023-04-10', '2026-09-20'];
    const forward = await entities(
      `code successors(on: "${now}") { share kind unit { code } }`,
      codesOn('commune', then),
    );
    const back = await entities(
      `code predecessors(on: "${then}") { share kind unit { code level } }`,
      codesOn('commune', now),
    );
    const forwardPairs = forward.data._entities.flatMap((from: any) =>
      from.successors.map((to: any) => `${from.code} ${to.unit.code} ${to.share} ${to.kind}`),
    );
    const backPairs = back.data._entities.flatMap((to: any) =>
      to.predecessors
        .filter((from: any) => from.unit.level === 'COMMUNE')
        .map((from: any) => `${from.unit.code} ${to.code} ${from.share} ${from.kind}`),
    );
    expect(backPairs.toSorted()).toEqual(forwardPairs.toSorted());
  });

  it('pages through all communes of today in one order, losing and repeating none', async () => {
    const found: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data }: any = await ask(
        'query ($after: String) { administrativeUnits(level: COMMUNE, on: "2026-09-20", first: 1000, after: $after) { nodes { code } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      found.push(...data.administrativeUnits.nodes.map((unit: any) => unit.code));
      ({ endCursor: after, hasNextPage: more } = data.administrativeUnits.pageInfo);
    }
    expect(found).toEqual(codesOn('commune', '2026-09-20'));
  });

  it.each(['hai ha', 'Hải Hà', 'Hải Hà'.normalize('NFD'), 'HAI  HA ', 'huyện hải hà'])(
    'finds Hải Hà district first by "%s"',
    async (search) => {
      const { data } = await ask(
        'query ($search: String) { administrativeUnits(search: $search, level: DISTRICT) { nodes { code } } }',
        { search },
      );
      expect(data.administrativeUnits.nodes[0].code).toBe('201-20211101');
    },
  );

  it.each([
    ['hanoi', '01-20211101'],
    ['TP Huế', '46-20250101'],
    ['TP. Ho Chi Minh', '79-20250701'],
    ['Thua Thien - Hue', '46-20211101'],
    ['Kì Sơn', '417-20211101'],
    ['16849', '16849-20250701'],
  ])('finds a unit by the everyday spelling "%s"', async (search, code) => {
    const { data } = await ask('query ($search: String) { administrativeUnits(search: $search) { nodes { code } } }', {
      search,
    });
    expect(data.administrativeUnits.nodes.map((unit: any) => unit.code)).toContain(code);
  });

  it('puts exact accents first also behind the kind word', async () => {
    const { data } = await ask('{ administrativeUnits(search: "xã Vĩnh Thạnh", first: 1) { nodes { name } } }');
    expect(data.administrativeUnits.nodes).toEqual([{ name: 'Vĩnh Thạnh' }]);
  });

  it('puts exact accents first, then units in force', async () => {
    const { data } = await ask('{ administrativeUnits(search: "Đông Hà", first: 1000) { nodes { name validTo } } }');
    const nodes: { name: string; validTo: string | null }[] = data.administrativeUnits.nodes;
    const exact = nodes.filter(({ name }) => name === 'Đông Hà');
    expect(exact.length).toBeGreaterThan(1);
    expect(nodes.slice(0, exact.length)).toEqual(exact);
    const ended = exact.map(({ validTo }) => validTo !== null);
    expect(ended).toEqual([...ended].toSorted());
  });

  it('gives the communes of Kỳ Sơn on its last day, and the twelve of today as its successors', async () => {
    const { data } = await ask(
      '{ administrativeUnit(code: "417-20211101") { children { code } successors(on: "2026-09-20") { kind unit { name } } } }',
    );
    const { children, successors } = data.administrativeUnit;
    const inFile = unitRows
      .filter((row) => row['parent_code'] === '417-20211101' && row['valid_to'] === '2025-07-01')
      .map((row) => row['code']);
    expect(children.map((unit: any) => unit.code)).toEqual(inFile.toSorted());
    expect(successors).toHaveLength(12);
    expect(new Set(successors.map((to: any) => to.kind))).toEqual(new Set(['ABOLISH']));
  });

  it('gives what lies in a unit at any depth, on a day or on its last, and its children on a day', async () => {
    const below = (code: string, day: string): string[] =>
      unitRows
        .filter((row) => row['parent_code'] === code && row['valid_from']! <= day && (row['valid_to'] || '9') > day)
        .flatMap((row) => [row['code']!, ...below(row['code']!, day)]);
    const inTuyenQuang = below('08-20211101', '2023-06-30');
    const { data } = await ask(`{
      all: administrativeUnits(within: "08-20211101", on: "2023-06-30", first: 1000) { nodes { code } }
      communes: administrativeUnits(within: "08-20211101", level: COMMUNE, first: 1000) { totalCount }
      administrativeUnit(code: "08-20211101") { children(on: "2023-06-30") { code } never: children(on: "2026-01-01") { code } }
    }`);
    const codes = (units: { code: string }[]) => units.map(({ code }) => code).toSorted();
    expect(codes(data.all.nodes)).toEqual(inTuyenQuang.toSorted());
    expect(data.communes.totalCount).toBe(
      below('08-20211101', '2025-06-30').filter((code) => /^\d{5}-/.test(code)).length,
    );
    expect(codes(data.administrativeUnit.children)).toEqual(
      inTuyenQuang.filter((code) => /^\d{3}-/.test(code)).toSorted(),
    );
    expect(data.administrativeUnit.never).toEqual([]);
  });

  it.each([
    'administrativeUnit(gsoCode: "22", on: "2022-01-01") { name }',
    'administrativeUnit(code: "22-20211101") { name }',
    'administrativeUnits(first: 1) { totalCount }',
  ])('tells the version of the data that { %s } was read from', async (field) => {
    expect((await ask(`{ ${field} }`)).extensions.dataVersion).toMatch(/^\d+-[0-9a-f]{8}$/);
  });

  it('tells the two units apart that a GSO code names on two days', async () => {
    const { data } = await ask(`{
      before: administrativeUnit(gsoCode: "16849", on: "2023-11-30") { code name }
      now: administrativeUnit(gsoCode: "16849", on: "2026-01-01") { code name }
    }`);
    expect(data).toEqual({
      before: { code: '16849-20211101', name: 'Hữu Lập' },
      now: { code: '16849-20250701', name: 'Hữu Kiệm' },
    });
  });

  it.each([
    ['administrativeUnit(gsoCode: "417") { code }', 'send on'],
    ['administrativeUnit(code: "417") { code }', 'dated key such as 417-20211101'],
    [
      'administrativeUnit(code: "16849") { code }',
      '(16849 is the GSO code of 16849-20211101 Hữu Lập before 2025-07-01, 16849-20250701 Hữu Kiệm since 2025-07-01)',
    ],
    ['administrativeUnit { code }', 'Send either code alone, or gsoCode together with on'],
    ['administrativeUnit(code: "417-20211101", on: "2023-01-01") { code }', 'Send either code alone'],
    ['administrativeUnit(gsoCode: "417", on: "2021-10-31") { code }', 'known from 2021-11-01 on'],
    [
      'administrativeUnit(gsoCode: "417", on: "2026-01-01") { code }',
      'No unit carried the GSO code "417" on 2026-01-01',
    ],
    ['administrativeUnits(first: 1001) { totalCount }', 'first must be from 1 to 1000'],
    ['administrativeUnits(first: 0) { totalCount }', 'first must be from 1 to 1000'],
    ['administrativeUnits(after: "x") { totalCount }', 'endCursor of an earlier page'],
    ['administrativeUnits(within: "40") { totalCount }', 'dated key of a unit as within'],
    ['administrativeUnits(search: " ") { totalCount }', 'search must be part of a name'],
    ['administrativeUnit(code: "a\\u0000") { code }', 'has a character that no name or code has'],
    ['administrativeUnits(after: "WzAsMCw5OTk5OTk5OTk5OTk5LCJhIl0") { totalCount }', 'endCursor of an earlier page'],
    ['administrativeUnits(on: "2020-01-01") { totalCount }', 'known from 2021-11-01 on'],
  ])('says what to send instead of { %s }', async (field, message) => {
    const { errors } = await ask(`{ ${field} }`);
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT']);
    expect(errors?.[0]?.message).toContain(message);
  });

  it('asks each field of a hundred units by one statement, and tells the version it read', async () => {
    takeStatements();
    const { extensions } = await entities(
      'name parent { name } children { code } successors { unit { code } } predecessors { unit { code } }',
      codesOn('district', '2023-01-01').slice(0, 100),
    );
    // Units, their parents, children, successors and predecessors.
    expect(takeStatements()).toHaveLength(5);
    expect(extensions.dataVersion).toMatch(/^\d+-[0-9a-f]{8}$/);
  });
});
