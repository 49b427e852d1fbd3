import type { BoundaryUnit } from '../units/boundaries.ts';
import { countsOf, type Evaluation } from './evaluation.ts';
import type { Column } from './columns/column.ts';
import type { NearestLevel } from './document.ts';
import { asShown } from './as-shown.ts';
import { hasValue, type Evaluated } from './evaluated.ts';
import type { GridRow } from './grid.ts';
import type { CellWriter } from './write-cells.ts';

const MOST_SHOWN = 10;

/** From the nearest: other boundaries of the same level, then the levels above, then those below. */
const LEVELS: Readonly<Record<string, readonly string[]>> = {
  COMMUNE: ['COMMUNE', 'DISTRICT', 'PROVINCE'],
  DISTRICT: ['DISTRICT', 'PROVINCE', 'COMMUNE'],
  PROVINCE: ['PROVINCE', 'DISTRICT', 'COMMUNE'],
};

/** For each column, the units of the nearest level that have its figure for the places of rows that lack it. */
export async function nearestWithFigures(
  missing: readonly (readonly GridRow[])[],
  columns: readonly Column[],
  evaluation: Evaluation,
  writer: CellWriter,
): Promise<readonly (NearestLevel | null)[]> {
  const found = await evaluation.reading.settle(() =>
    columns.map((column, place) => nearestOf(missing[place]!, column, evaluation)),
  );
  return found.map((units, place) => {
    if (!units || units.length === 0) return null;
    const { definition } = columns[place]!;
    return {
      level: units[0]!.unit.level,
      count: units.length,
      units: units.slice(0, MOST_SHOWN).map(({ unit, cell }) => ({
        code: unit.code,
        name: unit.name,
        cell: writer.cell(cell, definition),
      })),
    };
  });
}

interface NearUnit {
  readonly unit: BoundaryUnit;
  readonly cell: Evaluated;
}

/** Territories of one level around. */
interface Around {
  /** Those of which anything has been read. */
  readonly withFigures: Set<string>;
  /** One of the others: what it lacks, they all lack. */
  other?: string;
}

const shown = (cell: Evaluated | undefined) => cell && asShown(cell);

function nearestOf(rows: readonly GridRow[], column: Column, evaluation: Evaluation): readonly NearUnit[] | undefined {
  if (rows.length === 0) return [];
  const around = territoriesAround(rows, column, evaluation);
  for (const level of LEVELS[rows[0]!.unit.level] ?? []) {
    const { withFigures, other } = around.get(level) ?? { withFigures: [] };
    const cells = [...withFigures, ...(other === undefined ? [] : [other])].map((territory) => {
      const unit = evaluation.boundaries.versionsOf(territory).at(-1)!;
      return { unit, cell: shown(column.evaluate({ unit, on: null }, evaluation)) };
    });
    if (cells.some(({ cell }) => cell === undefined)) return undefined;
    const present = (cells as NearUnit[]).filter(({ cell }) => hasValue(cell));
    if (present.length > 0) return present.toSorted((a, b) => (a.unit.code < b.unit.code ? -1 : 1));
  }
  return [];
}

/** The territories that share land with rows, by level. As reported, a cell is made of figures of its own territory only. */
function territoriesAround(
  rows: readonly GridRow[],
  { series }: Column,
  { boundaries, reading }: Evaluation,
): ReadonlyMap<string, Around> {
  const counts = countsOf(series[0]!.indicator);
  const own = new Set(rows.map(({ unit }) => unit.territoryCode));
  const around = new Map<string, Around>();
  for (const territory of own)
    for (const overlap of boundaries.overlapping(boundaries.atoms(territory, counts), counts)) {
      if (own.has(overlap.territory)) continue;
      const there = around.get(overlap.level) ?? { withFigures: new Set() };
      around.set(overlap.level, there);
      if (reading.hasFigure(overlap.territory)) there.withFigures.add(overlap.territory);
      else there.other ??= overlap.territory;
    }
  return around;
}
