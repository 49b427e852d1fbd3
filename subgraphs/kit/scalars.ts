import { GraphQLError, GraphQLScalarType, Kind, print, type ValueNode } from 'graphql';
import { isDay } from './calendar.ts';
import { parseTimePeriod, TIME_PERIOD_FORMS } from './time-period.ts';

export const DateScalar = textScalar(
  'Date',
  'https://scalars.graphql.org/andimarek/local-date',
  'a day such as "2025-07-01"',
  (text) => (isDay(text) ? text : null),
);

export const DateTimeScalar = textScalar(
  'DateTime',
  'https://scalars.graphql.org/andimarek/date-time',
  'an instant with its offset, such as "2026-11-23T08:00:00Z"',
  (text) => (isInstant(text) ? text : null),
);

export const TimePeriodScalar = textScalar(
  'TimePeriod',
  'https://lienthong.example/scalars/time-period',
  `a period: ${TIME_PERIOD_FORMS}, as text in quotes`,
  (text) => parseTimePeriod(text)?.text ?? null,
);

/** The scalars of the shared SDL, by name: resolvers of every subgraph. */
export const sharedScalars = { Date: DateScalar, DateTime: DateTimeScalar, TimePeriod: TimePeriodScalar };

/** The same by the address that specifies them. */
export const scalarsBySpecification: ReadonlyMap<string, GraphQLScalarType> = new Map(
  Object.values(sharedScalars).map((scalar) => [scalar.specifiedByURL!, scalar]),
);

function isInstant(text: string): boolean {
  const match = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/.exec(
    text,
  );
  return match !== null && isDay(match[1]!);
}

/** A scalar that is text in a certain form; `read` answers its canonical text, or null for anything else. */
function textScalar(
  name: string,
  specifiedByURL: string,
  expected: string,
  read: (text: string) => string | null,
): GraphQLScalarType {
  const accept = (value: unknown, found: string, node?: ValueNode): string => {
    const text = typeof value === 'string' ? read(value) : null;
    if (text === null) {
      throw new GraphQLError(`${name} must be ${expected}, but got: ${found}.`, {
        ...(node ? { nodes: node } : {}),
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
    return text;
  };
  return new GraphQLScalarType({
    name,
    specifiedByURL,
    serialize: (value) => value,
    parseValue: (value) => accept(value, JSON.stringify(value) ?? String(value)),
    parseLiteral: (node: ValueNode) => accept(node.kind === Kind.STRING ? node.value : undefined, print(node), node),
  });
}
