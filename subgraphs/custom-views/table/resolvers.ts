import { inLanguage, type Label } from '../../kit/code-lists.ts';
import type { Resolvers } from '../../kit/subgraph.ts';
import type { ViewContext } from '../context.ts';
import type { DimensionCode, TableCell, TableColumn, TableRow, TableWarning } from './document.ts';
import { explainCell } from './explain.ts';
import type { CombinedTableInput } from './input.ts';
import { tablePage } from './page.ts';

interface InLanguage {
  readonly language: 'VI' | 'EN';
}

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
      { input, unit, column }: { input: CombinedTableInput; unit: string; column: string },
      context: ViewContext,
    ) => explainCell(input, { unit, column }, context),
  },
  TableColumn: {
    name: said(({ name }: TableColumn) => name),
    definition: said(({ definition }: TableColumn) => definition),
    unitMeasureLabel: said(({ unitMeasureLabel }: TableColumn) => unitMeasureLabel),
  },
  TableRow: { unit: ({ code }: TableRow) => ({ __typename: 'AdministrativeUnit', code }) },
  TableCell: { reason: said(({ reason }: TableCell) => reason) },
  TableWarning: { text: said(({ text }: TableWarning) => text) },
  Observation: { reason: said(({ reason }: { reason: Label | null }) => reason) },
  DimensionValue: { label: said(({ label }: DimensionCode) => label) },
};
