import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { USUAL_COST_LIMIT } from '../schema/cost/cost-limit.ts';
import { fieldLimitRule } from './field-limit.ts';
import { responseKeyRule } from './response-key-rule.ts';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';

/** What one request may ask, each with its unit. Beyond, it is refused before any work is done. */
export const LIMITS = {
  /** Bytes of a request's body. */
  bodyBytes: 256 * 1024,
  /** Bytes of a request's address and headers together; a longer query goes by POST. */
  headerBytes: 16 * 1024,
  /** Lexical tokens of a document. */
  tokens: 10_000,
  /** Nesting of fields; introspection aside. */
  depth: 20,
  /** Aliases in an operation: a page of 12 indicators over 15 years needs 180. */
  aliases: 300,
  /** Fields of an operation with its fragments written out. */
  fields: 5_000,
  /** Estimated cost of an operation, in objects of its answer. */
  cost: USUAL_COST_LIMIT,
  /** Bytes of an answer. Ten thousand units with twelve figures each are three million. */
  responseBytes: 32 * 1024 * 1024,
} as const;

/** Largest answer of a subgraph, in bytes: beyond, it is not read on. */
export const SUBGRAPH_ANSWER_BYTES = 64 * 1024 * 1024;

/** Validation rules for the limits that can only be seen in a parsed document. */
export const limitRules: ValidationRule[] = [
  responseKeyRule,
  fieldLimitRule(LIMITS.fields),
  limit(
    'DEPTH_LIMIT',
    maxDepthRule,
    LIMITS.depth,
    (found) => `The query nests fields deeper than ${LIMITS.depth} levels${found}. Ask for less at once.`,
  ),
  limit(
    'ALIAS_LIMIT',
    maxAliasesRule,
    LIMITS.aliases,
    (found) => `The query has more than ${LIMITS.aliases} aliases${found}. Send it in parts.`,
  ),
];

type Rule = (options: {
  n: number;
  flattenFragments?: boolean;
  propagateOnRejection: boolean;
  onReject: ((context: ValidationContext | null, error: GraphQLError) => void)[];
}) => ValidationRule;

function limit(code: string, rule: unknown, n: number, message: (found: string) => string): ValidationRule {
  return (rule as Rule)({
    n,
    flattenFragments: true,
    propagateOnRejection: false,
    onReject: [
      (context, error) => {
        const found = /found (\d+)/.exec(error.message)?.[1];
        context?.reportError(new GraphQLError(message(found ? ` (${found})` : ''), { extensions: { code } }));
      },
    ],
  });
}
