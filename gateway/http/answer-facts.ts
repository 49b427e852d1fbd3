/** What is learnt of an answer on its way, for the log and for its headers. */
export interface AnswerFacts {
  /** Estimated cost. */
  cost?: number;
  /** Whether the answer has errors; unknown counts as having some. */
  hasErrors?: boolean;
  /** For how many seconds every part may be kept; left out where one may change at any time. */
  maxAge?: number;
}
