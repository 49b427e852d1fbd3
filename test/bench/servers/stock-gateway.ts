/** @apollo/server with @apollo/gateway, as their documentation starts them: `node stock-gateway.ts SUPERGRAPH PORT [--forward-caller]`. */
import { readFileSync } from 'node:fs';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

interface Context {
  readonly caller?: string | undefined;
}

/** Passes the caller's identity on to the subgraphs. */
class ForwardingDataSource extends RemoteGraphQLDataSource<Context> {
  override willSendRequest({
    request,
    context,
  }: Parameters<NonNullable<RemoteGraphQLDataSource['willSendRequest']>>[0]) {
    const { caller } = context as Context;
    if (caller) request.http?.headers.set('authorization', caller);
  }
}

const [supergraph, port, forward] = process.argv.slice(2);
const gateway = new ApolloGateway({
  supergraphSdl: readFileSync(supergraph!, 'utf8'),
  ...(forward
    ? { buildService: ({ url }: { url?: string | undefined }) => new ForwardingDataSource({ url: url! }) }
    : {}),
});
await startStandaloneServer(new ApolloServer<Context>({ gateway }), {
  listen: { host: '127.0.0.1', port: Number(port) },
  context: async ({ req }) => ({ caller: req.headers.authorization }),
});
