import { inLanguage, type CodeList, type Label } from '../../subgraphs/kit/code-lists.ts';
import type {
  Agency,
  Declarations,
  Dimension,
  Indicator,
  Owner,
  SeriesBreak,
} from '../../subgraphs/kit/declarations.ts';
import { badInput } from '../../subgraphs/kit/errors.ts';
import { operandsOf, relationsOf, type Relation } from '../../subgraphs/kit/relations.ts';
import { sliceKey } from '../../subgraphs/kit/slice.ts';
import type { Resolvers } from '../../subgraphs/kit/subgraph.ts';
import { folded, searchForm } from '../../subgraphs/kit/fold.ts';
import { findObservation, type AskSubgraph, type CatalogueContext } from './find-observation.ts';

interface InLanguage {
  readonly language: 'VI' | 'EN';
}

/** Answers from what the supergraph declares; only `observation(id:)` asks an agency. */
export function catalogueResolvers({ agencies, codeLists }: Declarations, ask: AskSubgraph): Resolvers {
  const indicators = agencies.flatMap((agency) => agency.indicators).toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const agencyOf = (code: string) => agencies.find((agency) => agency.code === code);
  const code = (list: string, value: string) => ({
    code: value,
    label: nameIn(codeLists.get(list)?.codes.get(value) ?? { vi: value, en: value }),
  });

  return {
    Query: {
      agencies: () => [...agencies].toSorted((a, b) => (a.code < b.code ? -1 : 1)),
      indicators(_root: unknown, { agency, search }: { agency?: string | null; search?: string | null }) {
        if (agency != null && !agencyOf(agency)) {
          throw badInput(`There is no agency "${agency}". There are: ${agencies.map((one) => one.code).join(', ')}.`);
        }
        return indicators.filter(
          (one) => (agency == null || one.agency === agency) && (search == null || isFound(one, search)),
        );
      },
      codeLists(_root: unknown, { id }: { id?: string | null }) {
        if (id != null && !codeLists.has(id))
          throw badInput(`There is no code list "${id}". There are: ${[...codeLists.keys()].join(', ')}.`);
        return [...codeLists.values()].filter((list) => id == null || list.id === id);
      },
      observation: (_root: unknown, { id }: { id: string }, context: CatalogueContext) => {
        const indicator = indicators.find((one) => one.code === id.split('.')[0]);
        return indicator ? findObservation(id, indicator.agency, ask, context) : null;
      },
    },
    Agency: { name: (agency: Agency, { language }: InLanguage) => inLanguage(agency.name, language) },
    Indicator: {
      agency: (indicator: Indicator) => agencyOf(indicator.agency),
      name: (indicator: Indicator, { language }: InLanguage) => inLanguage(indicator.name, language),
      definition: (indicator: Indicator, { language }: InLanguage) => inLanguage(indicator.definition, language),
      unitMeasure: (indicator: Indicator) => code('UNIT_MEASURE', indicator.unitMeasure),
      aggregation: (indicator: Indicator) => code('AGGREGATION', indicator.aggregation),
      timePerCollect: (indicator: Indicator) =>
        indicator.timePerCollect && code('TIME_PER_COLLECT', indicator.timePerCollect),
      levels: (indicator: Indicator) => indicator.levels.map((level) => code('ADMINISTRATIVE_LEVEL', level)),
      relations: (indicator: Indicator) => relationsOf(indicator),
      deprecationReason: (indicator: Indicator) => indicator.deprecated,
    },
    IndicatorRelation: {
      kind: ({ kind }: Relation) => kind.replace(/[A-Z]/, '_$&').toUpperCase(),
      slice: ({ own }: Relation) => (own === null ? '*' : sliceKey(own)),
      operands: (relation: Relation) => operandsOf(relation).map(({ text }) => text),
      factor: (relation: Relation) => (relation.kind === 'ratioOf' ? relation.factor : null),
      strictness: ({ strictness }: Relation) => strictness.toUpperCase(),
    },
    IndicatorDimension: {
      name: ({ id }: Dimension, { language }: InLanguage) =>
        inLanguage(codeLists.get(id)?.name ?? { vi: id, en: id }, language),
      role: (dimension: Dimension) => dimension.role.toUpperCase(),
      codes: (dimension: Dimension) => dimension.codes.map((one) => code(dimension.id, one)),
    },
    SeriesBreak: { reason: (one: SeriesBreak, { language }: InLanguage) => inLanguage(one.reason, language) },
    IndicatorOwner: { organisation: (owner: Owner) => code('ORGANISATION', owner.organisation) },
    CodeList: {
      name: (list: CodeList, { language }: InLanguage) => inLanguage(list.name, language),
      codes: (list: CodeList) => [...list.codes.keys()].map((one) => code(list.id, one)),
    },
  };
}

function nameIn(label: Label) {
  return ({ language }: InLanguage) => inLanguage(label, language);
}

/** Whether every word asked stands in the indicator's code, names or definitions, accents aside. */
function isFound(indicator: Indicator, search: string): boolean {
  const { code, name, definition } = indicator;
  const text = folded([code, name.vi, name.en, definition.vi, definition.en].join(' '));
  return searchForm(search)
    .split(' ')
    .every((word) => text.includes(folded(word)));
}
