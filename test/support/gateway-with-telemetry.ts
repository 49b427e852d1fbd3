import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApolloGateway } from '@apollo/gateway';

/** Apollo's gateway as it comes, started and stopped: what ours must not do, to see that it would be noticed. */
const supergraphSdl = readFileSync(join(import.meta.dirname, '../../schema/supergraph.graphql'), 'utf8');
const gateway = new ApolloGateway({ supergraphSdl });
await gateway.load();
await gateway.stop();
