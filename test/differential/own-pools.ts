import type { Pools } from './operations/values.ts';

const UNITS = ['20-20211101', '417-20211101', '08-20250701', '02-20211101', '16849-20250701', '01-20211101', 'none'];
const DAYS = ['2021-11-01', '2023-12-31', '2025-06-30', '2025-07-01'];
const PERIODS = ['2023', '2022', '2024', '2023-S1', '2024-Q1', '2023-12'];

/** Values that exist in the real graph, and some that do not. */
export const OWN_POOLS: Pools = {
  code: UNITS,
  within: UNITS,
  gsoCode: ['20', '417', '01', '99999'],
  Date: DAYS,
  TimePeriod: PERIODS,
  DateTime: ['2026-11-24T00:00:00Z', '2030-01-01T00:00:00Z'],
  first: [0, 1, 2, 5, 1001],
  search: ['ha noi', 'Lạng Sơn', 'xyz', ''],
  agency: ['health-coverage', 'poverty-reduction', 'nobody'],
  indicators: ['HC_HI_COVERAGE', 'PC_POPULATION', 'LE_UNEMPLOYMENT_RATE', 'XX'],
  dimension: ['SEX', 'RESIDENCE', 'XX'],
  codes: ['F', 'M', '_T', 'U'],
  id: ['SEX', 'none'],
  after: ['none'],
};
