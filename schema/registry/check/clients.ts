import { ChangeType, CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema, parse, validate, type GraphQLSchema } from 'graphql';
import { readDeclarations } from '../../../subgraphs/kit/declarations.ts';
import type { Candidate, UsedOperation } from './candidate.ts';
import type { Change, Fault } from './fault.ts';

const LEVELS = {
  [CriticalityLevel.Breaking]: 'breaking',
  [CriticalityLevel.Dangerous]: 'dangerous',
  [CriticalityLevel.NonBreaking]: 'safe',
} as const;

/** What changes for clients. */
export async function changesOf(before: string, after: string): Promise<Change[]> {
  const changes = await diff(buildSchema(before), buildSchema(after));
  const added = changes.filter(({ type }) => type === ChangeType.TypeAdded).map(({ path }) => `${path}.`);
  const told = changes.filter(
    // What a new type has goes without saying, and so does what things are described with.
    ({ path, type }) => !added.some((one) => path?.startsWith(one)) && !type.includes('DESCRIPTION'),
  );
  return told.map(({ criticality, path, message }) => ({
    level: LEVELS[criticality.level],
    where: path ?? '',
    message,
  }));
}

/** Operations that clients use, which the graph answers now and would not answer any more; and codes of indicators that they ask for. */
export function clientFaults(
  before: { readonly api: string; readonly supergraph: string },
  after: { readonly api: string; readonly supergraph: string },
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
        where: broken.map(({ client, lastUsed }) => `${client} (last on ${lastUsed})`).join(', '),
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
  return validate(then, document).map(({ message }) => message);
}

/** Codes of the indicators of a graph. */
export function codesIn(supergraph: string): ReadonlySet<string> {
  const { agencies } = readDeclarations(parse(supergraph));
  return new Set(agencies.flatMap(({ indicators }) => indicators.map(({ code }) => code)));
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 120 ? `${line.slice(0, 120)} ...` : line;
}
