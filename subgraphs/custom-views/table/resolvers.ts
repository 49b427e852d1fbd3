import { inLanguage, type Label } from '../../kit/code-lists.ts';
import type { Resolvers } from '../../kit/subgraph.ts';
import type { ViewContext } from '../context.ts';
import type { DimensionCode, TableCell, TableColumn, TableDocument, TableRow, TableWarning } from './document.ts';
import { explainCell, type CellExplanation } from './explain.ts';
import type { CombinedTableInput } from './input.ts';
import { tablePage } from './page.ts';
import { partOfList, type PartAsked } from './part-of-list.ts';

interface InLanguage {
  readonly language: 'VI' | 'EN';
}

/** Sources that a cell names; `explain` gives the others. */
const MOST_NAMED = 10;

const said =
  <Of>(read: (of: Of) => Label | null) =>
  (of: Of, { language }: InLanguage) => {
    const label = read(of);
    return label && inLanguage(label, language);
  };

export const tableResolvers: Resolvers = {
  Query: {
    combinedTable: (
      _root: unknown,
      { input, first, after }: { input: CombinedTableInput; first: number; after?: string | null },
      context: ViewContext,
    ) => tablePage(input, { first, after: after ?? null }, context),
    explain: (
      _root: unknown,
      { input, unit, column, on }: { input: CombinedTableInput; unit: string; column: string; on?: string | null },
      context: ViewContext,
    ) => explainCell(input, { unit, column, on: on ?? null }, context),
  },
  CombinedTable: {
    citations: ({ citations }: TableDocument, asked: PartAsked) => partOfList(citations, asked),
    citationCount: ({ citations }: TableDocument) => citations.length,
  },
  CellExplanation: {
    parts: ({ parts }: CellExplanation, asked: PartAsked) => partOfList(parts, asked),
    partCount: ({ parts }: CellExplanation) => parts.length,
    revisions: ({ revisions }: CellExplanation, asked: PartAsked) => partOfList(revisions, asked),
    revisionCount: ({ revisions }: CellExplanation) => revisions.length,
    citations: ({ citations }: CellExplanation, asked: PartAsked) => partOfList(citations, asked),
    citationCount: ({ citations }: CellExplanation) => citations.length,
  },
  TableColumn: {
    name: said(({ name }: TableColumn) => name),
    definition: said(({ definition }: TableColumn) => definition),
    unitMeasureLabel: said(({ unitMeasureLabel }: TableColumn) => unitMeasureLabel),
  },
  TableRow: { unit: ({ code }: TableRow) => ({ __typename: 'AdministrativeUnit', code }) },
  TableCell: {
    reason: said(({ reason }: TableCell) => reason),
    citations: ({ citations }: TableCell) =>
      citations.length > MOST_NAMED ? citations.slice(0, MOST_NAMED) : citations,
    citationCount: ({ citations }: TableCell) => citations.length,
  },
  TableWarning: { text: said(({ text }: TableWarning) => text) },
  Observation: { reason: said(({ reason }: { reason: Label | null }) => reason) },
  DimensionValue: { label: said(({ label }: DimensionCode) => label) },
};
