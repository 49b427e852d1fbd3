import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { serveSubgraphsInProcess, type OwnSubgraphs } from '../../../gateway/reach/own-subgraphs.ts';
import { servedAgencies } from '../../../gateway/reach/served-agencies.ts';
import { useDatabase } from '../../../test/support/use-database.ts';
import { SUPERGRAPH } from '../../../test/support/use-graph.ts';
import { readDeclarations } from '../../kit/declarations.ts';
import type { ServedAgencies } from '../../kit/served-agencies.ts';
import { readBoundaries, type Boundaries } from '../units/boundaries.ts';
import { computeFindings } from './compute.ts';
import { knownFindings } from './known-findings.ts';

describe('findings that are known', () => {
  const database = useDatabase();
  let own: OwnSubgraphs;
  let boundaries: Boundaries;

  beforeAll(async () => {
    own = await serveSubgraphsInProcess('all', database.environment, { error: () => {} });
    const [row] = await database.query<{ content: string }>('select content from custom_views.boundaries');
    boundaries = readBoundaries(row!.content);
  }, 60_000);
  afterAll(() => own.stop());

  /** The agencies of a supergraph of its own, and how often each is asked. */
  function served({ down = [], withoutBulk = false }: { down?: readonly string[]; withoutBulk?: boolean } = {}) {
    const asked: string[] = [];
    const graph = { declarations: readDeclarations(parse(SUPERGRAPH)), supergraphSdl: SUPERGRAPH };
    const agencies = servedAgencies(graph, (name) => async (request) => {
      asked.push(name);
      if (down.includes(name)) throw new Error(`${name} is down.`);
      return own.reach.get(name)!(request);
    });
    return { asked, agencies: withoutBulk ? { ...agencies, inBulk: new Set<string>() } : agencies };
  }
  const known = (agencies: ServedAgencies) => knownFindings(agencies, boundaries, null);
  const computed = (agencies: ServedAgencies) => computeFindings({ agencies, boundaries, asOf: null, unavailable: [] });
  let whole: ReturnType<typeof computed> | undefined;
  /** All findings in the figures as they were loaded. */
  const all = () => (whole ??= computed(served().agencies));

  it('are computed once for all who ask, until data of an agency moves', async () => {
    const { agencies, asked } = served();
    const [one, other] = await Promise.all([known(agencies), known(agencies)]);
    expect(other).toBe(one);
    asked.length = 0;
    expect(await known(agencies)).toBe(one);
    expect(asked.toSorted()).toEqual([
      'health-coverage',
      'labour-and-employment',
      'population-and-children',
      'poverty-reduction',
    ]);
    await database.query('update health_coverage.data_version set number = number + 1');
    const moved = await known(agencies);
    expect(moved).not.toBe(one);
    expect(moved.findings).toEqual(one.findings);
    expect(moved.dataVersions).not.toEqual(one.dataVersions);
  });

  it('of the other agencies are told when one is down, which is named', async () => {
    const { agencies, asked } = served({ down: ['health-coverage'] });
    const { findings, unavailable, dataVersions } = await known(agencies);
    expect(unavailable).toEqual(['health-coverage']);
    expect(dataVersions).toHaveLength(3);
    expect(asked.filter((name) => name === 'health-coverage')).toHaveLength(1);
    const without = (await all()).findings.filter(({ figures }) =>
      figures.every(({ figure }) => figure.agency !== 'health-coverage'),
    );
    expect(findings.map(({ id }) => id)).toEqual(without.map(({ id }) => id));
  });

  it('are the same of agencies without the bulk read', async () => {
    const [bulk, single] = [await all(), await computed(served({ withoutBulk: true }).agencies)];
    expect(single.unavailable).toEqual([]);
    expect(single.findings.map(({ id, text, severity }) => [id, text, severity])).toEqual(
      bulk.findings.map(({ id, text, severity }) => [id, text, severity]),
    );
  }, 60_000);

  it('beyond those that are kept are counted', async () => {
    const { agencies } = served();
    const { findings } = await all();
    const cut = await computeFindings({ agencies, boundaries, asOf: null, unavailable: [] }, 100);
    expect(cut.findings).toEqual(findings.slice(0, 100));
    expect(cut.omitted).toBe(findings.length - 100);
  });

  it('hold several sources of one cell against each other', async () => {
    const copied = (value: number, source: string) =>
      database.query(`
        with cited as (insert into health_coverage.source (id, publisher, title) values ('${source}', '${source}', 'A page') returning id)
        insert into health_coverage.observation
        select (jsonb_populate_record(o, jsonb_build_object('source', cited.id, 'value', ${value}, 'id', 'HC_HI_COVERAGE.${source}',
          'obs_status', 'UNVALIDATED'))).*
        from health_coverage.observation o, cited
        where o.indicator = 'HC_HI_COVERAGE' and o.ref_area = '20-20211101' and o.time_period = '2023' and o.slice = '' and o.source = 'nso_e0324'`);
    await copied(94.2, 'press_a');
    await copied(91.5, 'press_b');
    const { findings } = await computed(served().agencies);
    const told = findings.filter(({ rule }) => rule === 'SOURCES_OF_ONE_CELL');
    expect(
      told.map(({ severity, figures }) => [
        severity,
        figures.map(({ figure }) => [figure.citation!.source, figure.value]),
      ]),
    ).toEqual([
      [
        'QUESTION',
        [
          ['press_b', 91.5],
          ['nso_e0324', 94.2],
        ],
      ],
      [
        'AGREEMENT',
        [
          ['press_a', 94.2],
          ['nso_e0324', 94.2],
        ],
      ],
    ]);
    expect(told[0]!.text.en).toBe(
      'National Statistics Office of Vietnam (until 2025 General Statistics Office): Health insurance coverage: 94.2 percent (2023). press_b: Health insurance coverage: 91.5 percent (2023). The two sources differ.',
    );
  });
});
