import { inLanguage } from '../../kit/code-lists.ts';
import { describe } from './data-columns.ts';
import { knownAt, type ExportedTable, type ExportLanguage } from './exported-table.ts';
import { extensionOf } from './json-stat-extension.ts';
import type { Cube } from './json-stat-cube.ts';
import { word } from './words.ts';

/** Everything of the dataset but what there is for each cell. */
export function headOf(table: ExportedTable, cube: Cube, language: ExportLanguage) {
  const { columns, citations, warnings } = table.document;
  const notes = [table.notes, ...warnings.map(({ text }) => inLanguage(text, language))].filter(
    (note) => note !== null,
  );
  const publishers = [...new Set(citations.map(({ citation }) => citation.publisher))];
  const hasDays = cube.days.length > 0;
  return {
    version: '2.0',
    class: 'dataset',
    label: table.title ?? word('untitled', language),
    ...(publishers.length === 0 ? {} : { source: publishers.join('; ') }),
    updated: knownAt(table),
    ...(notes.length === 0 ? {} : { note: [...new Set(notes)] }),
    id: ['unit', ...(hasDays ? ['boundaries'] : []), 'column'],
    size: [cube.units.length, ...(hasDays ? [cube.days.length] : []), columns.length],
    role: { geo: ['unit'], metric: ['column'] },
    dimension: {
      unit: {
        label: word('unitName', language),
        category: category(cube.units.map(({ code, name }) => [code, name])),
      },
      ...(hasDays
        ? {
            boundaries: {
              label: word('boundariesOn', language),
              category: category(cube.days.map((day) => [day, day])),
            },
          }
        : {}),
      column: {
        label: word('column', language),
        category: {
          ...category(columns.map((column) => [column.id, describe(column, language)])),
          unit: Object.fromEntries(
            columns.map(({ id, unitMeasureLabel, unitMultiplier }) => [
              id,
              { label: inLanguage(unitMeasureLabel, language), multiplier: unitMultiplier },
            ]),
          ),
        },
      },
    },
    extension: extensionOf(table, cube, language),
  };
}

/** Names may be none: then there are no labels either. */
function category(names: readonly (readonly [id: string, label: string])[]) {
  return {
    index: names.map(([id]) => id),
    ...(names.length === 0 ? {} : { label: Object.fromEntries(names) }),
  };
}
