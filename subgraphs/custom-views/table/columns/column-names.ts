import { labelOf, type Label } from '../../../kit/code-lists.ts';
import type { Declarations, Indicator } from '../../../kit/declarations.ts';
import { seriesName, type Series } from '../series.ts';

/** What a column tells of the series that it is made of. */
export function partsOf(series: readonly Series[], { codeLists }: Declarations) {
  const indicators = [...new Set(series.map(({ indicator }) => indicator))];
  const { indicator, slices } = series[0]!;
  const slicesBy = slices.map((slice) => new Map(slice.split(';').map((pair) => pair.split('=') as [string, string])));
  return {
    indicators: indicators.map(({ code }) => code),
    agencies: [...new Set(indicators.map(({ agency }) => agency))],
    dimensions: indicator.dimensions.map(({ id }) => {
      const codes = [...new Set(slicesBy.map((codesOf) => codesOf.get(id) ?? '_T'))];
      const labels = codes.map((code) => labelOf(codeLists, id, code));
      return {
        dimension: id,
        code: codes.join('+'),
        label: {
          vi: labels.map(({ vi }) => vi).join(' + '),
          en: labels.map(({ en }) => en).join(' + '),
        } satisfies Label,
      };
    }),
  };
}

export function periodOf({ asked }: Series): string | null {
  return asked.kind === 'exact' ? asked.period.text : null;
}

/** A code for exchange: the indicator's, with the codes of its slice where it is not the whole. */
export function codeOf({ code }: Indicator, slices: readonly string[]): string {
  const sliced = slices.filter((slice) => slice !== '').join('_AND_');
  return sliced === '' ? code : `${code}_${sliced.replace(/\W/g, '_')}`;
}

export function nameOf({ indicator, slices }: Series): string {
  return slices.length === 1
    ? seriesName(indicator, slices[0]!)
    : `(${slices.map((slice) => seriesName(indicator, slice)).join(' + ')})`;
}

export function measureOf({ unitMeasure }: Indicator, { codeLists }: Declarations): Label {
  return labelOf(codeLists, 'UNIT_MEASURE', unitMeasure);
}
