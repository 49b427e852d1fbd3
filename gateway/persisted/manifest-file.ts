import { readFile } from 'node:fs/promises';
import { followFile, type FollowLog } from '../follow-file.ts';
import { readManifest, type Manifest } from './manifest.ts';

/** The operations of a file that is followed. */
export interface ManifestFile {
  readonly file: string;
  readonly current: () => Manifest;
  readonly stop: () => void;
}

const WORDS = {
  changed: 'Now answering the changed persisted operations.',
  refused: 'The changed persisted operations cannot be used: those before go on.',
  lost: 'The persisted operations are no longer followed.',
};

/** Reads the file, and reads it again when it changes; `onChange` is told each time. Throws when it cannot be used at the start. */
export async function manifestFile(
  file: string,
  log: FollowLog,
  onChange: (manifest: Manifest) => void,
): Promise<ManifestFile> {
  let json = await read(file);
  let manifest = readManifest(json, file);
  const reread = async () => {
    const changed = await read(file);
    if (changed === json) return false;
    manifest = readManifest(changed, file);
    json = changed;
    onChange(manifest);
    return true;
  };
  const stop = followFile(file, reread, WORDS, log);
  return { file, current: () => manifest, stop };
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new Error(`Cannot read ${file}. PERSISTED_OPERATIONS must name a file of operations, or be empty.`, {
      cause,
    });
  }
}
