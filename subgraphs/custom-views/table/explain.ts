import { labelOf } from '../../kit/code-lists.ts';
import type { Declarations } from '../../kit/declarations.ts';
import { badInput } from '../../kit/errors.ts';
import { dimensionsOf, parseSliceKey } from '../../kit/slice.ts';
import { FigureReading } from '../figures/figure-reading.ts';
import { readRecords, type RecordedFigure } from '../figures/read-records.ts';
import { inOneState } from '../figures/steady-agencies.ts';
import type { BoundaryUnit } from '../units/boundaries.ts';
import type { RowSet } from '../units/select-units.ts';
import type { ViewContext } from '../context.ts';
import type { CombinedTableInput } from './input.ts';
import { asShown } from './as-shown.ts';
import { allParts, figuresOf, type Part } from './evaluated.ts';
import { computeGrid, type GridRow } from './grid.ts';
import { isReadTwice } from './long-tables.ts';
import { readTable, type TableQuestion } from './read-table.ts';
import type { TableSources } from './sources.ts';
import { unansweredTable } from './comparability/cautions.ts';
import { cautionsOfTable } from './comparability/cautions-of-table.ts';
import { applyConditions, placeOf } from './conditions.ts';
import type { Evaluation } from './evaluation.ts';
import { toWarning } from './warnings.ts';
import { CellWriter } from './write-cells.ts';

export type CellExplanation = Awaited<ReturnType<typeof explainCell>>;

interface Asked {
  readonly unit: string;
  readonly column: string;
  /** In the boundaries of two dates: the day of the row. */
  readonly on: string | null;
}

/** How one cell of a table came about, down to the records that it is made of. */
export async function explainCell(input: CombinedTableInput, asked: Asked, context: ViewContext) {
  const sources = await context.sources();
  const question = readTable(input, sources);
  const place = placeOf(asked.column, question.columns);
  const set = setOf(asked, question);
  const rows = question.sets.reduce((sum, { units }) => sum + units.length, 0);
  return sources.admit(rows * (1 + question.conditions.length), () =>
    inOneState(sources.agencies, (agencies) => explain({ ...asked, place, set }, question, { ...sources, agencies })),
  );
}

/** The geography in which the unit has a row. */
function setOf({ unit, on }: Asked, { sets }: TableQuestion): RowSet {
  const having = sets.filter(({ units }) => units.some(({ code }) => code === unit));
  if (having.length === 0) throw badInput(`The table has no row for the unit "${unit}".`);
  const meant = on === null ? having : having.filter((set) => set.on === on);
  if (meant.length === 1) return meant[0]!;
  const days = having.map((set) => set.on ?? 'none: send no "on"').join(', ');
  throw badInput(
    on === null
      ? `The table has two rows for the unit "${unit}": send "on", one of ${days}.`
      : `The table has no row for the unit "${unit}" on ${on}. It has: ${days}.`,
  );
}

async function explain(
  { unit: code, place, set }: Asked & { readonly place: number; readonly set: RowSet },
  question: TableQuestion,
  { agencies, boundaries, signal }: TableSources,
) {
  const { sets, conditions, columns, asOf } = question;
  const isConverted = sets.some(({ on }) => on !== null);
  const column = columns[place]!;
  const options = { agencies, boundaries, asOf, signal, tellsLater: true };
  const readingOf = (units: readonly BoundaryUnit[], inDetail: boolean): Evaluation => ({
    declarations: agencies.declarations,
    boundaries,
    reading: new FigureReading({ ...options, units: isConverted ? null : units, rows: units, inDetail }),
  });
  const isLong = isReadTwice(question, 1);
  // The cell has the warnings that it has in the table: what it stands beside is computed too, with the columns that choose it.
  const [needed, ...choosing] = [...new Set([place, ...conditions.map((one) => one.column)])].map(
    (one) => columns[one]!,
  );
  const beside = readingOf(
    sets.flatMap(({ units }) => units),
    !isLong,
  );
  const all = await computeGrid(sets, [needed!, ...choosing], beside);
  const moved = conditions.map((one) => ({ ...one, column: [needed, ...choosing].indexOf(columns[one.column]) }));
  const chosen = { columns: [needed!, ...choosing], conditions: moved };
  const cautions = cautionsOfTable(all, applyConditions(all, moved).kept, chosen, beside);

  const units = set.units.filter((unit) => unit.code === code);
  const detailed = isLong ? readingOf(units, true) : beside;
  const rows = isLong ? await computeGrid([{ ...set, units }], [column], detailed) : all;
  const evaluated = rows.find((row) => isRow(row, code, set.on))!.cells[0]!;
  const { records, unanswered } = await readRecords(agencies, figuresOf(evaluated), asOf, signal);
  const told = [
    ...cautions.filter((caution) => caution.column === 0 && caution.rows.some((row) => isRow(row, code, set.on))),
    ...unansweredTable(detailed.reading.unavailable.union(beside.reading.unavailable).union(unanswered)),
  ];
  const writer = new CellWriter(agencies.declarations.codeLists);
  const warnings = told.flatMap((caution) => (caution.column === null ? [] : caution.code));
  const cell = writer.cell(evaluated, column.definition, warnings);
  const parts = allParts(evaluated).map((part) =>
    explainPart(part, { writer, records, declarations: agencies.declarations }),
  );
  return {
    unit: code,
    column: column.definition,
    cell,
    parts,
    revisions: records.flatMap(({ revisions }) => revisions),
    citations: writer.citations,
    warnings: told.map((caution) => toWarning(caution, [column], agencies.declarations)),
  };
}

function isRow({ unit, on }: GridRow, code: string, day: string | null): boolean {
  return unit.code === code && on === day;
}

interface Explaining {
  readonly writer: CellWriter;
  readonly records: readonly RecordedFigure[];
  readonly declarations: Declarations;
}

function explainPart(
  { role, unit, indicator, slice, evaluated, weight }: Part,
  { writer, records, declarations }: Explaining,
) {
  const { figure } = evaluated;
  const isOneSlice = parseSliceKey(slice) !== null;
  return {
    role,
    unit: unit.code,
    name: unit.name,
    indicator: indicator.code,
    dimensions: (isOneSlice ? dimensionsOf(indicator, slice) : []).map(({ dimension, code }) => ({
      dimension,
      code,
      label: labelOf(declarations.codeLists, dimension, code),
    })),
    cell: writer.cell(asShown(evaluated), {
      id: role,
      unitMeasure: indicator.unitMeasure,
      unitMultiplier: indicator.unitMultiplier,
    }),
    weight,
    figure: figure?.id == null ? null : (records.find(({ id }) => id === figure.id)?.record ?? null),
  };
}
