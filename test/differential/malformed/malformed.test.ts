import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, type GraphQLSchema } from 'graphql';
import { overHttp } from '../../../gateway/reach/over-http.ts';
import { startOurs, startStock, type RunningGateway } from '../gateways.ts';
import { ANSWERS } from './answers.ts';
import { ENTITIES } from './entities.ts';
import { graph, type Malformed } from './graph.ts';
import { VALUES } from './values.ts';
import { shapeFault } from '../specified-shape.ts';
import { compose } from '../world.ts';

/** A text is the whole answer, an object its data. */
const textOf = (sent: object | string) => (typeof sent === 'string' ? sent : JSON.stringify({ data: sent }));

describe('a subgraph that sends', () => {
  const supergraph = compose(graph);
  const inherited = Object.getOwnPropertyNames(Object.prototype);
  let schema: GraphQLSchema;
  let gateway: RunningGateway;
  let sent: Pick<Malformed, 'first' | 'second'> = { first: {} };
  const servers = (['first', 'second'] as const).map((name) =>
    createServer((request, response) => {
      request.resume().on('end', () => {
        response.setHeader('content-type', 'application/json').end(textOf(sent[name] ?? {}));
      });
    }),
  );
  const reaches = new Map<string, ReturnType<typeof overHttp>>();

  beforeAll(async () => {
    const stock = await startStock(supergraph, () => async () => ({ data: {} }));
    schema = stock.apiSchema;
    await stock.stop();
    for (const [place, name] of ['first', 'second'].entries()) {
      const server = servers[place]!;
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      reaches.set(name, overHttp(name, `http://127.0.0.1:${(server.address() as AddressInfo).port}`, 5_000));
    }
    gateway = await startOurs(supergraph, (name) => reaches.get(name)!);
  });
  afterAll(async () => {
    await gateway.stop();
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  it.each([...VALUES, ...ENTITIES, ...ANSWERS].map((one) => [one.what, one] as const))(
    '%s harms nothing but the fields concerned',
    async (_what, { query, data, errors = [], ...answers }) => {
      sent = answers;
      const answer = await gateway.ask(query, {});
      expect({ data: answer.data, errors: pairsOf(answer.errors, errors) }).toEqual({ data, errors: [...errors] });
      // What is known is answered another way.
      expect(await gateway.ask(query, {})).toEqual(answer);
      expect(shapeFault(schema, { document: parse(query), variables: {} }, answer.data)).toBeNull();
      expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(inherited);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    },
  );
});

/** The different codes of the errors, with the agency where that is expected. */
function pairsOf(
  errors: readonly { extensions?: Record<string, unknown> }[] = [],
  expected: readonly string[],
): string[] {
  const tellsAgency = expected.some((one) => one.includes(' of '));
  return [
    ...new Set(
      errors.map(({ extensions }) => {
        const code = String(extensions?.['code']);
        return tellsAgency ? `${code} of ${String(extensions?.['agency'])}` : code;
      }),
    ),
  ];
}
