import { buildSchema, parse, validate, type GraphQLSchema } from 'graphql';
import type { Candidate, UsedOperation, UsingClient } from './candidate.ts';
import { codesIn, type ReviewedGraph } from './changes.ts';
import type { Fault } from './fault.ts';

/** Operations that clients use, which the graph answers now and would not answer any more; and codes of indicators that they ask for. */
export function clientFaults(
  before: ReviewedGraph,
  after: ReviewedGraph,
  operations: Candidate['operations'],
): Fault[] {
  const [now, then] = [buildSchema(before.api), buildSchema(after.api)];
  const gone = codesIn(before.supergraph).difference(codesIn(after.supergraph));
  return operations.flatMap((operation): Fault[] => {
    const errors = newErrors(operation, now, then);
    const lost = new Set(operation.clients.flatMap(({ indicators }) => indicators)).intersection(gone);
    const reasons = [...errors, ...[...lost].map((code) => `the indicator ${code} would be gone`)];
    if (reasons.length === 0) return [];
    const broken = operation.clients.filter(
      ({ indicators }) => errors.length > 0 || indicators.some((code) => lost.has(code)),
    );
    return [
      {
        code: 'BREAKS_CLIENTS',
        where: usedBy(broken),
        what: `${reasons.join('; ')}, in: ${shortened(operation.text)}`,
        instead:
          'Keep what is asked, marked @deprecated(reason: "... until YYYY-MM-DD") with what to use instead, until nobody asks for it any more.',
      },
    ];
  });
}

/** What validation says of an operation that was valid before. */
function newErrors({ text }: UsedOperation, now: GraphQLSchema, then: GraphQLSchema): readonly string[] {
  const document = parse(text);
  if (validate(now, document).length > 0) return [];
  return validate(then, document).map(({ message }) => message.replace(/\.$/, ''));
}

/** `dashboard@2.1 (last on 2026-11-26)`. */
export function usedBy(clients: readonly UsingClient[]): string {
  return clients.map(({ client, lastUsed }) => `${client} (last on ${lastUsed})`).join(', ');
}

export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 120 ? `${line.slice(0, 120)} ...` : line;
}
