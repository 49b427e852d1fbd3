import type { Contract } from '../../contracts/contract.ts';

/** A subgraph as it is composed. */
export interface ComposedSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
}

/** What the agency of a name may do. */
export interface Rights {
  readonly prefix: string | null;
  /** `Query.findings`, `Mutation.saveView`; `*` for the subgraphs of the graph itself, which also name their types as they like. */
  readonly grantedFields: readonly string[];
}

/** An operation that clients use. */
export interface UsedOperation {
  readonly text: string;
  readonly clients: readonly UsingClient[];
}

export interface UsingClient {
  /** `dashboard@2.1`. */
  readonly client: string;
  /** Day. */
  readonly lastUsed: string;
  /** Codes that it asked for by this operation. */
  readonly indicators: readonly string[];
}

/** A graph that might be served: one subgraph is published, changed or left out. */
export interface Candidate {
  /** All subgraphs as they would be, the changed one included. */
  readonly subgraphs: readonly ComposedSubgraph[];
  /** Name of the subgraph that changes; null: those of a release do, whose own rules were checked where it was made. */
  readonly changed: string | null;
  readonly rights: Rights;
  /** What clients see now, and what is composed now; null: nothing is served yet. */
  readonly before: { readonly api: string; readonly supergraph: string } | null;
  readonly operations: readonly UsedOperation[];
  /** Contracts that are served with it. */
  readonly contracts: readonly Contract[];
}

/** A candidate in which one subgraph changes. */
export interface Changed extends Candidate {
  readonly changed: string;
}
