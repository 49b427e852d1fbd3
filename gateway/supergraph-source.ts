import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { followFile, type FollowLog } from './follow-file.ts';

/** Gives a supergraph at once, and later ones to `follow`, until it is stopped. `follow` rejects one that cannot be served. */
export type SupergraphSource = (
  follow: (sdl: string) => Promise<void>,
) => Promise<{ readonly sdl: string; readonly stop: () => Promise<void> }>;

const WORDS = {
  changed: 'Now serving the changed supergraph.',
  refused: 'The changed supergraph cannot be served: the one before goes on.',
  lost: 'The supergraph is no longer followed.',
};

/** A supergraph that does not change. */
export function fixedSupergraph(sdl: string): SupergraphSource {
  return async () => ({ sdl, stop: async () => {} });
}

/** A supergraph from a file, followed when the file changes or is replaced. */
export function supergraphFile(path: string, log: FollowLog): SupergraphSource {
  const file = resolve(path);
  return async (follow) => {
    let served = await read(file);
    const reread = async () => {
      const sdl = await read(file);
      if (sdl === served) return false;
      await follow(sdl);
      served = sdl;
      return true;
    };
    const stop = followFile(file, reread, WORDS, log);
    return { sdl: served, stop: async () => stop() };
  };
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new Error(
      `Cannot read the supergraph ${file}. Name a supergraph with --supergraph, or make one with "npm run compose".`,
      { cause: error },
    );
  }
}
