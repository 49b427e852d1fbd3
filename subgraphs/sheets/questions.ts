import { SheetError } from './sheet-error.ts';
import type { CompleteDefinition, SheetDefinition } from './definition.ts';

/** Something that the sheet does not tell. */
export interface Question {
  /** Where the answer goes in `agency.json`: `indicators.0.nameEn`. */
  readonly path: string;
  readonly text: string;
  /** The answers there are; left out: any text. */
  readonly oneOf?: readonly string[];
  /** What is answered by nothing; left out: an answer is needed. */
  readonly otherwise?: string;
}

/** Rules by which figures of a sheet add up. Ratios that are computed from parts need a coded agency. */
export const AGGREGATIONS = ['STOCK', 'FLOW', 'COUNT_OF_UNITS', 'DISTINCT', 'NONE'];

/** What is left to ask about a sheet, in the order in which people would tell it. */
export function openQuestions(
  definition: SheetDefinition,
  header: readonly string[],
  unitMeasures: readonly string[],
): Question[] {
  const { prefix, nameVi, nameEn, source, unitColumn, periodColumn, timePeriod, indicators } = definition;
  const ask = (value: string | null, question: Question) => (value === null || value === '' ? [question] : []);
  const columns = header.filter((title) => title !== '');
  return [
    ...ask(prefix, { path: 'prefix', text: 'Prefix of your codes, as registered (ED)' }),
    ...ask(nameVi, { path: 'nameVi', text: 'Name of the agency in Vietnamese' }),
    ...ask(nameEn, { path: 'nameEn', text: 'Name of the agency in English' }),
    ...ask(source.publisher, { path: 'source.publisher', text: 'Who publishes these figures' }),
    ...ask(source.title, { path: 'source.title', text: 'Title of the table or report that they are from' }),
    ...ask(unitColumn, { path: 'unitColumn', text: 'Column that names the unit', oneOf: columns }),
    ...(periodColumn === null
      ? ask(timePeriod, {
          path: 'timePeriod',
          text: 'No column has the period: which is it for all rows (2024, 2023-S1, 2025-Q1)',
        })
      : []),
    ...indicators.flatMap(({ column, ...one }, place) => {
      const at = (key: string) => `indicators.${place}.${key}`;
      return [
        ...ask(one.nameVi, { path: at('nameVi'), text: `"${column}": name in Vietnamese`, otherwise: column }),
        ...ask(one.nameEn, { path: at('nameEn'), text: `"${column}": name in English` }),
        ...ask(one.definitionVi, { path: at('definitionVi'), text: `"${column}": what it counts, in Vietnamese` }),
        ...ask(one.definitionEn, { path: at('definitionEn'), text: `"${column}": what it counts, in English` }),
        ...ask(one.unitMeasure, {
          path: at('unitMeasure'),
          text: `"${column}": unit of measure, or a new one as SCHOOL=trường=schools`,
          oneOf: unitMeasures,
        }),
        ...ask(one.aggregation, {
          path: at('aggregation'),
          text: `"${column}": how it adds up (STOCK over units; FLOW over units and periods; COUNT_OF_UNITS; DISTINCT persons may repeat; NONE)`,
          oneOf: AGGREGATIONS,
        }),
      ];
    }),
  ];
}

/** The definition with an answer in its place. */
export function withAnswer(definition: SheetDefinition, path: string, answer: string): SheetDefinition {
  const changed = structuredClone(definition) as unknown as Record<string, any>;
  const keys = path.split('.');
  const last = keys.pop()!;
  keys.reduce((part, key) => part[key], changed)[last] = answer;
  return changed as unknown as SheetDefinition;
}

/** The definition, in which nothing may be left to ask. */
export function requireAnswered(
  definition: SheetDefinition,
  header: readonly string[],
  unitMeasures: readonly string[],
): CompleteDefinition {
  const questions = openQuestions(definition, header, unitMeasures);
  if (questions.length === 0) return definition as CompleteDefinition;
  const told = questions.map(({ path, text, oneOf }) => `  ${path}: ${text}${oneOf ? ` [${oneOf.join(', ')}]` : ''}`);
  throw new SheetError(`agency.json leaves ${questions.length} to be said:\n${told.join('\n')}`);
}
