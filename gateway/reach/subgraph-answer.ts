import type { GraphQLFormattedError } from 'graphql';

/** A request of the gateway to one subgraph. */
export interface SubgraphRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Writes the variables as JSON, from what is written already. */
  readonly writeVariables?: () => string;
  readonly operationName?: string | undefined;
  /** Only queries may be asked again or shared. Left out: a query. */
  readonly kind?: 'query' | 'mutation';
  /** Who asks: only requests of the same caller are shared, and only of one who is named and leaves answers unchanged. */
  readonly caller?: string;
  /** Aborted when nobody waits for the answer any more, or the time for the whole operation is over. */
  readonly signal?: AbortSignal;
  readonly recognition?: Recognition;
}

/** An answer that was recognised: the JSON of each entity, and what it has beside `data`. */
export interface Recognised {
  readonly entities: readonly string[];
  readonly beside: Pick<SubgraphAnswer, 'errors' | 'extensions'>;
}

/** Finds the entities in the text of an answer, so that it need not be parsed. */
export interface Recognition {
  /** What a text must be. */
  readonly pattern: string;
  /** Null for a text that is not recognised, or has more entities than were asked for. */
  readonly recognise: (text: string, asked: number) => Recognised | null;
}

/** What a subgraph answers, however it is reached. Others may hold the same object: nothing in it may be changed. */
export interface SubgraphAnswer {
  readonly data?: Record<string, any> | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: {
    /** Version of the subgraph's own data. */
    readonly dataVersion?: string;
    /** Versions of other subgraphs' data that it was built from, by subgraph. */
    readonly dataVersions?: Readonly<Record<string, string>>;
  };
  /** For how many seconds the answer may be kept where no version is told: `Cache-Control: max-age`. */
  readonly maxAge?: number;
  /** The JSON of each entity, where it was not parsed; `data` is then read from it when it is asked for. */
  readonly texts?: readonly string[];
  /** Length of the answer as JSON, where it is known. */
  readonly bytes?: number;
}

/** Reaches one subgraph; throws `SubgraphFailure` when there is no answer. */
export type Reach = (request: SubgraphRequest) => Promise<SubgraphAnswer>;

export type FailureCode =
  | 'SUBGRAPH_UNREACHABLE'
  | 'SUBGRAPH_TIMEOUT'
  | 'SUBGRAPH_OVERLOADED'
  | 'SUBGRAPH_ANSWER_TOO_LARGE'
  | 'SUBGRAPH_INVALID_RESPONSE';

/** A subgraph gave no usable answer. The message is for clients: it holds no address. */
export class SubgraphFailure extends Error {
  override readonly name = 'SubgraphFailure';
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}
