import { faultOfSlice } from './check-relations.ts';
import type { CodeList } from './code-lists.ts';
import type { Agency, Indicator } from './declarations.ts';

/** Refuses indicators that name a code of no list, or a slice that they do not have: their figures would be served with a unit or rule that nobody can read. */
export function checkDeclarations(agency: Agency, codeLists: ReadonlyMap<string, CodeList>): void {
  const seen = new Set<string>();
  for (const indicator of agency.indicators) {
    if (seen.has(indicator.code)) throw new Error(`${agency.code}: ${indicator.code} is declared twice.`);
    seen.add(indicator.code);
    for (const [argument, list, code] of codesOf(indicator)) {
      const codes = codeLists.get(list)?.codes;
      if (codes?.has(code) || (list === 'ADMINISTRATIVE_LEVEL' && LEVELS.includes(code))) continue;
      throw new Error(
        `${agency.code}: @indicator(code: "${indicator.code}", ${argument}) names "${code}", which the list ${list} does not have: ` +
          `${[...(codes?.keys() ?? LEVELS)].join(', ')}. An agency adds a code by an enum of its own with @codeList(id: "${list}").`,
      );
    }
    for (const { own, text } of indicator.relations) {
      const fault = own && faultOfSlice(indicator, own);
      if (fault)
        throw new Error(
          `${agency.code}: @indicator(code: "${indicator.code}", relations) has "${text}", but ${fault}.`,
        );
    }
  }
}

/** Levels belong to the units, whose code list an agency's SDL does not carry. */
const LEVELS = ['PROVINCE', 'DISTRICT', 'COMMUNE'];

function codesOf(indicator: Indicator): [argument: string, list: string, code: string][] {
  return [
    ['unitMeasure', 'UNIT_MEASURE', indicator.unitMeasure],
    ['aggregation', 'AGGREGATION', indicator.aggregation],
    ...(indicator.timePerCollect
      ? [['timePerCollect', 'TIME_PER_COLLECT', indicator.timePerCollect] as [string, string, string]]
      : []),
    ...indicator.owners.map(({ organisation }): [string, string, string] => ['owners', 'ORGANISATION', organisation]),
    ...indicator.levels.map((level): [string, string, string] => ['levels', 'ADMINISTRATIVE_LEVEL', level]),
  ];
}
