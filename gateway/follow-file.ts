import { watch } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

export interface FollowLog {
  info?(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** What is said of the followed file. */
export interface FollowWords {
  readonly changed: string;
  readonly refused: string;
  readonly lost: string;
}

/** Editors and copies write a file in several steps; so long must it rest before it is read. */
const REST_MS = 100;

/**
 * Calls `reread` when a file has changed or was replaced; it tells whether there was anything new, and throws for what cannot be used.
 * Returns a function that stops following.
 */
export function followFile(
  path: string,
  reread: () => Promise<boolean>,
  words: FollowWords,
  log: FollowLog,
): () => void {
  const file = resolve(path);
  let resting: NodeJS.Timeout | undefined;
  const look = async () => {
    try {
      if (await reread()) log.info?.({ file }, words.changed);
    } catch (error) {
      log.error({ err: error, file }, words.refused);
    }
  };
  // The folder is watched: a file that is replaced by another of its name would no longer be the one watched.
  const watcher = watch(dirname(file), (_event, name) => {
    if (name !== null && name !== basename(file)) return;
    clearTimeout(resting);
    resting = setTimeout(() => void look(), REST_MS);
  });
  watcher.on('error', (error) => log.error({ err: error, file }, words.lost));
  return () => {
    clearTimeout(resting);
    watcher.close();
  };
}
