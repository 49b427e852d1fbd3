import { beforeAll, describe, expect, it } from '@jest/globals';
import { ownSubgraphs } from '../schema/own-subgraphs.ts';
import { askGraph } from './support/use-graph.ts';
import { OPERATOR, until, useRegistry, type StartedGateway } from './support/use-registry.ts';

const HIDDEN = 'HC_DOCTORS_TOTAL';
const UNKNOWN = 'HC_DOCTORS_ROYAL';
const LISTS = `{ administrativeUnit(code: "22-20211101") { healthCoverage {
  observations { indicator timePeriod value } available { indicator count }
} } }`;

/** This release, with indicators of the health agency that are tagged as internal. */
const tagged = (codes: readonly string[]) =>
  ownSubgraphs().map((one) => ({
    ...one,
    sdl: codes.reduce(
      (sdl, code) =>
        sdl.replace(`@indicator(\n      code: "${code}"`, `@tag(name: "internal") @indicator(\n      code: "${code}"`),
      one.sdl,
    ),
  }));

describe('a contract', () => {
  const registry = useRegistry();
  let gateway: StartedGateway;
  let url = '';
  const ask = (query: string, variables?: Record<string, unknown>) => askGraph(url, query, variables);
  /** What is said of one code, with the other in its place: what is hidden must be told as what never was. */
  const withCode = (answer: unknown, from: string, to: string) =>
    JSON.parse(JSON.stringify(answer).replaceAll(from, to));
  const expectUnknown = async (asked: (code: string) => Promise<unknown>) => {
    const hidden = await asked(HIDDEN);
    expect(hidden).toEqual(withCode(await asked(UNKNOWN), UNKNOWN, HIDDEN));
    return hidden;
  };

  beforeAll(async () => {
    const first = tagged([HIDDEN]);
    expect(first.filter(({ sdl }) => sdl.includes('@tag(name: "internal")'))).toHaveLength(1);
    await registry.opened().registry.release(first);
    gateway = await registry.startGateway();
    expect(await registry.agency(['contract', 'public', '--exclude', 'internal'], OPERATOR)).toMatchObject({ code: 0 });
    url = `${gateway.url}/contracts/public`;
    await until(async () => (await ask('{ __typename }')).status === 200);
  }, 120_000);

  it('leaves an indicator out of the schema and the catalogue, and the whole graph as it is', async () => {
    const catalogue = '{ indicators(agency: "health-coverage") { code } }';
    const whole = (await gateway.ask(catalogue)).data.indicators;
    expect(whole).toContainEqual({ code: HIDDEN });
    expect((await ask(catalogue)).data.indicators).toEqual(
      whole.filter(({ code }: { code: string }) => code !== HIDDEN),
    );
    const typed = '{ administrativeUnit(code: "22-20211101") { healthCoverage { doctors { value } } } }';
    expect((await gateway.ask(typed)).errors).toBeUndefined();
    expect((await ask(typed)).errors?.[0]?.message).toContain('Cannot query field "doctors"');
  });

  it('has none of its figures in lists, and all the others', async () => {
    const whole = (await gateway.ask(LISTS)).data.administrativeUnit.healthCoverage;
    const { data, errors } = await ask(LISTS);
    expect(errors).toBeUndefined();
    const isLeft = ({ indicator }: { indicator: string }) => indicator !== HIDDEN;
    expect(whole.observations.filter(isLeft).length).toBeLessThan(whole.observations.length);
    expect(data.administrativeUnit.healthCoverage).toEqual({
      observations: whole.observations.filter(isLeft),
      available: whole.available.filter(isLeft),
    });
  });

  it('answers a code that is left out as one that never was: in lists, by id, in tables and in exports', async () => {
    const literal = await expectUnknown((code) =>
      ask(
        `{ administrativeUnit(code: "22-20211101") { healthCoverage { observations(indicators: ["${code}"]) { value } } } }`,
      ),
    );
    expect(JSON.stringify(literal)).toContain('has no indicator');
    expect(
      JSON.stringify(
        await ask(
          `{ administrativeUnit(code: "22-20211101") { healthCoverage { observations(indicators: ["${UNKNOWN}"]) { value } } } }`,
        ),
      ),
    ).not.toContain(HIDDEN);
    await expectUnknown((code) =>
      ask(
        `query ($codes: [ID!]) { administrativeUnit(code: "22-20211101") { healthCoverage { observations(indicators: $codes) { value } } } }`,
        { codes: [code] },
      ),
    );
    const id = (
      await gateway.ask(
        `{ administrativeUnit(code: "22-20211101") { healthCoverage { doctors(period: "2021") { id } } } }`,
      )
    ).data.administrativeUnit.healthCoverage.doctors.id;
    expect(id).toContain(HIDDEN);
    expect((await gateway.ask(`{ observation(id: "${id}") { value } }`)).data.observation).not.toBeNull();
    await expectUnknown((code) => ask(`{ observation(id: "${id.replace(HIDDEN, code)}") { value } }`));
    const input = (code: string) => ({
      units: { codes: ['22-20211101'] },
      columns: [{ figure: { indicator: code, period: '2021' } }],
    });
    const table = 'query ($input: CombinedTableInput!) { combinedTable(input: $input) { rows { cells { value } } } }';
    expect((await gateway.ask(table, { input: input(HIDDEN) })).errors).toBeUndefined();
    await expectUnknown((code) => ask(table, { input: input(code) }));
    await expectUnknown(async (code) => {
      const answer = await fetch(`${url}/exports/table.csv`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ input: input(code) }),
      });
      expect(answer.status).toBe(400);
      return answer.json();
    });
  });

  it('has no finding that tells of it, and no saved or frozen view', async () => {
    const findings = '{ findings(first: 1000) { nodes { id relation figures { indicator } } } }';
    const { data, errors } = await ask(findings);
    expect(errors).toBeUndefined();
    expect(data.findings.nodes.length).toBeGreaterThan(100);
    expect(JSON.stringify(data)).not.toContain(HIDDEN);
    const ofOne = (code: string) => `{ findings(indicators: ["${code}"]) { totalCount } }`;
    expect((await gateway.ask(ofOne(HIDDEN))).errors).toBeUndefined();
    await expectUnknown((code) => ask(ofOne(code)));
    for (const field of ['view(id: "x") { id }', 'frozenView(hash: "x") { hash }'])
      expect((await ask(`{ ${field} }`)).errors?.[0]?.message).toContain('Cannot query field');
  });

  it('has none of the figures of an indicator that is left out later, also where they were answered before', async () => {
    const later = 'HC_BEDS_PROVINCIAL';
    const has = async () => JSON.stringify((await ask(LISTS)).data).includes(later);
    expect(await has()).toBe(true);
    await registry.opened().registry.release(tagged([HIDDEN, later]));
    const catalogue = '{ indicators(agency: "health-coverage") { code } }';
    await until(async () => !JSON.stringify(await ask(catalogue)).includes(later));
    expect(await has()).toBe(false);
    expect(JSON.stringify((await gateway.ask(LISTS)).data)).toContain(later);
  });

  it('has GraphiQL beside it, which asks the contract', async () => {
    const page = await fetch(`${url}/`, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    expect(await page.text()).toMatch(/"endpoint":\s*"graphql"/);
  });

  it('is served no more when the operator ends it', async () => {
    expect(await registry.agency(['contract', 'public'], OPERATOR)).toMatchObject({ code: 0 });
    await until(async () => (await ask('{ __typename }')).status === 404);
  });

  it('that would be no graph is refused', async () => {
    const all = ownSubgraphs().map((one) => ({
      ...one,
      sdl: one.sdl
        .replaceAll(/^enum Sex @codeList/gm, 'enum Sex @tag(name: "secret") @codeList')
        .replaceAll(/^( +(_T|M|F|_U)) @label/gm, '$1 @tag(name: "secret") @label'),
    }));
    await registry.opened().registry.release(all);
    const refused = await registry.agency(['contract', 'broken', '--exclude', 'secret'], OPERATOR);
    expect(refused).toMatchObject({ code: 1, error: expect.stringContaining('CONTRACT at broken') });
  });
});
