/**
 * One of our subgraphs as its readers would write it with Apollo's own means: the ordinary resolvers behind Apollo Server on fastify.
 * `node ordinary-subgraph.ts NAME PORT`, with DATABASE_URL.
 */
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify from 'fastify';
import { subgraphNamed } from '../../../subgraphs/index.ts';
import { readerLoginOf } from '../../../subgraphs/kit/logins.ts';
import { openForReading } from '../../../subgraphs/kit/serve.ts';
import { createSubgraphServer } from '../../../subgraphs/kit/server.ts';
import { KEPT_OPEN_MS } from './kept-open.ts';

const [name, port] = process.argv.slice(2);
const subgraph = subgraphNamed(name!);
const db = openForReading(subgraph, readerLoginOf(subgraph, process.env));
const server = createSubgraphServer(subgraph, console);
await server.start();
const app = fastify({ keepAliveTimeout: KEPT_OPEN_MS, bodyLimit: 16 * 1024 * 1024 });
app.post('/graphql', fastifyApolloHandler(server, { context: async () => subgraph.createContext(db) }));
await app.listen({ host: '127.0.0.1', port: Number(port) });
