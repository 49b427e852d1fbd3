import { sql, type Kysely, type Selectable } from 'kysely';
import type { LineageTable, Tables, UnitTable } from './tables.ts';

export type Unit = Selectable<UnitTable>;

/** A chain of changes that connects two units, one row per path. */
export interface LineagePath extends Pick<LineageTable, 'kind' | 'share' | 'effective_date'> {
  readonly unit: Unit;
  readonly legal_bases: readonly string[];
}

export interface UnitOnDay {
  readonly code: string;
  /** Null: see the field's description. */
  readonly on: string | null;
}

export interface UnitSearch {
  readonly level: string | null;
  readonly within: string | null;
  /** Null: all versions. */
  readonly on: string | null;
  readonly search: { readonly accented: string; readonly folded: string } | null;
  readonly first: number;
  /** Place after which the page begins, from `place`. */
  readonly after: readonly [number, number, number, string] | null;
}

export interface Versioned {
  readonly dataVersion: string;
}

/** One answer for each question, in their order, and the version of the data they were read from. */
export interface Answers<Answer> {
  readonly answers: Answer[];
  readonly dataVersion: string | null;
}

function answers<Answer>(rows: readonly ({ answer: Answer } & Versioned)[]): Answers<Answer> {
  return { answers: rows.map((row) => row.answer), dataVersion: rows[0]?.dataVersion ?? null };
}

const dataVersion = sql<string>`(select number || '-' || installation from data_version)`;
const today = sql`(now() at time zone 'Asia/Ho_Chi_Minh')::date`;

export async function findUnits(db: Kysely<Tables>, codes: readonly string[]): Promise<(Unit & Versioned)[]> {
  const { rows } = await sql<Unit & Versioned>`
    select unit.*, ${dataVersion} as "dataVersion" from unit where code = any(${codes}::text[])`.execute(db);
  return rows;
}

/** The unit that carried a GSO code on a day. */
export async function findUnitByGsoCode(
  db: Kysely<Tables>,
  gsoCode: string,
  on: string,
): Promise<(Unit & Versioned) | undefined> {
  const { rows } = await sql<
    Unit & Versioned
  >`select unit.*, ${dataVersion} as "dataVersion" from unit where gso_code = ${gsoCode} and ${inForce(sql`${on}::date`)}`.execute(
    db,
  );
  return rows[0];
}

/** All versions that ever carried a GSO code, oldest first. */
export async function findVersions(db: Kysely<Tables>, gsoCode: string): Promise<Unit[]> {
  const { rows } = await sql<Unit>`select * from unit where gso_code = ${gsoCode} order by code`.execute(db);
  return rows;
}

/** The units below each unit on its day, in the order of the questions; today, or the last day of a version that has ended. */
export async function findChildren(db: Kysely<Tables>, questions: readonly UnitOnDay[]): Promise<Answers<Unit[]>> {
  const { rows } = await sql<{ answer: Unit[] } & Versioned>`
    select ${dataVersion} as "dataVersion", coalesce(jsonb_agg(to_jsonb(unit) order by unit.code) filter (where unit.code is not null), '[]') as answer
    from ${asked(questions)}
    join unit parent on parent.code = asked.code
    left join unit on unit.parent_code = parent.code
      and ${inForce(sql`coalesce(asked."on", least(${today}, parent.valid_to - 1))`)}
    group by asked.place order by asked.place`.execute(db);
  return answers(rows);
}

/** The paths from each unit forward to the units in force on its day, or one step without a day. */
export function findSuccessors(db: Kysely<Tables>, questions: readonly UnitOnDay[]): Promise<Answers<LineagePath[]>> {
  return findLineage(db, questions, 'successor_code', 'predecessor_code', sql`step.effective_date <= walk."on"`);
}

/** The paths from each unit back to the units in force on its day, or one step without a day. */
export function findPredecessors(db: Kysely<Tables>, questions: readonly UnitOnDay[]): Promise<Answers<LineagePath[]>> {
  return findLineage(db, questions, 'predecessor_code', 'successor_code', sql`step.effective_date > walk."on"`);
}

async function findLineage(
  db: Kysely<Tables>,
  questions: readonly UnitOnDay[],
  to: 'successor_code' | 'predecessor_code',
  from: 'successor_code' | 'predecessor_code',
  onTheWay: ReturnType<typeof sql>,
): Promise<Answers<LineagePath[]>> {
  const { rows } = await sql<{ answer: LineagePath[] } & Versioned>`
    with recursive walk as (
      select asked.place, asked."on", asked.code, 0 as steps, null::text as kind, 1::double precision as share,
        null::date as effective_date, array[]::text[] as legal_bases
      from ${asked(questions)}
      union all
      select walk.place, walk."on", step.${sql.ref(to)}, walk.steps + 1,
        case when array_position(${ORDER_OF_KINDS}, walk.kind) < array_position(${ORDER_OF_KINDS}, step.kind) then walk.kind else step.kind end,
        walk.share * step.share, greatest(walk.effective_date, step.effective_date), walk.legal_bases || step.legal_basis
      from walk
      join lineage step on step.${sql.ref(from)} = walk.code
      where case when walk."on" is null then walk.steps = 0 else ${onTheWay} end
    )
    select ${dataVersion} as "dataVersion", coalesce(jsonb_agg(jsonb_build_object('unit', to_jsonb(unit), 'kind', walk.kind, 'share', walk.share,
        'effective_date', walk.effective_date, 'legal_bases', walk.legal_bases) order by unit.code)
      filter (where unit.code is not null), '[]') as answer
    from ${asked(questions)}
    left join walk on walk.place = asked.place and walk.steps > 0
    left join unit on unit.code = walk.code and (walk."on" is null or ${inForce(sql`walk."on"`)})
    group by asked.place order by asked.place`.execute(db);
  return answers(rows);
}

/** The kind of a chain is that of its most dividing step. */
const ORDER_OF_KINDS = sql`array['ABOLISH', 'SPLIT', 'MERGE', 'TRANSFER', 'RENAME']`;

/** A page of units with the number on all pages. `place` orders them in full: nearness of the name, in force first, level, code. */
export async function searchUnits(db: Kysely<Tables>, search: UnitSearch) {
  const text = search.search;
  const { rows } = await sql<
    { total: number; units: (Unit & { place: [number, number, number, string] })[] } & Versioned
  >`
    with recursive below as (
      select code from unit where code = ${search.within}::text
      union
      select unit.code from unit join below on unit.parent_code = below.code
    ), matched as (
      select unit.*,
        ${text ? nearness(text) : sql`0`} as nearness,
        (valid_to is not null and valid_to <= ${today})::int as ended,
        array_position(array['PROVINCE', 'DISTRICT', 'COMMUNE'], level) as level_place
      from unit
      where (${search.level}::text is null or level = ${search.level})
        and (${search.within}::text is null or (code in (select code from below) and code <> ${search.within}))
        and (${search.on}::date is null or ${inForce(sql`${search.on}::date`)})
        and (${text?.folded ?? null}::text is null or strpos(full_name_folded, ${text?.folded ?? ''}) > 0 or gso_code = ${text?.folded ?? ''})
    ), page as (
      select * from matched
      where ${search.after ? after(search.after) : sql`true`}
      order by nearness, ended, level_place, code collate "C"
      limit ${search.first + 1}
    )
    select (select count(*) from matched) as total, ${dataVersion} as "dataVersion",
      (select coalesce(jsonb_agg(to_jsonb(page) || jsonb_build_object('place', jsonb_build_array(nearness, ended, level_place, code))
        order by nearness, ended, level_place, code collate "C"), '[]') from page) as units`.execute(db);
  return rows[0]!;
}

/** The last day of a unit that has ended by today, else today. Undefined for an unknown unit. */
export async function findLastDay(db: Kysely<Tables>, code: string | null): Promise<string | undefined> {
  const { rows } = await sql<{ day: string }>`
    select case when ${code}::text is null then ${today} else (select least(${today}, valid_to - 1) from unit where code = ${code}) end as day`.execute(
    db,
  );
  return rows[0]?.day ?? undefined;
}

function nearness({ accented, folded }: { accented: string; folded: string }) {
  return sql`case
    when name_search = ${accented} or full_name_search = ${accented} then 0
    when name_folded = ${folded} or full_name_folded = ${folded} then 1
    when starts_with(name_search, ${accented}) then 2
    when starts_with(name_folded, ${folded}) then 3
    else 4 end`;
}

function after([near, ended, level, code]: readonly [number, number, number, string]) {
  return sql`(nearness, ended, level_place, code collate "C") > (${near}::int, ${ended}::int, ${level}::int, ${code}::text collate "C")`;
}

function inForce(day: ReturnType<typeof sql>) {
  return sql`(unit.valid_from is null or unit.valid_from <= ${day}) and (unit.valid_to is null or ${day} < unit.valid_to)`;
}

function asked(questions: readonly UnitOnDay[]) {
  return sql`unnest(${questions.map(({ code }) => code)}::text[], ${questions.map(({ on }) => on)}::date[])
    with ordinality as asked (code, "on", place)`;
}
