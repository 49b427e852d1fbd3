import { inLanguage, labelOf, type CodeList, type Label } from '../code-lists.ts';
import type { Indicator } from '../declarations.ts';
import { dimensionsOf } from '../slice.ts';
import type { FigureRow } from './find.ts';

interface InLanguage {
  readonly language: 'VI' | 'EN';
}

/** One dimension with its code, as GraphQL reads it. */
export function dimensionValues(indicator: Indicator, slice: string, codeLists: ReadonlyMap<string, CodeList>) {
  return dimensionsOf(indicator, slice).map(({ dimension, code }) => ({
    dimension,
    code,
    label: ({ language }: InLanguage) => inLanguage(labelOf(codeLists, dimension, code), language),
  }));
}

/** A text as a GraphQL field with a language reads it. */
export function reasonIn(reason: Label | null) {
  return ({ language }: InLanguage) => reason && inLanguage(reason, language);
}

/** A recorded figure as GraphQL reads it. `others` are figures of other sources for the same cell, which the answer then names. */
export function toObservation(
  row: FigureRow,
  indicator: Indicator,
  codeLists: ReadonlyMap<string, CodeList>,
  others: readonly FigureRow[] = [],
) {
  const reason = reasonOf(row, codeLists, others);
  return {
    id: row.id,
    indicator: row.indicator,
    indicatorAsFiled: row.indicator_as_filed,
    refArea: row.ref_area,
    recordType: row.record_type,
    value: row.value,
    valueLow: row.value_low,
    valueHigh: row.value_high,
    decimals: row.decimals,
    valueAsPrinted: row.value_as_printed,
    qualifier: row.qualifier,
    unitMeasure: row.unit_measure,
    unitMultiplier: row.unit_multiplier,
    timePeriod: row.time_period,
    referenceDate: row.reference_date,
    periodBasis: row.period_basis,
    periodBasisText: row.period_basis_text,
    obsStatus: row.obs_status,
    confStatus: row.conf_status,
    seriesBreak: seriesBreakOf(row, indicator),
    dimensions: dimensionValues(indicator, row.slice, codeLists),
    citation: toCitation(row),
    reasonCode: reason?.code ?? null,
    reason: reasonIn(reason?.text ?? null),
    comment: row.comment,
    asOf: new Date(row.recorded_at).toISOString(),
  };
}

/** Code of the break that begins with this figure's period and concerns its unit. */
export function seriesBreakOf(row: Pick<FigureRow, 'time_period' | 'ref_area'>, indicator: Indicator): string | null {
  const found = indicator.breaks.find(
    (candidate) =>
      candidate.timePeriod === row.time_period && (candidate.refArea === null || candidate.refArea === row.ref_area),
  );
  return found?.code ?? null;
}

export function toCitation({ source_row: source, locator }: Pick<FigureRow, 'source_row' | 'locator'>) {
  return {
    source: source.id,
    publisher: source.publisher,
    title: source.title,
    published: source.published,
    url: source.url,
    locator,
    dateBasis: source.date_basis,
    licence: source.licence,
    retrieved: source.retrieved,
    checkedAgainst: source.checked_against,
  };
}

function reasonOf(
  row: FigureRow,
  codeLists: ReadonlyMap<string, CodeList>,
  others: readonly FigureRow[],
): { code: string; text: Label } | null {
  const own = row.reason_code && {
    code: row.reason_code,
    text: { vi: row.reason_vi ?? '', en: row.reason_en ?? '' },
  };
  if (others.length === 0) return own || null;
  const label = labelOf(codeLists, 'REASON', 'OTHER_SOURCES');
  const named = others
    .map((other) => `${other.source_row.publisher}: ${other.value_as_printed ?? ''} (${other.id})`)
    .join('; ');
  const text = { vi: `${label.vi}: ${named}.`, en: `${label.en}: ${named}.` };
  if (!own) return { code: 'OTHER_SOURCES', text };
  return { code: own.code, text: { vi: `${own.text.vi} ${text.vi}`, en: `${own.text.en} ${text.en}` } };
}
