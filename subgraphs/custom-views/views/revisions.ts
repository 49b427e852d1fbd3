import type { ViewContext } from '../context.ts';
import type { Figure } from '../figures/figure.ts';
import { FigureReading } from '../figures/figure-reading.ts';
import { readRecords } from '../figures/read-records.ts';
import { figuresOf } from '../table/evaluated.ts';
import { computeGrid } from '../table/grid.ts';
import type { CombinedTableInput } from '../table/input.ts';
import { readTable } from '../table/read-table.ts';
import type { TableSources } from '../table/sources.ts';
import type { ChangedCell, Changes } from './changes.ts';
import { notKnown } from './not-known.ts';
import { pinnedInput } from './pinned-input.ts';
import { inputOf } from './saved-views.ts';

/** A figure that took the place of another, each as `Observation`. */
export interface FigureChange {
  readonly before: object | null;
  readonly after: object | null;
}

/** The revisions by which these cells changed, in their order: of the figures themselves, or of those that they are made of. */
export async function revisionsOf(
  { view, since, until }: Changes,
  cells: readonly ChangedCell[],
  context: ViewContext,
): Promise<FigureChange[][]> {
  const sources = await context.sources();
  const units = [...new Set(cells.map(({ row }) => row.code))];
  const madeOf = (instant: string) => figuresOfUnits(pinnedInput(inputOf(view), instant), units, sources);
  const [before, after] = [await madeOf(since), await madeOf(until)];
  const changed = cells.map((cell) => pairsOf(before(cell), after(cell), sources));
  const figures = changed.flat().flatMap((pair) => pair.flatMap((figure) => figure ?? []));
  const read = await readRecords(sources.agencies, figures, null, sources.signal);
  if (read.unanswered.size > 0) throw notKnown(read.unanswered);
  const records = new Map(read.records.map(({ id, record }) => [id, record]));
  const recordOf = (figure: Figure | undefined) => (figure?.id == null ? null : (records.get(figure.id) ?? null));
  return changed.map((pairs) => pairs.map(([then, now]) => ({ before: recordOf(then), after: recordOf(now) })));
}

type FiguresOfCell = (cell: ChangedCell) => readonly Figure[];

/** The recorded figures that the cells of some units are made of. */
async function figuresOfUnits(
  input: CombinedTableInput,
  units: readonly string[],
  sources: TableSources,
): Promise<FiguresOfCell> {
  const question = readTable({ ...input, units: { codes: units }, conditions: null, order: null }, sources);
  const { agencies, boundaries, signal } = sources;
  const isConverted = question.sets.some(({ on }) => on !== null);
  const ofRows = question.sets.flatMap((set) => set.units);
  const reading = new FigureReading({
    agencies,
    boundaries,
    asOf: question.asOf,
    units: isConverted ? null : ofRows,
    rows: ofRows,
    signal,
  });
  const rows = await computeGrid(question.sets, question.columns, {
    declarations: agencies.declarations,
    boundaries,
    reading,
  });
  if (reading.unavailable.size > 0) throw notKnown(reading.unavailable);
  return ({ row, after }) => {
    const found = rows.find(({ unit, on }) => unit.code === row.code && on === row.boundariesOn);
    const place = question.columns.findIndex(({ definition }) => definition.id === after.column);
    return found ? figuresOf(found.cells[place]!) : [];
  };
}

type Pair = [before: Figure | undefined, after: Figure | undefined];

/** The figures that are not the same record, each with the one of the same place and period. */
function pairsOf(before: readonly Figure[], after: readonly Figure[], { boundaries }: TableSources): Pair[] {
  const keyOf = ({ indicator, slice, timePeriod, refArea }: Figure) =>
    [indicator, slice, timePeriod, boundaries.unit(refArea ?? '')?.territoryCode ?? refArea].join('|');
  const then = new Map(before.map((figure) => [keyOf(figure), figure]));
  const now = new Map(after.map((figure) => [keyOf(figure), figure]));
  return [...new Set([...then.keys(), ...now.keys()])]
    .map((key): Pair => [then.get(key), now.get(key)])
    .filter(([one, other]) => one?.id !== other?.id);
}
