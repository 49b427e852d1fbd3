import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sharedSdl } from '../../subgraphs/kit/subgraph.ts';
import { sdlOfService } from '../../schema/agency/service-sdl.ts';

/** Editors write a file in several steps; so long must it rest before it is read. */
const REST_MS = 50;
const ASK_EVERY_MS = 300;

/** The SDL that is being worked on: at once, and whenever it changes. */
export interface LocalSdl {
  readonly read: () => Promise<string>;
  /** Calls back when there may be another. */
  readonly follow: (changed: () => void) => { readonly stop: () => void };
}

/** Of a folder of the kit: its schema.graphql behind the shared SDL. */
export function sdlInFolder(folder: string): LocalSdl {
  const file = join(folder, 'schema.graphql');
  const shared = [sharedSdl('common.graphql'), sharedSdl('figures.graphql'), sharedSdl('agency.graphql')];
  return {
    read: async () => [...shared, await readFile(file, 'utf8')].join('\n'),
    follow: (changed) => {
      let resting: NodeJS.Timeout | undefined;
      const watcher = watch(folder, () => {
        clearTimeout(resting);
        resting = setTimeout(changed, REST_MS);
      });
      return { stop: () => watcher.close() };
    },
  };
}

/** Of a service in any language, as it tells it itself. */
export function sdlAt(url: string): LocalSdl {
  return {
    read: () => sdlOfService(url),
    follow: (changed) => {
      const timer = setInterval(changed, ASK_EVERY_MS);
      return { stop: () => clearInterval(timer) };
    },
  };
}
