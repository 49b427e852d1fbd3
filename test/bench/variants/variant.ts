import type { Mode, OperationName } from '../options.ts';
import type { Stage } from '../stage.ts';
import type { StartedProcess } from '../started-process.ts';

/** What a variant is started for. */
export interface Place {
  readonly stage: Stage;
  readonly mode: Mode;
  /** Our own graph, or that of the public benchmarks. */
  readonly graph: 'ours' | 'public';
  /** More arguments for node, before the program. */
  readonly nodeArguments: readonly string[];
}

export interface Running {
  readonly url: string;
  /** Another address for single operations. */
  readonly urlOf?: (operation: OperationName) => string;
  /** The process that is measured as the gateway. */
  readonly gateway: StartedProcess;
  /** The subgraphs that answer it, each its own process. */
  readonly subgraphs: readonly StartedProcess[];
  /** Address that tells how many requests the subgraphs have answered, where they are counted. */
  readonly counter?: string | undefined;
}

/** One way to answer the operations. */
export interface Variant {
  readonly name: string;
  readonly label: string;
  readonly operations: readonly OperationName[];
  readonly modes: readonly Mode[];
  /** Folders whose packages it needs. */
  readonly peers?: readonly string[];
  /** It computes nothing: its answers are not compared. */
  readonly unchecked?: boolean;
  readonly start: (place: Place) => Promise<Running>;
}
