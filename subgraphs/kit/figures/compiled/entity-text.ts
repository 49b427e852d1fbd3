import type { CodeList } from '../../code-lists.ts';
import { toAbsence } from '../absence.ts';
import { sliceAsked } from '../filters.ts';
import { dimensionsJson } from './dimensions-json.ts';
import type { AskedList } from './asked-lists.ts';
import type { AgencyPart, AskedFigure, EntityPart } from './fetch.ts';
import type { ObservationField } from './observation-fields.ts';
import type { Cell, Cells } from './read-cells.ts';
import type { Representation } from './representations.ts';

/** The JSON of each unit, and the places of those that the resolvers have to answer. */
export function entityTexts(
  parts: readonly EntityPart[],
  representations: readonly Representation[],
  { figures, lists }: Cells,
  codeLists: ReadonlyMap<string, CodeList>,
): { readonly texts: string[]; readonly left: number[] } {
  const left: number[] = [];
  const texts = representations.map((representation, unit) => {
    let figure = 0;
    let list = 0;
    let isLeft = false;
    const cellText = (cell: Cell, part: AskedFigure | AskedList, place: number): string => {
      if (cell === null) isLeft = true;
      return cell === null ? 'null' : typeof cell === 'string' ? cell : absenceText(part, place, cell, codeLists);
    };
    const agencyText = (part: AgencyPart): string => {
      if ('constant' in part) return part.constant;
      if ('indicator' in part) return cellText(figures[figure++]![unit]!, part, 0);
      const cells = lists[list++]![unit]!;
      return `[${cells.map((cell, place) => cellText(cell, part, place)).join(',')}]`;
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

/** `place` is that of the indicator in a list. */
function absenceText(
  part: AskedFigure | AskedList,
  place: number,
  { key, answer }: Exclude<Cell, string | null>,
  codeLists: ReadonlyMap<string, CodeList>,
): string {
  const indicator = 'indicator' in part ? part.indicator : part.indicators[place]!;
  const chosen = 'indicator' in part ? part.chosen : true;
  const slice = 'indicator' in part ? part.question.slice : sliceAsked(indicator, part.filters);
  const absence = toAbsence(key, answer, indicator, codeLists, chosen, slice);
  return objectText(part.fields, ({ name, language, fields: below = [] }: ObservationField) => {
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
