import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';

/** Gives a supergraph at once, and later ones to `follow`, until it is stopped. `follow` rejects one that cannot be served. */
export type SupergraphSource = (
  follow: (sdl: string) => Promise<void>,
) => Promise<{ readonly sdl: string; readonly stop: () => Promise<void> }>;

export interface SourceLog {
  info(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Editors and copies write a file in several steps; so long must it rest before it is read. */
const REST_MS = 100;

/** A supergraph that does not change. */
export function fixedSupergraph(sdl: string): SupergraphSource {
  return async () => ({ sdl, stop: async () => {} });
}

/** A supergraph from a file, followed when the file changes or is replaced. */
export function supergraphFile(path: string, log: SourceLog): SupergraphSource {
  const file = resolve(path);
  return async (follow) => {
    let served = await read(file);
    let resting: NodeJS.Timeout | undefined;
    const reread = async () => {
      try {
        const sdl = await read(file);
        if (sdl === served) return;
        await follow(sdl);
        served = sdl;
        log.info({ file }, 'Now serving the changed supergraph.');
      } catch (error) {
        log.error({ err: error, file }, 'The changed supergraph cannot be served: the one before goes on.');
      }
    };
    // The folder is watched: a file that is replaced by another of its name would no longer be the one watched.
    const watcher = watch(dirname(file), (_event, name) => {
      if (name !== null && name !== basename(file)) return;
      clearTimeout(resting);
      resting = setTimeout(() => void reread(), REST_MS);
    });
    watcher.on('error', (error) => log.error({ err: error, file }, 'The supergraph is no longer followed.'));
    return {
      sdl: served,
      stop: async () => {
        clearTimeout(resting);
        watcher.close();
      },
    };
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
