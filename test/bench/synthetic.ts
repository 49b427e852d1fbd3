import { sql, type Transaction } from 'kysely';
import { parse } from 'graphql';
import { hostedSubgraphs, subgraphs } from '../../subgraphs/index.ts';
import type { AreaDirectory } from '../../subgraphs/kit/area-directory.ts';
import { openDatabase } from '../../subgraphs/kit/database.ts';
import { readDeclarations, type Agency } from '../../subgraphs/kit/declarations.ts';
import type { FigureTables } from '../../subgraphs/kit/figures/tables.ts';
import { writeFigures } from '../../subgraphs/kit/figures/write.ts';
import { loginsOf } from '../../subgraphs/kit/logins.ts';
import { sliceKey, TOTAL } from '../../subgraphs/kit/slice.ts';
import type { Subgraph } from '../../subgraphs/kit/subgraph.ts';
import type { Submission } from '../../subgraphs/kit/submission.ts';
import { prepareDatabases, type PrepareProgress } from '../../subgraphs/prepare-databases.ts';

/** Periods that every unit has a synthetic figure for. */
export const SYNTHETIC_PERIODS = ['2021', '2022', '2023', '2024', '2025'] as const;
const CELLS_PER_AGENCY = 10;
const SOURCE = {
  id: 'synthetic',
  publisher: 'Synthetic figures for load tests',
  title: 'Synthetic: made by a formula at national size, describes no place',
  published: '2026',
  url: null,
  date_basis: null,
  licence: null,
  retrieved: null,
  checked_against: null,
};

/** One typed field that every unit has synthetic figures for. */
export interface SyntheticCell {
  readonly indicator: string;
  readonly field: string;
  /** `""`, or the arguments that name the slice, `age: Y_LT6`. */
  readonly args: string;
  readonly slice: string;
}

/** What an agency's synthetic figures are about: its first indicators as a whole, then slices, ten in all. */
export function syntheticCells(agency: Agency): readonly SyntheticCell[] {
  const wholes = agency.indicators.map(({ code, field }) => ({ indicator: code, field, args: '', slice: '' }));
  const parts = agency.indicators.flatMap((indicator) =>
    indicator.dimensions.flatMap(({ id, argument, codes }) =>
      codes
        .filter((code) => code !== TOTAL)
        .map((code) => ({
          indicator: indicator.code,
          field: indicator.field,
          args: `${argument}: ${code}`,
          slice: sliceKey({ [id]: code }),
        })),
    ),
  );
  return [...wholes, ...parts].slice(0, CELLS_PER_AGENCY);
}

/** The agency that a subgraph declares, or undefined for the units. */
export function agencyOf(subgraph: Subgraph): Agency | undefined {
  return readDeclarations(parse(subgraph.sdl)).agencies[0];
}

/**
 * Makes the databases of all subgraphs, with roles and tables, all real units, and synthetic figures instead of the real ones: ten
 * indicators and five periods for every unit and agency, about 750,000 figures each. Repeating it changes nothing. A database that
 * holds real figures is refused.
 */
export async function prepareSyntheticDatabases(
  environment: NodeJS.ProcessEnv,
  progress: PrepareProgress = { step: () => {}, begin: () => {}, advance: () => {}, end: () => {} },
): Promise<void> {
  const synthetic = subgraphs.map((subgraph) => {
    const agency = agencyOf(subgraph);
    return agency ? { ...subgraph, readFiles: (areas: AreaDirectory) => submissionOf(agency, areas) } : subgraph;
  });
  // Two at a time: PostgreSQL works on one core for each.
  const half = Math.ceil(synthetic.length / 2);
  await Promise.all(
    [synthetic.slice(0, half), synthetic.slice(half)].map((some) => prepareDatabases(some, environment, progress)),
  );
  await prepareDatabases(hostedSubgraphs, environment, progress);
  for (const subgraph of subgraphs) {
    progress.step(`Statistics for PostgreSQL's planner: ${subgraph.name}`);
    const db = openDatabase(loginsOf(subgraph, environment).owner, { schema: subgraph.databaseSchema, connections: 1 });
    await sql`vacuum (analyze)`.execute(db);
    await db.destroy();
  }
}

function submissionOf(agency: Agency, areas: AreaDirectory): Submission<FigureTables> {
  const territories = new Set(areas.areas.map(({ territoryCode }) => territoryCode)).size;
  const cells = syntheticCells(agency);
  const records = territories * cells.length * SYNTHETIC_PERIODS.length;
  return {
    records,
    digest: `synthetic ${territories} ${JSON.stringify(cells)}`,
    async write(transaction, onRecords) {
      await requireNoRealFigures(agency, transaction);
      await writeFigures(transaction, { areas, sources: [SOURCE], figures: [] }, () => {});
      await insertFigures(transaction, agency, cells);
      onRecords(records);
      return records;
    },
  };
}

async function requireNoRealFigures({ code }: Agency, transaction: Transaction<FigureTables>): Promise<void> {
  const { rows } = await sql`select from observation where source <> ${SOURCE.id} limit 1`.execute(transaction);
  if (rows.length > 0) {
    throw new Error(
      `The tables of ${code} hold real figures, which synthetic ones never join: name an empty database in DATABASE_URL.`,
    );
  }
}

async function insertFigures(
  transaction: Transaction<FigureTables>,
  agency: Agency,
  cells: readonly SyntheticCell[],
): Promise<void> {
  const indicators = new Map(agency.indicators.map((indicator) => [indicator.code, indicator]));
  const units = cells.map(({ indicator }) => indicators.get(indicator)!);
  await sql`
    insert into observation (indicator, territory_code, slice, time_period, source, record_type, revision, id, period_start, period_end,
      ref_area, value, decimals, value_as_printed, qualifier, unit_measure, unit_multiplier, period_basis, obs_status, conf_status, comment)
    select cell.indicator, territory_code, cell.slice, year, ${SOURCE.id}, 'OBSERVATION', 1,
      cell.indicator || '.' || substr(md5(concat_ws('|', 'synthetic', territory_code, cell.slice, year)), 1, 22),
      (year || '-01-01')::date, ((year::int + 1) || '-01-01')::date, territory_code, value, 2, value::text, 'EQ',
      cell.unit_measure, cell.unit_multiplier, 'STATED', 'ESTIMATED', 'FREE', 'synthetic'
    from (select distinct territory_code from area) territory
    cross join unnest(${cells.map(({ indicator }) => indicator)}::text[], ${cells.map(({ slice }) => slice)}::text[],
      ${units.map(({ unitMeasure }) => unitMeasure)}::text[], ${units.map(({ unitMultiplier }) => unitMultiplier)}::int[])
      as cell (indicator, slice, unit_measure, unit_multiplier)
    cross join unnest(${[...SYNTHETIC_PERIODS]}::text[]) as year
    cross join lateral (
      select ((hashtext(concat_ws('|', cell.indicator, cell.slice, territory_code, year)) & 1048575) % 10000)::numeric / 100 as value
    ) made
    order by territory_code, cell.indicator, cell.slice, year`.execute(transaction);
}
