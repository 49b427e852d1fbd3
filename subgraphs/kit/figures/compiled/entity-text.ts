import type { CodeList } from '../../code-lists.ts';
import { toAbsence } from '../absence.ts';
import type { AgencyPart, AskedFigure, EntityPart } from './fetch.ts';
import type { ObservationField } from './observation-fields.ts';
import { dimensionsJson } from './observation-sql.ts';
import type { Cell, Cells } from './read-cells.ts';
import type { Representation } from './representations.ts';

/** The JSON of each unit, and the places of those that the resolvers have to answer. */
export function entityTexts(
  parts: readonly EntityPart[],
  representations: readonly Representation[],
  { figures }: Cells,
  codeLists: ReadonlyMap<string, CodeList>,
): { readonly texts: string[]; readonly left: number[] } {
  const left: number[] = [];
  const texts = representations.map((representation, unit) => {
    let figure = 0;
    let isLeft = false;
    const agencyText = (part: AgencyPart): string => {
      if ('constant' in part) return part.constant;
      const cell = figures[figure++]![unit]!;
      if (cell === null) isLeft = true;
      return cell === null ? 'null' : typeof cell === 'string' ? cell : absenceText(part, cell, codeLists);
    };
    const text = objectText(parts, (part) => {
      if ('constant' in part) return part.constant;
      if ('fromRepresentation' in part) return JSON.stringify(representation[part.fromRepresentation]);
      return objectText(part.agency, agencyText);
    });
    if (isLeft) left.push(unit);
    return text;
  });
  return { texts, left };
}

function absenceText(
  { indicator, chosen, fields }: AskedFigure,
  { key, answer }: Exclude<Cell, string | null>,
  codeLists: ReadonlyMap<string, CodeList>,
): string {
  const absence = toAbsence(key, answer, indicator, codeLists, chosen);
  return objectText(fields, ({ name, language, fields: below = [] }: ObservationField) => {
    if (name === '__typename') return '"Observation"';
    if (name === 'reason') return JSON.stringify(absence.reason({ language: language! }));
    if (name === 'dimensions') return dimensionsJson(below, absence.dimensions);
    return JSON.stringify((absence as Record<string, unknown>)[name] ?? null);
  });
}

function objectText<Part extends { readonly key: string }>(
  parts: readonly Part[],
  textOf: (part: Part) => string,
): string {
  let text = '{';
  for (const part of parts) text += `${text === '{' ? '' : ','}"${part.key}":${textOf(part)}`;
  return `${text}}`;
}
