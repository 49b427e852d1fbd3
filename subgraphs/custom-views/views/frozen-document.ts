import type { Indicator } from '../../kit/declarations.ts';
import type { TableDocument } from '../table/document.ts';
import type { CombinedTableInput } from '../table/input.ts';

const FORMAT = 'https://lienthong.example/formats/frozen-view/1';

/** A view as it stood, with all that is needed to read it, and to compute it again. */
export interface FrozenDocument {
  readonly format: typeof FORMAT;
  readonly view: { readonly id: string; readonly title: string; readonly notes: string };
  /** What was known at this instant. */
  readonly frozenAt: string;
  /** The view's input with every "today" and "now" as the instant and day of freezing. */
  readonly input: CombinedTableInput;
  readonly table: TableDocument;
  /** Of the indicators that the table is made of, and of those that their parts and relations name. */
  readonly definitions: readonly Indicator[];
  /** Of all indicators that were served. */
  readonly definitionsVersion: string;
  /** Id of the key that signs the document. */
  readonly signingKey: string;
}

export function frozenDocument(parts: Omit<FrozenDocument, 'format'>): FrozenDocument {
  return { format: FORMAT, ...parts };
}

/** Reads a document; null for a text that is none. What stands in it is what it claims, no more. */
export function readFrozenDocument(text: string): FrozenDocument | null {
  try {
    const value = JSON.parse(text) as Partial<FrozenDocument> | null;
    const isOne =
      value?.format === FORMAT &&
      typeof value.definitionsVersion === 'string' &&
      typeof value.signingKey === 'string' &&
      typeof value.input === 'object' &&
      Array.isArray(value.table?.rows) &&
      Array.isArray(value.table.columns) &&
      Array.isArray(value.definitions);
    return isOne ? (value as FrozenDocument) : null;
  } catch {
    return null;
  }
}
