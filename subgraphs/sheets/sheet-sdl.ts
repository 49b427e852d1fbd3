import { parse, print } from 'graphql';
import { typePrefixOf } from '../../schema/registry/check/definitions.ts';
import type { CompleteDefinition } from './definition.ts';

/** The agency's own SDL, which follows the shared one. */
export function sheetSdl({
  name,
  prefix,
  nameVi,
  nameEn,
  source,
  indicators,
  unitMeasures,
}: CompleteDefinition): string {
  const type = typePrefixOf(name);
  const unitField = type[0]!.toLowerCase() + type.slice(1);
  const fields = indicators.map(
    (indicator) => `
  ${text(indicator.definitionEn)}
  ${indicator.field}(
    "Period asked for; left out: the latest."
    period: TimePeriod
    "What was known at this instant; left out: now."
    asOf: DateTime
  ): Observation
    @indicator(
      code: ${text(indicator.code)}
      nameVi: ${text(indicator.nameVi)}
      nameEn: ${text(indicator.nameEn)}
      definitionVi: ${text(indicator.definitionVi)}
      unitMeasure: ${text(indicator.unitMeasure)}
      aggregation: ${text(indicator.aggregation)}
    )`,
  );
  const measures = unitMeasures.map(({ code, vi, en }) => `${code} @label(vi: ${text(vi)}, en: ${text(en)})`);
  return formatted(`
${text(`${nameEn}: figures of a sheet by ${source.publisher}. A field always gives an observation: where there is no figure its value is null, and status and reason say why.`)}
type ${type} @agency(code: ${text(name)}, prefix: ${text(prefix)}, nameVi: ${text(nameVi)}, nameEn: ${text(nameEn)}) {
  ${fields.join('\n')}
  "All recorded figures of the unit's territory, every slice and source, oldest period first."
  observations(
    "Codes of this agency's indicators; left out: all."
    indicators: [ID!]
    "Keep only these codes of a dimension; indicators without the dimension are left out."
    dimensions: [DimensionFilter!]
    "First period, from its first day."
    from: TimePeriod
    "Last period, to its last day."
    to: TimePeriod
    "What was known at this instant; left out: now."
    asOf: DateTime
  ): [Observation!] @listSize(assumedSize: 40)
  "Which figures exist for this unit's territory, targets included."
  available: [Availability!] @listSize(assumedSize: 10)
}

extend type AdministrativeUnit {
  ${text(`${nameEn}: figures of this unit's territory. Null only when the agency could not be reached.`)}
  ${unitField}: ${type} @requires(fields: "territoryCode")
}
${
  measures.length === 0
    ? ''
    : `
"Units of measure that this agency adds to the shared list."
enum ${type}UnitMeasure @codeList(id: "UNIT_MEASURE", vi: "Đơn vị tính", en: "Unit of measure") { ${measures.join('\n')} }`
}`);
}

/** A GraphQL string: whatever a definition says stays inside its quotes. */
function text(value: string): string {
  return JSON.stringify(value);
}

function formatted(sdl: string): string {
  return `${print(parse(sdl))}\n`;
}
