import { inLanguage } from '../../kit/code-lists.ts';
import type { TableRow } from '../table/document.ts';
import type { ExportedTable, ExportLanguage } from './exported-table.ts';
import type { Cube } from './json-stat-cube.ts';
import { obsStatus } from './sdmx-codes.ts';

/** What JSON-stat has no place for: how the table stood, definitions, units, sources, warnings, meanings of the statuses. */
export function extensionOf({ document, view, hash, frozenAt }: ExportedTable, cube: Cube, language: ExportLanguage) {
  return {
    view,
    hash,
    frozenAt,
    asOf: document.asOf,
    dataVersions: document.dataVersions,
    boundariesVersion: document.boundariesVersion,
    totalCount: document.totalCount,
    undecidedCount: document.undecidedCount,
    rankRefused: document.rankRefused,
    status: { label: statusLabels(document.rows, language) },
    columns: document.columns.map((column) => ({
      ...column,
      name: inLanguage(column.name, language),
      definition: inLanguage(column.definition, language),
      unitMeasureLabel: inLanguage(column.unitMeasureLabel, language),
      dimensions: column.dimensions.map((one) => ({ ...one, label: inLanguage(one.label, language) })),
    })),
    /** By the places of units, or of units and days. */
    rows: cube.rows.map((row) => (row === null ? null : unitOf(row))),
    coverage: document.coverage.map(({ column, have, of, agency }) => ({ column, have, of, agency })),
    sources: document.citations.map(({ number, agency, citation }) => ({ number, agency, ...citation })),
    warnings: document.warnings.map((warning) => ({ ...warning, text: inLanguage(warning.text, language) })),
  };
}

function unitOf({ cells: _cells, name: _name, ...unit }: TableRow) {
  return unit;
}

function statusLabels(rows: readonly TableRow[], language: ExportLanguage): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const { cells } of rows) {
    for (const { obsStatus: status, seriesBreak } of cells) {
      const { id, name } = obsStatus(status, seriesBreak);
      labels[id] ??= inLanguage(name, language);
    }
  }
  return labels;
}
