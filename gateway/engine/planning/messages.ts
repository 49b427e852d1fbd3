import type { QueryPlan } from '@apollo/query-planner';

/** What the gateway asks of its planning thread; `id` pairs question and answer. */
export type PlanningQuestion =
  | { readonly id: number; readonly kind: 'load'; readonly graph: number; readonly supergraphSdl: string }
  | {
      readonly id: number;
      readonly kind: 'plan';
      readonly graph: number;
      readonly document: string;
      readonly operationName: string | null;
    }
  | { readonly id: number; readonly kind: 'drop'; readonly graph: number };

/** What a supergraph holds, as far as executing plans needs it. */
export interface LoadedGraph {
  /** The schema that clients see. */
  readonly apiSdl: string;
  /** Names of the object and interface types below each interface and union, those that clients do not see included. */
  readonly subtypes: Readonly<Record<string, readonly string[]>>;
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
}

export type PlanningAnswer =
  | { readonly id: number; readonly result: LoadedGraph | QueryPlan | null }
  /** `refused`: the planner said so, in words for the client. */
  | { readonly id: number; readonly error: string; readonly stack: string; readonly refused: boolean };
