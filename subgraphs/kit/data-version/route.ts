import type { FastifyInstance } from 'fastify';
import { leaseLeft, monotonicClock, type Clock } from './lease.ts';
import type { DataVersionWatch } from './watch.ts';

/** Beside `/graphql`, so that a gateway finds it from the address that it has. */
export const DATA_VERSION_PATH = '/data-version';

/** An unchanged version is told after so long; a lease must outlast two such questions. */
const HOLD_MS = 200;
/** More questions than this are not held at the same time. */
const MOST_HELD = 512;

interface Question {
  /** The version that the gateway holds: it confirms that it never again relies on an older one. */
  known?: string;
  /** A name that the gateway made up for itself. */
  gateway: string;
}

const querystring = {
  type: 'object',
  required: ['gateway'],
  properties: {
    known: { type: 'string', pattern: '^[\\w-]{1,80}$' },
    gateway: { type: 'string', pattern: '^[\\w-]{8,64}$' },
  },
};

/**
 * Serves the version to gateways: at once when it is not the one they know, else a little later, each time with the lease that is
 * left of the last read.
 */
export function serveDataVersion(app: FastifyInstance, watch: DataVersionWatch, clock: Clock = monotonicClock): void {
  const held = new Set<() => void>();
  const releaseAll = () => {
    for (const release of held) release();
  };
  const noLonger = watch.onVersion(releaseAll);
  app.addHook('preClose', async () => {
    noLonger();
    releaseAll();
  });

  app.get<{ Querystring: Question }>(DATA_VERSION_PATH, { schema: { querystring } }, async (request, reply) => {
    const { known, gateway } = request.query;
    void reply.header('cache-control', 'no-store');
    if (known !== undefined) {
      watch.leases.confirm(gateway, known);
      watch.checkConfirmed();
      if (known === watch.lease()?.version) {
        if (held.size >= MOST_HELD) return reply.code(503).header('retry-after', '1').send(BUSY);
        await changeOrTimeout();
      } else {
        // A gateway may know more than this process does yet.
        watch.refresh();
      }
    }
    const now = clock();
    const lease = watch.lease();
    const leaseMs = lease ? leaseLeft(lease, now) : 0;
    if (!lease || leaseMs === 0) return reply.code(503).header('retry-after', '1').send(UNKNOWN);
    // Nobody is there to hold a lease.
    if (request.socket.destroyed) return reply;
    if (!watch.leases.give(gateway, lease, now)) return reply.code(503).header('retry-after', '1').send(BUSY);
    return { version: lease.version, leaseMs };
  });

  function changeOrTimeout(): Promise<void> {
    return new Promise((resolve) => {
      const release = () => {
        clearTimeout(timer);
        held.delete(release);
        resolve();
      };
      const timer = setTimeout(release, HOLD_MS);
      held.add(release);
    });
  }
}

const UNKNOWN = {
  code: 'DATA_VERSION_UNKNOWN',
  message: 'The version of the data is not known now: the database cannot be read. Ask again in a second.',
};
const BUSY = { code: 'TOO_MANY_GATEWAYS', message: 'Too many gateways follow this subgraph. Ask again in a second.' };
