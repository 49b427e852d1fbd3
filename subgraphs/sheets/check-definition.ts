import { Ajv } from 'ajv';
import type { SheetDefinition } from './definition.ts';
import { AGGREGATIONS } from './questions.ts';
import { SheetError } from './sheet-error.ts';

const text = (maxLength: number) => ({ type: ['string', 'null'], maxLength }) as const;
const object = (properties: object, required: readonly string[] = Object.keys(properties)) =>
  ({ type: 'object', properties, required, additionalProperties: false }) as const;
const title = { type: 'string', minLength: 1, maxLength: 300 } as const;
const code = { type: 'string', pattern: '^[A-Z][A-Z0-9_]{0,59}$' } as const;

/** JSON schema of `agency.json`. */
export const DEFINITION_SCHEMA = object({
  name: { type: 'string', pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$', maxLength: 40 },
  prefix: { type: ['string', 'null'], pattern: '^[A-Z][A-Z0-9]{0,9}$' },
  nameVi: text(200),
  nameEn: text(200),
  source: object({
    publisher: text(300),
    title: text(500),
    published: text(40),
    address: text(500),
    licence: text(300),
  }),
  unitColumn: text(300),
  unitLevel: { enum: ['PROVINCE', 'DISTRICT', 'COMMUNE', null] },
  withinColumn: text(300),
  periodColumn: text(300),
  timePeriod: text(40),
  decimalSign: { enum: [',', '.', null] },
  indicators: {
    type: 'array',
    minItems: 1,
    maxItems: 100,
    items: object({
      column: title,
      code,
      field: { type: 'string', pattern: '^(?!(observations|available)$)[a-z][A-Za-z0-9]{0,59}$' },
      nameVi: text(200),
      nameEn: text(200),
      definitionVi: text(1_000),
      definitionEn: text(1_000),
      unitMeasure: { type: ['string', 'null'], pattern: code.pattern },
      aggregation: { enum: [...AGGREGATIONS, null] },
    }),
  },
  unitMeasures: { type: 'array', maxItems: 50, items: object({ code, vi: title, en: title }) },
});

const isDefinition = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(DEFINITION_SCHEMA);

/** Refuses what is no definition, or names one thing twice. */
export function checkDefinition(read: unknown): SheetDefinition {
  if (!isDefinition(read)) {
    const faults = (isDefinition.errors ?? []).slice(0, 20).map(({ instancePath, message, params }) => {
      const names = Object.values(params as object)
        .flat()
        .join(', ');
      return `  ${instancePath.slice(1).replaceAll('/', '.') || 'agency.json'} ${message}${names ? ` (${names})` : ''}`;
    });
    throw new SheetError(`agency.json is not as it must be:\n${faults.join('\n')}`);
  }
  const definition = read as unknown as SheetDefinition;
  for (const key of ['column', 'code', 'field'] as const) {
    const values = definition.indicators.map((indicator) => indicator[key]);
    const twice = values.find((value, place) => values.indexOf(value) !== place);
    if (twice !== undefined) throw new SheetError(`agency.json: two indicators have the ${key} "${twice}".`);
  }
  const foreign = definition.indicators.find(({ code: one }) => !one.startsWith(`${definition.prefix ?? ''}_`));
  if (definition.prefix !== null && foreign)
    throw new SheetError(`agency.json: the code ${foreign.code} must begin with ${definition.prefix}_.`);
  return definition;
}
