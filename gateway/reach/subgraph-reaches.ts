import { subgraphUrl } from '../configuration.ts';
import type { Policies } from '../../schema/registry/publication/policies.ts';
import type { VersionSource } from '../versions/version-source.ts';
import { LONGEST_QUEUE, overHttp } from './over-http.ts';
import { resilient } from './resilience.ts';
import type { Reach } from './subgraph-answer.ts';

export interface SubgraphReachesOptions {
  /** Subgraphs that run in this process; the others are reached over HTTP. */
  readonly inProcess: ReadonlyMap<string, Reach>;
  /** Longest wait for one answer, in milliseconds. */
  readonly timeoutMs: number;
  /** Most requests to one subgraph at a time. */
  readonly concurrency: number;
  /** `<AGENCY>_URL` goes before the routing URL of the supergraph. */
  readonly environment: NodeJS.ProcessEnv;
  /** What an agency says of how it is to be asked; it goes before `timeoutMs` and `concurrency`, and may change. */
  readonly policiesOf?: (name: string) => Policies;
  /** Follows the versions of the data of a subgraph that is reached at this address. */
  readonly versionsAt?: (name: string, url: string) => VersionSource;
}

/** How a gateway reaches the subgraph with a name and routing URL: time and number of requests at a time are bounded for each. */
export function subgraphReaches(options: SubgraphReachesOptions): (name: string, url: string) => Reach {
  const { inProcess, environment, versionsAt, policiesOf } = options;
  const reachBy = (name: string, url: string, { timeoutMs, concurrency }: Required<Policies>): Reach => {
    const own = inProcess.get(name);
    if (own) return resilient(name, own, { timeoutMs, concurrency, queue: LONGEST_QUEUE, transport: false });
    const address = subgraphUrl(name, environment) ?? url;
    const versions = versionsAt?.(name, address);
    return overHttp(name, address, timeoutMs, {
      concurrency,
      ...(versions ? { versions: { current: () => versions.sharedUnder() } } : {}),
    });
  };
  const usual = { timeoutMs: options.timeoutMs, concurrency: options.concurrency };
  if (!policiesOf) return (name, url) => reachBy(name, url, usual);
  return (name, url) => {
    const policies = () => ({ ...usual, ...policiesOf(name) });
    let by = policies();
    let reach = reachBy(name, url, by);
    return (request) => {
      const now = policies();
      if (now.timeoutMs !== by.timeoutMs || now.concurrency !== by.concurrency) {
        by = now;
        reach = reachBy(name, url, by);
      }
      return reach(request);
    };
  };
}
