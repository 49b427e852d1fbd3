import { inLanguage } from './code-lists.ts';

interface InLanguage {
  readonly language: 'VI' | 'EN';
}

/** What is asked of an agency's `Observation` so that it can be answered on, in any language. */
export const OBSERVATION_FIELDS = /* GraphQL */ `
  id
  indicator
  indicatorAsFiled
  refArea
  recordType
  value
  valueLow
  valueHigh
  decimals
  valueAsPrinted
  qualifier
  unitMeasure
  unitMultiplier
  timePeriod
  referenceDate
  periodBasis
  periodBasisText
  obsStatus
  confStatus
  seriesBreak
  reasonCode
  comment
  asOf
  dimensions {
    dimension
    code
    vi: label(language: VI)
    en: label(language: EN)
  }
  citation {
    source
    publisher
    title
    published
    url
    locator
    dateBasis
    licence
    retrieved
    checkedAgainst
  }
  vi: reason(language: VI)
  en: reason(language: EN)
`;

/** An agency's answer to these fields, as the fields of `Observation` are resolved from it. */
export function askedObservation(found: Record<string, any>): object {
  const { vi, en } = found as { vi: string; en: string };
  return {
    ...found,
    reason: ({ language }: InLanguage) => inLanguage({ vi, en }, language),
    dimensions: found['dimensions'].map((value: { dimension: string; code: string; vi: string; en: string }) => ({
      ...value,
      label: ({ language }: InLanguage) => inLanguage(value, language),
    })),
  };
}
