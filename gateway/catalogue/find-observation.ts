import { inLanguage } from '../../subgraphs/kit/code-lists.ts';

/** What the catalogue read of agencies for one request: the version of each one's data. */
export interface CatalogueContext {
  readonly dataVersions: Record<string, string>;
}

/** Asks one subgraph for data and notes its version; throws an error that names it when it does not answer. */
export type AskSubgraph = (
  subgraph: string,
  query: string,
  variables: Record<string, unknown>,
  context: CatalogueContext,
) => Promise<Record<string, any>>;

interface InLanguage {
  readonly language: 'VI' | 'EN';
}

const QUERY = /* GraphQL */ `
  query Observation($id: ID!) {
    _observation(id: $id) {
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
    }
  }
`;

/** The figure with this id, from the agency that keeps it. */
export async function findObservation(
  id: string,
  agency: string,
  ask: AskSubgraph,
  context: CatalogueContext,
): Promise<object | null> {
  const { _observation: found } = await ask(agency, QUERY, { id }, context);
  if (!found) return null;
  return {
    ...found,
    reason: ({ language }: InLanguage) => inLanguage(found, language),
    dimensions: found.dimensions.map((value: { dimension: string; code: string; vi: string; en: string }) => ({
      ...value,
      label: ({ language }: InLanguage) => inLanguage(value, language),
    })),
  };
}
