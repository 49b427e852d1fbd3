import { labelOf } from '../../kit/code-lists.ts';
import type { Declarations } from '../../kit/declarations.ts';
import { badInput } from '../../kit/errors.ts';
import { dimensionsOf, parseSliceKey } from '../../kit/slice.ts';
import { FigureReading } from '../figures/figure-reading.ts';
import { readRecords, type RecordedFigure } from '../figures/read-records.ts';
import type { ViewContext } from '../context.ts';
import type { CombinedTableInput } from './input.ts';
import { allParts, asShown, figuresOf, type Part } from './evaluated.ts';
import { computeGrid } from './grid.ts';
import { readTable } from './read-table.ts';
import { cautionsOf } from './comparability/cautions.ts';
import { toWarning } from './warnings.ts';
import { CellWriter } from './write-cells.ts';

export type CellExplanation = Awaited<ReturnType<typeof explainCell>>;

/** How one cell of a table came about, down to the records that it is made of. */
export async function explainCell(
  input: CombinedTableInput,
  asked: { readonly unit: string; readonly column: string },
  context: ViewContext,
) {
  const sources = await context.sources();
  const { agencies, boundaries, signal } = sources;
  const question = readTable(input, sources);
  const place = question.columns.findIndex(({ definition }) => definition.id === asked.column);
  if (place < 0)
    throw badInput(
      `There is no column "${asked.column}". There are: ${question.columns.map(({ definition }) => definition.id).join(', ')}.`,
    );
  const set = question.sets.find(({ units }) => units.some(({ code }) => code === asked.unit));
  if (!set) throw badInput(`The table has no row for the unit "${asked.unit}".`);
  const units = set.units.filter(({ code }) => code === asked.unit);
  const column = question.columns[place]!;
  const reading = new FigureReading({
    agencies,
    boundaries,
    asOf: question.asOf,
    units: set.on === null ? units : null,
    rows: units,
    signal,
  });
  const evaluation = { declarations: agencies.declarations, boundaries, reading };
  const rows = await computeGrid([{ ...set, units }], [column], evaluation);
  const evaluated = rows[0]!.cells[0]!;
  const records = await readRecords(agencies, figuresOf(evaluated), question.asOf, signal);

  const cautions = cautionsOf(rows, [column], boundaries, reading.unavailable);
  const writer = new CellWriter(agencies.declarations.codeLists);
  const cell = writer.cell(
    evaluated,
    column.definition,
    cautions.map(({ code }) => code),
  );
  const parts = allParts(evaluated).map((part) =>
    explainPart(part, { writer, records, declarations: agencies.declarations }),
  );
  return {
    unit: asked.unit,
    column: column.definition,
    cell,
    parts,
    revisions: records.flatMap(({ revisions }) => revisions),
    citations: writer.citations,
    warnings: cautions.map((caution) => toWarning(caution, [column], agencies.declarations)),
  };
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
