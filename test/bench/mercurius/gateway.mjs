/** Mercurius gateway: `node gateway.mjs SERVICES PORT`, services as a JSON list of name, url and schema. */
import { readFileSync } from 'node:fs';
import mercuriusGateway from '@mercuriusjs/gateway';
import Fastify from 'fastify';

const [file, port] = process.argv.slice(2);
const app = Fastify();
app.register(mercuriusGateway, {
  jit: 1,
  gateway: {
    services: JSON.parse(readFileSync(file, 'utf8')).map((service) => ({
      ...service,
      rewriteHeaders: ({ authorization }) => (authorization ? { authorization } : {}),
    })),
  },
});
await app.listen({ host: '127.0.0.1', port: Number(port) });
