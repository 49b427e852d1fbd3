import type { TestDatabase } from './use-database.ts';

/**
 * Files what real figures seldom have: corrections, other sources, targets, a changed publication, an indicator that was given up, and
 * rows that no enum or number allows.
 */
export async function fileUnusualFigures({ query }: TestDatabase, schema: string): Promise<void> {
  const copied = `indicator, territory_code, slice, period_start, period_end, ref_area, unit_set, indicator_as_filed, value_low, value_high, decimals,
    value_as_printed, qualifier, unit_measure, unit_multiplier, reference_date, period_basis, period_basis_text, conf_status, reason_vi, reason_en,
    locator`;
  const file = (where: string, changed: string) =>
    query(`insert into ${schema}.observation (${copied}, comment, time_period, source, record_type, revision, id, value, obs_status, reason_code,
        recorded_at)
      select ${copied}, case when lot % 2 = 0 then E'"first" line\\n\\tsecond\\\\\\u0001' else comment end, ${changed}, clock_timestamp()
      from (select *, abs(hashtext(id)) as lot from ${schema}.observation where revision = 1) o where ${where}
      on conflict do nothing`);
  await query(`insert into ${schema}.source (id, publisher, title, published) values
    ('newspaper', 'Báo "Mới"', 'Bài\\báo', '2026'), ('old-table', 'Bảng cũ', 'Bảng', '1999'), ('undated', 'Không ngày', 'Bảng', null)`);
  await file('lot % 11 = 0', `time_period, source, record_type, 2, id || '.2', value + 1, obs_status, reason_code`);
  await file(
    'lot % 22 = 0',
    `time_period, source, record_type, 3, id || '.3', value + 2, 'PROVISIONAL', 'SOURCE_SLIP'`,
  );
  await file('lot % 13 = 0', `time_period, 'newspaper', record_type, 1, id || '.n', value * 2, 'UNVALIDATED', ''`);
  await file(
    'lot % 17 = 0',
    `time_period, 'old-table', record_type, 1, id || '.o', value / 3, 'NORMAL', 'SMALL_COUNT'`,
  );
  await file('lot % 26 = 0', `time_period, 'undated', record_type, 1, id || '.u', value / 7, 'NORMAL', null`);
  await file('lot % 19 = 0', `time_period, source, 'TARGET', 1, id || '.t', value, 'NORMAL', null`);
  await file('lot % 190 = 1', `'2035', source, 'TARGET', 1, id || '.l', value, 'NORMAL', null`);
  await file(
    `lot % 211 = 0 and value is not null`,
    `time_period, 'undated', record_type, 1, id || '.x', 'NaN', 'NORMAL', null`,
  );
  await file('lot % 223 = 0', `time_period, 'newspaper', record_type, 1, id || '."', value, 'NO_STATUS', 'quo"ted'`);
  await query(`insert into ${schema}.observation
    select (jsonb_populate_record(o, jsonb_build_object('indicator', indicator || '_GIVEN_UP'))).* from ${schema}.observation o
    where abs(hashtext(id)) % 31 = 0`);
  await query(`update ${schema}.source set published = '2027' where id = 'old-table'`);
}
