import type { Declarations, Indicator } from './declarations.ts';
import { operandsOf, relationsOf, type Codes, type Operand } from './relations.ts';

/** What is wrong with the codes of a slice, if they are none that the indicator declares. */
export function faultOfSlice(indicator: Indicator, codes: Codes): string | null {
  for (const [id, code] of Object.entries(codes)) {
    const dimension = indicator.dimensions.find((one) => one.id === id);
    if (!dimension) return `${indicator.code} has no dimension ${id}, it has: ${dimensionsOf(indicator)}`;
    if (!dimension.codes.includes(code))
      return `${id} of ${indicator.code} has no code "${code}", it has: ${dimension.codes.join(', ')}`;
  }
  return null;
}

/**
 * The relations of a supergraph that point nowhere: one subgraph alone cannot tell, since operands may be another agency's.
 * Each is named with why.
 */
export function relationsThatPointNowhere({ agencies }: Declarations): readonly string[] {
  const indicators = new Map(agencies.flatMap((agency) => agency.indicators).map((one) => [one.code, one]));
  return [...indicators.values()].flatMap((indicator) =>
    relationsOf(indicator).flatMap((relation) =>
      operandsOf(relation)
        .map((operand) => faultOfOperand(operand, indicators, relation.kind === 'ratioOf' ? null : indicator))
        .filter((fault) => fault !== null)
        .map((fault) => `${indicator.code}, "${relation.text}": ${fault}.`),
    ),
  );
}

function faultOfOperand(
  { indicator: code, codes, sumOver }: Operand,
  indicators: ReadonlyMap<string, Indicator>,
  ofOneUnit: Indicator | null,
): string | null {
  const indicator = indicators.get(code);
  if (!indicator) return `no agency declares ${code}`;
  if (sumOver !== null && !indicator.dimensions.some(({ id }) => id === sumOver))
    return `${code} has no dimension ${sumOver} to add up over, it has: ${dimensionsOf(indicator)}`;
  if (ofOneUnit && ofOneUnit.unitMeasure !== indicator.unitMeasure)
    return `${code} is measured in ${indicator.unitMeasure}, and not in ${ofOneUnit.unitMeasure}`;
  return faultOfSlice(indicator, codes);
}

function dimensionsOf({ dimensions }: Indicator): string {
  return dimensions.map(({ id }) => id).join(', ') || 'none';
}
