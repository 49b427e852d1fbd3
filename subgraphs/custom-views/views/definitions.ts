import type { Declarations, Indicator } from '../../kit/declarations.ts';
import { operandsOf, relationsOf } from '../../kit/relations.ts';
import type { TableColumn } from '../table/document.ts';

/** Every indicator that is declared, in the order of the codes: what a table is computed by. */
export function indicatorsOf({ agencies }: Declarations): readonly Indicator[] {
  return agencies.flatMap(({ indicators }) => indicators).toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/** The indicators that the columns are made of, with those that their parts and relations name, and so on. */
export function definitionsOf(columns: readonly TableColumn[], all: readonly Indicator[]): readonly Indicator[] {
  const byCode = new Map(all.map((indicator) => [indicator.code, indicator]));
  const found = new Set<string>();
  const add = (code: string): void => {
    const indicator = byCode.get(code);
    if (!indicator || found.has(code)) return;
    found.add(code);
    for (const relation of relationsOf(indicator)) for (const operand of operandsOf(relation)) add(operand.indicator);
  };
  for (const { indicators, weight } of columns)
    for (const code of [...indicators, ...(weight ? [weight] : [])]) add(code);
  return all.filter(({ code }) => found.has(code));
}

/**
 * What is served now, with the indicators as they were defined then; labels of codes, and how agencies are reached, are those of now.
 * Indicators of agencies that are not served any more are left out.
 */
export function declaredThen(now: Declarations, then: readonly Indicator[]): Declarations {
  return {
    ...now,
    agencies: now.agencies.map((agency) => ({
      ...agency,
      indicators: then.filter((indicator) => indicator.agency === agency.code),
    })),
  };
}
