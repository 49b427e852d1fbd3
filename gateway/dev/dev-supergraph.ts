import { Checker } from '../../schema/registry/check/checker.ts';
import { composeForReview } from '../../schema/compose-supergraph.ts';
import type { SupergraphSource } from '../supergraph-source.ts';
import type { LocalSdl } from './local-sdl.ts';
import type { Other } from './others.ts';

export interface DevOptions {
  readonly name: string;
  readonly url: string;
  readonly local: LocalSdl;
  readonly others: readonly Other[];
  readonly prefix: (sdl: string) => string | null;
  readonly say: (line: string) => void;
}

/** The graph of everybody else's subgraphs and the one that is worked on, checked and composed anew whenever it changes. */
export function devSupergraph({ name, url, local, others, prefix, say }: DevOptions): SupergraphSource {
  const before = composeForReview(others);
  const checker = new Checker();
  let last = '';
  return async (follow) => {
    const compose = async (): Promise<string | null> => {
      const began = performance.now();
      const sdl = await local.read();
      if (sdl === last) return null;
      last = sdl;
      const { faults, composed } = await checker.check({
        subgraphs: [...others, { name, sdl, url }],
        changed: name,
        rights: { prefix: prefix(sdl), grantedFields: [] },
        before,
        operations: [],
        contracts: [],
      });
      for (const { code, where, what, instead } of faults)
        say(`✗ ${code}${where ? ` at ${where}` : ''}\n    ${what}\n    → ${instead}`);
      const took = `${Math.round(performance.now() - began)} ms`;
      if (!composed) say('The graph before goes on.');
      else say(`Composed in ${took}${faults.length > 0 ? '; it could not be published yet' : ''}.`);
      return composed?.supergraph ?? null;
    };
    const first = await compose().catch((error: Error) => {
      say(`${error.message} Waiting for it.`);
      return null;
    });
    let composing: Promise<void> | null = null;
    let isDue = false;
    const recompose = async () => {
      while (isDue) {
        isDue = false;
        try {
          const sdl = await compose();
          if (sdl !== null) await follow(sdl);
        } catch (error) {
          if (last !== '') say(`${(error as Error).message} The graph before goes on.`);
          last = '';
        }
      }
    };
    const following = local.follow(() => {
      isDue = true;
      composing ??= recompose().finally(() => (composing = null));
    });
    return {
      sdl: first ?? before.supergraph,
      stop: async () => {
        following.stop();
        await checker.stop();
      },
    };
  };
}
