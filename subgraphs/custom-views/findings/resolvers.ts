import { inLanguage, labelOf, type Label } from '../../kit/code-lists.ts';
import { dimensionsOf } from '../../kit/slice.ts';
import type { Resolvers } from '../../kit/subgraph.ts';
import type { ViewContext } from '../context.ts';
import type { Interval } from '../figures/interval.ts';
import type { ComparedFigure, Finding } from './finding.ts';
import { knownFindings } from './known-findings.ts';
import { tidy } from './printed.ts';
import { filterOf, pageOfFindings, type FindingsInput } from './query.ts';
import { EXPLANATIONS } from './rule-list.ts';

interface InLanguage {
  readonly language: 'VI' | 'EN';
}

type Asking = Pick<ViewContext, 'sources' | 'note' | 'hosted' | 'read'>;

const labelled =
  <Of>(read: (of: Of, context: Asking) => Label) =>
  (of: Of, { language }: InLanguage, context: Asking) =>
    inLanguage(read(of, context), language);

export const findingResolvers: Resolvers = {
  Query: {
    findings: async (_root: unknown, input: FindingsInput, context: Asking) => {
      const { agencies, boundaries } = await context.sources();
      const keeps = filterOf(input, agencies.declarations, boundaries);
      const set = await knownFindings(agencies, boundaries, input.asOf ?? null);
      context.note(set.dataVersions);
      // What is missing comes back without any version moving.
      if (set.dataVersions.length < agencies.declarations.agencies.length) context.read.isForNow = true;
      return pageOfFindings(set, keeps, input);
    },
  },
  Finding: {
    ruleLabel: labelled(({ rule }: Finding, context) => codeLabel(context, 'FINDING_RULE', rule)),
    explanation: labelled(({ rule }: Finding) => EXPLANATIONS[rule]!),
    severityLabel: labelled(({ severity }: Finding, context) => codeLabel(context, 'FINDING_SEVERITY', severity)),
    unit: ({ unitCode }: Finding) => ({ __typename: 'AdministrativeUnit', code: unitCode }),
    agencies: ({ figures }: Finding) => [...new Set(figures.map(({ figure }) => figure.agency))].toSorted(),
    figures: ({ figures }: Finding) => figures.map(({ role, figure }) => ({ role, ...figure, observation: figure.id })),
    expected: ({ expected }: Finding) => bounds(expected),
    found: ({ found }: Finding) => bounds(found),
    text: labelled(({ text }: Finding) => text),
  },
  FindingFigure: {
    indicatorName: labelled(
      ({ indicator }: ComparedFigure['figure'], context) =>
        declared(context, indicator)?.name ?? { vi: indicator, en: indicator },
    ),
    dimensions: ({ indicator, slice }: ComparedFigure['figure'], _args: unknown, context: Asking) => {
      const known = declared(context, indicator);
      return (known ? dimensionsOf(known, slice) : []).map(({ dimension, code }) => ({
        dimension,
        code,
        label: codeLabel(context, dimension, code),
      }));
    },
  },
};

/** JSON has no infinity, and the noise of binary fractions is nobody's business. */
function bounds(interval: Interval | null) {
  const end = (value: number) => (Number.isFinite(value) ? tidy(value) : null);
  return interval && { ...interval, low: end(interval.low), high: end(interval.high) };
}

function declared({ hosted }: Asking, code: string) {
  return hosted.agencies.declarations.agencies.flatMap(({ indicators }) => indicators).find((one) => one.code === code);
}

function codeLabel({ hosted }: Asking, list: string, code: string): Label {
  return labelOf(hosted.agencies.declarations.codeLists, list, code);
}
