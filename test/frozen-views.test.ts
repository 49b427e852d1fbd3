import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { subgraphNamed } from '../subgraphs/index.ts';
import { loginsOf } from '../subgraphs/kit/logins.ts';
import { canonicalJson, sha256Of } from '../subgraphs/custom-views/views/canonical-json.ts';
import { readSigningKey } from '../subgraphs/custom-views/views/signing-key.ts';
import { SUPERGRAPH } from './support/use-graph.ts';
import { useViewsGraph } from './support/use-views-graph.ts';

/** Doctors are divided by the population, of another agency. */
const table = {
  units: { level: 'PROVINCE', on: '2024-06-30' },
  columns: [
    { id: 'insured', figure: { indicator: 'HC_HI_COVERAGE', period: '2023' } },
    {
      id: 'doctors',
      rate: {
        numerator: {
          indicator: 'HC_STAFF_PROVINCIAL',
          dimensions: [{ dimension: 'OCCUPATION', codes: ['DOCTOR'] }],
          period: '2013',
        },
        denominator: { indicator: 'PC_POPULATION', period: '2013' },
        per: 10_000,
      },
    },
  ],
  order: [{ column: 'insured' }],
};
const LANG_SON = '20-20211101';
const INSURED = {
  agency: 'health-coverage',
  indicator: 'HC_HI_COVERAGE',
  slice: '',
  refArea: LANG_SON,
  timePeriod: '2023',
};
const POPULATION = {
  agency: 'population-and-children',
  indicator: 'PC_POPULATION',
  slice: '',
  refArea: LANG_SON,
  timePeriod: '2013',
};

const SAVE = 'mutation ($input: SaveViewInput!) { saveView(input: $input) { id } }';
const FREEZE = `mutation ($id: ID!) { freezeView(view: $id) {
  hash frozenAt bytes document signature boundariesVersion definitionsVersion key { id publicKey isCurrent firstUsedAt } view { id } } }`;
const VERIFY = `query ($hash: ID!, $document: String, $signature: String) {
  verifyView(hash: $hash, document: $document, signature: $signature) {
    isVerified isHashRight signature keyId recomputation problem differenceCount
    differences { unit column field frozen recomputed } } }`;
const ROWS = `query ($id: ID!, $hash: ID!) {
  view(id: $id) { table(first: 1000) { ...Rows } }
  frozenView(hash: $hash) { table(first: 1000) { ...Rows } }
}
fragment Rows on CombinedTable { totalCount rows { code rank { from to } cells { column value observation obsStatus } } }`;
const CHANGES = `query ($view: ID!, $since: DateTime!, $until: DateTime) {
  changesSince(view: $view, since: $since, until: $until) {
    since until rowsAdded rowsRemoved cellCount
    ranksMoved { unit before { from } after { from } }
    cells { unit name column before { value observation } after { value observation }
      revisions { before { ...Record } after { ...Record } } } } }
fragment Record on Observation { id indicator value asOf citation { source publisher title } }`;

const VERIFIED = {
  isVerified: true,
  isHashRight: true,
  signature: 'VALID',
  recomputation: 'AGREES',
  problem: null,
  differenceCount: 0,
  differences: [],
};

describe('a frozen view', () => {
  const { ask, database, revise, startAnother } = useViewsGraph();
  let id: string;
  let frozen: any;
  const freeze = async (view = id) => {
    const { data, errors } = await ask(FREEZE, { id: view });
    expect(errors).toBeUndefined();
    return data.freezeView;
  };
  const verified = async (claim: Record<string, unknown> = { hash: frozen.hash }) => {
    const { data, errors } = await ask(VERIFY, claim, {});
    expect(errors).toBeUndefined();
    return data.verifyView;
  };
  /** Changes rows that refuse it, as only the administrator of the database can; no version moves. */
  const tamper = async (name: string, statement: string) => {
    await database.query(`alter table ${name} disable trigger user`);
    await database.query(statement);
    await database.query(`alter table ${name} enable trigger user`);
  };
  const cellOf = (rows: any[], unit: string, column: string) =>
    rows.find(({ code }) => code === unit).cells.find((cell: any) => cell.column === column);

  beforeAll(async () => {
    const saved = await ask(SAVE, { input: { title: 'Bảo hiểm và bác sĩ', notes: 'Biên bản số 7', table } });
    id = saved.data.saveView.id;
    frozen = await freeze();
  });

  it('can be verified by anyone who has the document, the signature and the public key, without this project', async () => {
    expect(createHash('sha256').update(frozen.document).digest('hex')).toBe(frozen.hash);
    expect(Buffer.byteLength(frozen.document)).toBe(frozen.bytes);
    const key = createPublicKey(frozen.key.publicKey);
    const hash = Buffer.from(frozen.hash, 'hex');
    expect(verify(null, hash, key, Buffer.from(frozen.signature, 'base64'))).toBe(true);
    expect(
      createHash('sha256')
        .update(key.export({ type: 'spki', format: 'der' }))
        .digest('hex'),
    ).toBe(frozen.key.id);
    const { data } = await ask('{ signingKeys { id publicKey isCurrent firstUsedAt } }', {}, {});
    expect(data.signingKeys).toEqual([frozen.key]);
  });

  it('holds its table, its input, what the figures mean, and the versions of the data, in canonical JSON', () => {
    const document = JSON.parse(frozen.document);
    expect(canonicalJson(document)).toBe(frozen.document);
    expect(document).toMatchObject({
      format: 'https://lienthong.example/formats/frozen-view/1',
      view: { id, title: 'Bảo hiểm và bác sĩ', notes: 'Biên bản số 7' },
      frozenAt: frozen.frozenAt,
      input: { ...table, asOf: frozen.frozenAt },
      definitionsVersion: frozen.definitionsVersion,
      signingKey: frozen.key.id,
      table: { totalCount: 63, asOf: frozen.frozenAt, boundariesVersion: frozen.boundariesVersion },
    });
    expect(document.definitions.map(({ code }: { code: string }) => code)).toEqual(
      expect.arrayContaining(['HC_HI_COVERAGE', 'HC_STAFF_PROVINCIAL', 'PC_POPULATION']),
    );
    expect(document.table.dataVersions.map(({ subgraph }: { subgraph: string }) => subgraph)).toEqual([
      'health-coverage',
      'population-and-children',
    ]);
    expect(frozen.view.id).toBe(id);
  });

  it('is verified as it is', async () => {
    expect(await verified()).toMatchObject({ ...VERIFIED, keyId: frozen.key.id });
    const { hash, document, signature } = frozen;
    expect(await verified({ hash, document, signature })).toMatchObject(VERIFIED);
  });

  it('means the day and the instant of freezing by "today" and "now"', async () => {
    const open = { ...table, units: { level: 'PROVINCE' } };
    const saved = await ask(SAVE, { input: { title: 'Hôm nay', table: open } });
    const { document, frozenAt, hash } = await freeze(saved.data.saveView.id);
    const day = new Date(Date.parse(frozenAt) + 7 * 3_600_000).toISOString().slice(0, 10);
    expect(JSON.parse(document).input).toMatchObject({ asOf: frozenAt, units: { level: 'PROVINCE', on: day } });
    expect(JSON.parse(document).table.totalCount).toBe(34);
    expect(await verified({ hash })).toMatchObject(VERIFIED);
  });

  describe('after later revisions', () => {
    let since: string;
    let revised: string;
    let population: string;

    beforeAll(async () => {
      since = new Date().toISOString();
      revised = await revise(INSURED, 99.95);
      population = await revise(POPULATION, 800);
    });

    it('shows what it showed, while the view shows what is known now, and stays verified', async () => {
      const { data, errors } = await ask(ROWS, { id, hash: frozen.hash }, {});
      expect(errors).toBeUndefined();
      expect(cellOf(data.view.table.rows, LANG_SON, 'insured')).toMatchObject({ value: 99.95, observation: revised });
      expect(cellOf(data.frozenView.table.rows, LANG_SON, 'insured')).toMatchObject({ value: 94.2 });
      expect(data.view.table.rows[0].code).toBe(LANG_SON);
      expect(data.frozenView.table.rows[0].code).not.toBe(LANG_SON);
      expect(data.frozenView.table.rows).toHaveLength(63);
      expect(await verified()).toMatchObject(VERIFIED);
    });

    it('differs from what is known now by cells that changesSince names, with the revisions behind them', async () => {
      const { data, errors } = await ask(CHANGES, { view: id, since }, {});
      expect(errors).toBeUndefined();
      const { cells, ranksMoved, ...changes } = data.changesSince;
      expect(changes).toMatchObject({ since, cellCount: 2, rowsAdded: [], rowsRemoved: [] });
      const [insured, doctors] = cells;
      expect(insured).toEqual({
        unit: LANG_SON,
        name: 'Lạng Sơn',
        column: 'insured',
        before: { value: 94.2, observation: expect.stringMatching(/^HC_HI_COVERAGE\./) },
        after: { value: 99.95, observation: revised },
        revisions: [
          {
            before: expect.objectContaining({
              id: insured.before.observation,
              value: 94.2,
              indicator: 'HC_HI_COVERAGE',
            }),
            after: expect.objectContaining({ id: revised, value: 99.95 }),
          },
        ],
      });
      const [{ before, after }] = insured.revisions;
      expect(Date.parse(before.asOf)).toBeLessThan(Date.parse(since));
      expect(Date.parse(after.asOf)).toBeGreaterThanOrEqual(Date.parse(since));
      expect(after.citation.publisher).toContain('National Statistics Office');

      // The rate itself is no record: what changed is the population that it is divided by.
      expect(doctors).toMatchObject({ unit: LANG_SON, column: 'doctors', before: { observation: null } });
      expect(doctors.revisions).toEqual([
        {
          before: expect.objectContaining({ indicator: 'PC_POPULATION', value: 748.943 }),
          after: expect.objectContaining({ id: population, value: 800 }),
        },
      ]);
      expect(ranksMoved[0]).toEqual({ unit: LANG_SON, before: { from: expect.any(Number) }, after: { from: 1 } });
      expect(ranksMoved.length).toBeGreaterThan(10);
    });

    it('changed nothing before the revisions, nor within an instant', async () => {
      const nothing = { cellCount: 0, cells: [], ranksMoved: [], rowsAdded: [], rowsRemoved: [] };
      for (const instants of [
        { since: frozen.frozenAt, until: since },
        { since, until: since },
      ]) {
        const { data } = await ask(CHANGES, { view: id, ...instants }, {});
        expect(data.changesSince).toMatchObject(nothing);
      }
    });

    it('had no row of a figure before any was recorded, and says when instants are out of order', async () => {
      const { errors } = await ask(CHANGES, { view: id, since, until: '2026-01-01T00:00:00Z' });
      expect(errors![0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
      const { data } = await ask(CHANGES, { view: id, since: '2026-01-01T00:00:00Z' });
      // 63 provinces with a rate of the insured, and as many with doctors as had their tables.
      expect(data.changesSince.cellCount).toBeGreaterThan(100);
      expect(data.changesSince.cells).toHaveLength(100);
      expect(data.changesSince.cells[0]).toMatchObject({ before: { value: null }, revisions: [{ before: null }] });
    });
  });

  it('stays verified by its own list of units when another is loaded', async () => {
    const [{ content }] = (await database.query<{ content: string }>(
      'select content from custom_views.boundaries order by recorded_at desc limit 1',
    )) as [{ content: string }];
    const renamed = content.replaceAll('Lạng Sơn', 'Lạng Sơn mới');
    await database.query('insert into custom_views.boundaries (version, content) values ($1, $2)', [
      sha256Of(renamed),
      renamed,
    ]);
    await database.query('insert into custom_views.loaded (digest) values ($1)', [sha256Of(renamed)]);
    const { data } = await ask(`query ($id: ID!) { view(id: $id) { table { boundariesVersion rows { name } } } }`, {
      id,
    });
    expect(data.view.table.boundariesVersion).toBe(sha256Of(renamed));
    expect(JSON.stringify(data.view.table.rows)).toContain('Lạng Sơn mới');
    expect(await verified()).toMatchObject(VERIFIED);
  });

  it('stays verified by its own definitions when an indicator is defined otherwise, and names may change', async () => {
    const otherwise = SUPERGRAPH.replace(/(code: "HC_HI_COVERAGE", nameVi: ")[^"]*/, '$1Tên khác').replace(
      /(code: "HC_HI_COVERAGE"[^]*?unitMeasure: ")PT"/,
      '$1HH"',
    );
    expect(otherwise).not.toBe(SUPERGRAPH);
    const another = await startAnother({ supergraph: otherwise });
    const live = await another(
      `query ($id: ID!) { view(id: $id) { table(first: 1) { columns { name unitMeasure } } } }`,
      { id },
    );
    expect(live.data.view.table.columns[0]).toEqual({ name: 'Tên khác', unitMeasure: 'HH' });
    expect((await another(VERIFY, { hash: frozen.hash })).data.verifyView).toMatchObject(VERIFIED);
  });

  it('is not verified with one byte changed, in a copy that somebody holds', async () => {
    const { hash, document, signature } = frozen;
    for (const changed of [document.replace('94.2', '94.3'), `${document}\n`, document.replace('{', '{ '), '{}', '']) {
      const found = await verified({ hash, document: changed, signature });
      expect(found).toMatchObject({ isVerified: false, isHashRight: false });
      expect(found.recomputation).toBe('IMPOSSIBLE');
    }
    // A hash of its own does not help: it is not signed.
    const forged = document.replace('94.2', '94.3');
    expect(await verified({ hash: sha256Of(forged), document: forged, signature })).toMatchObject({
      isVerified: false,
      isHashRight: true,
      signature: 'INVALID',
    });
    const other = generateKeyPairSync('ed25519').privateKey;
    const theirs = sign(null, Buffer.from(hash, 'hex'), other).toString('base64');
    expect(await verified({ hash, document, signature: theirs })).toMatchObject({
      isVerified: false,
      signature: 'INVALID',
    });
    const named = document.replace(frozen.key.id, 'f'.repeat(64));
    expect(await verified({ hash: sha256Of(named), document: named, signature })).toMatchObject({
      isVerified: false,
      signature: 'UNKNOWN_KEY',
    });
    expect(await verified({ hash: sha256Of(named), document: named })).toMatchObject({ signature: 'MISSING' });
  });

  it('is not verified when what is kept was changed, and says where', async () => {
    const { hash } = await freeze();
    await tamper(
      'custom_views.frozen_view',
      `update custom_views.frozen_view set document = replace(document, '"value":99.95,', '"value":12.5,') where hash = '${hash}'`,
    );
    expect(await verified({ hash })).toMatchObject({
      isVerified: false,
      isHashRight: false,
      signature: 'VALID',
      recomputation: 'DIFFERS',
      differenceCount: 1,
      differences: [{ unit: LANG_SON, column: 'insured', field: 'value', frozen: '12.5', recomputed: '99.95' }],
    });
  });

  it('is not verified when figures were made up and signed: what is kept does not count, the history does', async () => {
    const { hash, document } = await freeze();
    const key = readSigningKey({
      VIEW_SIGNING_KEY: generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    })!;
    const text = document.replace('"value":99.95,', '"value":12.5,').replace(frozen.key.id, key.id);
    const forged = sha256Of(text);
    await database.query('insert into custom_views.signing_key (id, public_key) values ($1, $2)', [
      key.id,
      key.publicKey,
    ]);
    await database.query(
      `insert into custom_views.frozen_view select $1, view_id, frozen_at, boundaries_version, definitions_version, $2, bytes, $3, $4
       from custom_views.frozen_view where hash = $5`,
      [forged, text, key.id, key.sign(forged), hash],
    );
    expect(await verified({ hash: forged })).toMatchObject({
      isVerified: false,
      isHashRight: true,
      signature: 'VALID',
      keyId: key.id,
      recomputation: 'DIFFERS',
      differences: [{ unit: LANG_SON, column: 'insured', field: 'value', frozen: '12.5', recomputed: '99.95' }],
    });
  });

  it('is not verified when the list of units or the definitions that it was made by were changed', async () => {
    for (const [name, version, problem] of [
      ['boundaries', frozen.boundariesVersion, 'Its list of units is not kept here as it was.'],
      ['definitions', frozen.definitionsVersion, 'Its definitions are not kept here as they were.'],
    ]) {
      const change = (from: string, to: string) =>
        tamper(
          `custom_views.${name}`,
          `update custom_views.${name} set content = ${from} || ${to} where version = '${version}'`,
        );
      await change('content', `' '`);
      expect(await verified()).toMatchObject({ isVerified: false, recomputation: 'IMPOSSIBLE', problem });
      await change('rtrim(content)', `''`);
      expect(await verified()).toMatchObject(VERIFIED);
    }
  });

  it('is neither frozen nor verified while an agency does not answer', async () => {
    await database.query('alter table health_coverage.source rename to gone');
    try {
      const { errors } = await ask(FREEZE, { id });
      expect(errors).toMatchObject([
        { message: expect.stringContaining('health-coverage did not answer'), extensions: { code: 'CANNOT_FREEZE' } },
      ]);
      expect(await verified()).toMatchObject({
        isVerified: false,
        recomputation: 'IMPOSSIBLE',
        problem: 'health-coverage did not answer. Try again later.',
      });
      const changes = await ask(CHANGES, { view: id, since: frozen.frozenAt });
      expect(changes.errors![0]).toMatchObject({ extensions: { code: 'SUBGRAPH_UNREACHABLE' } });
    } finally {
      await database.query('alter table health_coverage.gone rename to source');
    }
    expect(await verified()).toMatchObject(VERIFIED);
  });

  it('that has more cells than a document may hold is not frozen, and says what to do', async () => {
    const large = {
      units: { level: 'COMMUNE', on: '2025-07-01' },
      columns: Array.from({ length: 20 }, (_, place) => ({
        figure: { indicator: 'PC_POPULATION', period: String(2005 + place) },
      })),
    };
    const saved = await ask(SAVE, { input: { title: 'Lớn', table: large } });
    const { errors } = await ask(FREEZE, { id: saved.data.saveView.id });
    expect(errors).toMatchObject([
      { message: expect.stringMatching(/20 are the most\. Save it in parts/), extensions: { code: 'CANNOT_FREEZE' } },
    ]);
  });

  it('leaves out what is being written, so that it stays verified when that has been', async () => {
    const { owner } = loginsOf(subgraphNamed('health-coverage'), database.environment);
    const writer = new pg.Client({ connectionString: owner });
    await writer.connect();
    try {
      await writer.query('begin');
      await writer.query(
        `insert into health_coverage.observation
         select (jsonb_populate_record(o, jsonb_build_object('revision', 9, 'id', 'HC_HI_COVERAGE.slow', 'value', 50, 'recorded_at', now()))).*
         from health_coverage.observation o where indicator = 'HC_HI_COVERAGE' and ref_area = $1 and time_period = '2023' limit 1`,
        [LANG_SON],
      );
      await writer.query('select pg_sleep(0.5)');
      const { hash, frozenAt } = await freeze();
      await writer.query('commit');
      const recorded = await database.query<{ instant: Date }>(
        `select recorded_at as instant from health_coverage.observation where id = 'HC_HI_COVERAGE.slow'`,
      );
      expect(Date.parse(frozenAt)).toBeLessThan(recorded[0]!.instant.getTime());
      expect(await verified({ hash })).toMatchObject(VERIFIED);
      expect(await verified()).toMatchObject(VERIFIED);
    } finally {
      await writer.end();
    }
  });

  it('is not frozen while figures have been written for long, and says whose', async () => {
    const [{ definition }] = (await database.query<{ definition: string }>(
      `select pg_get_functiondef('health_coverage.settled_until'::regproc) as definition`,
    )) as [{ definition: string }];
    await database.query(
      `create or replace function health_coverage.settled_until() returns timestamptz language sql as $$ select now() - interval '5 minutes' $$`,
    );
    try {
      const { errors } = await ask(FREEZE, { id });
      expect(errors).toMatchObject([
        {
          message: expect.stringMatching(/figures of health-coverage are being written since/),
          extensions: { code: 'CANNOT_FREEZE' },
        },
      ]);
    } finally {
      await database.query(definition);
    }
  });

  it('is asked for by a hash, and no other is made up', async () => {
    const nobody = '0'.repeat(64);
    expect((await ask(`{ frozenView(hash: "${nobody}") { bytes } }`)).data).toEqual({ frozenView: null });
    for (const hash of [nobody, 'sha256:1', frozen.hash.toUpperCase()])
      expect((await ask(VERIFY, { hash })).errors![0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });
});

describe('the history that frozen views are computed again from', () => {
  const { ask, database } = useViewsGraph();
  const HISTORY = 'health_coverage.observation';
  const FIGURE = `indicator = 'HC_HI_COVERAGE' and ref_area = '${LANG_SON}' and time_period = '2023'`;
  let hash: string;
  const verified = async () => (await ask(VERIFY, { hash }, {})).data.verifyView;

  beforeAll(async () => {
    const saved = await ask(SAVE, { input: { title: 'Bảo hiểm', table } });
    hash = (await ask(FREEZE, { id: saved.data.saveView.id })).data.freezeView.hash;
  });

  it.each([
    ['a figure is rewritten', `update ${HISTORY} set value = 12.5 where ${FIGURE}`, 'value', '12.5'],
    [
      'its status is rewritten',
      `update ${HISTORY} set obs_status = 'PROVISIONAL' where ${FIGURE}`,
      'obsStatus',
      '"PROVISIONAL"',
    ],
    ['a figure is taken out', `delete from ${HISTORY} where ${FIGURE}`, 'value', 'null'],
    [
      'a revision is put before the instant of freezing',
      `insert into ${HISTORY} select (jsonb_populate_record(o, '{"revision": 2, "id": "HC_HI_COVERAGE.forged", "value": 12.5}')).*
       from ${HISTORY} o where ${FIGURE}`,
      'observation',
      '"HC_HI_COVERAGE.forged"',
    ],
  ])('is noticed when %s by hand, though no version moved', async (_, statement, field, recomputed) => {
    expect(await verified()).toMatchObject(VERIFIED);
    await database.query('create table kept_history as table health_coverage.observation');
    await database.query(`alter table ${HISTORY} disable trigger user`);
    try {
      await database.query(statement);
      const found = await verified();
      expect(found).toMatchObject({
        isVerified: false,
        isHashRight: true,
        signature: 'VALID',
        recomputation: 'DIFFERS',
      });
      expect(found.differences).toContainEqual(
        expect.objectContaining({ unit: LANG_SON, column: 'insured', field, recomputed }),
      );
    } finally {
      await database.query(`delete from ${HISTORY} where ${FIGURE}`);
      await database.query(`insert into ${HISTORY} select * from kept_history where ${FIGURE}`);
      await database.query(`alter table ${HISTORY} enable trigger user`);
      await database.query('drop table kept_history');
    }
    expect(await verified()).toMatchObject(VERIFIED);
  });
});
