import type { FastifyInstance } from 'fastify';
import type { Contract } from '../../schema/contracts/contract.ts';
import { contractSupergraph } from '../../schema/contracts/contract-supergraph.ts';
import { createGateway, type GatewayOptions } from '../gateway.ts';
import { addRoutes, createApp, type AppOptions } from '../http/app.ts';
import type { SupergraphSource } from '../supergraph-source.ts';
import { onlyVisible } from './only-visible.ts';

/** Contracts as the registry serves them with a supergraph. */
export interface ContractSource {
  /** Those of the supergraph that is served now. */
  readonly contracts: () => readonly Contract[];
  /** Calls back when a supergraph is served with its contracts; answers a function that ends that. */
  readonly onServed: (listener: () => void) => () => void;
}

interface Running {
  /** The contract, JSON. */
  readonly definition: string;
  readonly app: Promise<FastifyInstance>;
}

/** Gateways of contracts, each made when it is first asked for: the same agencies, less of the graph. */
export class ContractGateways {
  readonly #source: ContractSource;
  readonly #main: () => string;
  readonly #options: Omit<GatewayOptions, 'supergraph'>;
  readonly #app: AppOptions;
  readonly #running = new Map<string, Running>();

  /** `main`: the supergraph that is served whole. */
  constructor(
    source: ContractSource,
    main: () => string,
    options: Omit<GatewayOptions, 'supergraph'>,
    app: AppOptions,
  ) {
    this.#source = source;
    this.#main = main;
    this.#options = options;
    this.#app = app;
  }

  /** The server of a contract; null: there is none of the name. */
  async find(name: string): Promise<FastifyInstance | null> {
    const contract = this.#source.contracts().find((one) => one.name === name);
    const definition = JSON.stringify(contract);
    const before = this.#running.get(name);
    if (before && before.definition === definition) return before.app;
    // Another definition under the name is another gateway: what the one before kept must not be answered.
    this.#running.delete(name);
    if (before) void closed(before);
    if (!contract) return null;
    const started: Running = { definition, app: this.#start(contract) };
    this.#running.set(name, started);
    started.app.catch(() => {
      if (this.#running.get(name) === started) this.#running.delete(name);
    });
    return started.app;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#running.values()].map(closed));
  }

  async #start(contract: Contract): Promise<FastifyInstance> {
    const app = createApp(this.#app);
    let hidden: ReadonlySet<string> = new Set();
    const derive = () => {
      const graph = contractSupergraph(this.#main(), contract);
      ({ hidden } = graph);
      return graph.supergraph;
    };
    const supergraph: SupergraphSource = async (follow) => {
      const end = this.#source.onServed(() => {
        void follow(derive()).catch((error: unknown) =>
          app.log.error({ err: error, contract }, 'A contract cannot be served.'),
        );
      });
      return { sdl: derive(), stop: async () => end() };
    };
    const { reach, settings } = this.#options;
    const gateway = await createGateway({
      ...this.#options,
      supergraph,
      // What agencies answered is kept by what they were asked, and what is left out of that moves with the supergraph.
      settings: { ...settings, entityCacheMb: 0 },
      reach: (name, url) => onlyVisible(reach(name, url), () => hidden),
    });
    addRoutes(app, gateway, { exportsViews: false });
    await app.ready();
    return app;
  }
}

async function closed({ app }: Running): Promise<void> {
  const started = await app.catch(() => null);
  await started?.close();
}
