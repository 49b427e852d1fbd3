import type { TestDatabase } from './use-database.ts';

/** Columns of a figure, and what stands in them when it is filed again. */
const COPIED =
  `indicator territory_code slice time_period source record_type revision id period_start period_end ref_area unit_set
  indicator_as_filed value value_low value_high decimals value_as_printed qualifier unit_measure unit_multiplier reference_date period_basis
  period_basis_text obs_status conf_status reason_code reason_vi reason_en locator comment recorded_at`.split(/\s+/);
const ALWAYS = {
  comment: `case when lot % 2 = 0 then E'"first" line\\n\\tsecond\\\\\\u0001' else comment end`,
  recorded_at: 'clock_timestamp()',
};

/**
 * Files what real figures seldom have: corrections, other sources, targets, other multipliers, one year by two names, a changed publication,
 * an indicator that was given up, and rows that no enum or number allows.
 */
export async function fileUnusualFigures({ query }: TestDatabase, schema: string): Promise<void> {
  const file = (where: string, changed: Readonly<Record<string, string>>) => {
    const written: Record<string, string> = { ...ALWAYS, ...changed };
    return query(`insert into ${schema}.observation (${COPIED.join(', ')})
      select ${COPIED.map((column) => written[column] ?? column).join(', ')}
      from (select *, abs(hashtext(id)) as lot from ${schema}.observation where revision = 1) o where ${where}
      on conflict do nothing`);
  };
  const other = (source: string, letter: string) => ({
    source: `'${source}'`,
    revision: '1',
    id: `id || '.${letter}'`,
    reason_code: 'null',
  });
  await query(`insert into ${schema}.source (id, publisher, title, published) values
    ('newspaper', 'Báo "Mới"', 'Bài\\báo', '2026'), ('old-table', 'Bảng cũ', 'Bảng', '1999'), ('undated', 'Không ngày', 'Bảng', null)`);
  await file('lot % 11 = 0', { revision: '2', id: `id || '.2'`, value: 'value + 1', decimals: 'decimals + lot % 3' });
  await file('lot % 22 = 0', {
    revision: '3',
    id: `id || '.3'`,
    value: 'value + 2',
    obs_status: `'PROVISIONAL'`,
    reason_code: `'SOURCE_SLIP'`,
  });
  await file('lot % 23 = 0', {
    revision: '4',
    id: `id || '.4'`,
    value: 'value / 1000',
    unit_multiplier: 'unit_multiplier + 3',
    decimals: '4',
  });
  await file('lot % 13 = 0', {
    ...other('newspaper', 'n'),
    value: 'value * 2',
    obs_status: `'UNVALIDATED'`,
    reason_code: `''`,
  });
  await file('lot % 17 = 0', {
    ...other('old-table', 'o'),
    value: 'value / 3',
    obs_status: `'NORMAL'`,
    reason_code: `'SMALL_COUNT'`,
  });
  await file('lot % 26 = 0', { ...other('undated', 'u'), value: 'value / 7', obs_status: `'NORMAL'` });
  const target = { record_type: `'TARGET'`, obs_status: `'NORMAL'`, reason_code: 'null' };
  await file('lot % 19 = 0', { ...target, id: `id || '.t'` });
  await file('lot % 190 = 1', {
    ...target,
    id: `id || '.l'`,
    time_period: `'2035'`,
    period_start: `date '2035-01-01'`,
    period_end: `date '2036-01-01'`,
  });
  await file(`lot % 37 = 0 and record_type = 'OBSERVATION'`, {
    id: `id || '.d'`,
    time_period: `period_start || '/P' || (period_end - period_start) || 'D'`,
  });
  await file('lot % 211 = 0 and value is not null', {
    ...other('undated', 'x'),
    value: `'NaN'`,
    obs_status: `'NORMAL'`,
  });
  await file('lot % 223 = 0', {
    ...other('newspaper', '"'),
    obs_status: `'NO_STATUS'`,
    reason_code: `'quo"ted'`,
  });
  await query(`insert into ${schema}.observation
    select (jsonb_populate_record(o, jsonb_build_object('indicator', indicator || '_GIVEN_UP'))).* from ${schema}.observation o
    where abs(hashtext(id)) % 31 = 0`);
  await query(`update ${schema}.source set published = '2027' where id = 'old-table'`);
}
