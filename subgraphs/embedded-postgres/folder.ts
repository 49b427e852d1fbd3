import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import type { PostgresBinaries } from './binaries.ts';
import { closedTo, type SystemUser } from './run-as.ts';

const SYSTEM_FOLDER = '/var/lib/lien-thong';

/**
 * The folder to keep the database in: `LIEN_THONG_DATA`, or `.lien-thong` in the project. Where PostgreSQL's user cannot enter the
 * project, a folder of the system that belongs to this project, which is announced; a folder that was named is refused instead.
 */
export function chooseFolder(
  project: string,
  named: string | undefined,
  user: SystemUser | null,
  announce: (line: string) => void,
): string {
  const wished = resolve(named || join(project, '.lien-thong'));
  const closed = user && closedTo(user, wished);
  if (!closed) return wished;
  if (named) {
    throw new Error(
      `LIEN_THONG_DATA names ${wished}, but PostgreSQL's user ${user.name} cannot enter ${closed}. Name a folder that it can reach.`,
    );
  }
  const folder = join(SYSTEM_FOLDER, createHash('sha256').update(project).digest('hex').slice(0, 12));
  announce(`PostgreSQL's user ${user.name} cannot enter ${closed}: the data is kept in ${folder}`);
  return folder;
}

/** Makes a folder that only its user can read, and says what to do where that is not allowed. */
export function makePrivateFolder(folder: string, user: SystemUser | null): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    if (user) chownSync(folder, user.uid, user.gid);
    chmodSync(folder, 0o700);
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/** Makes the folder around the data, which PostgreSQL's user must be able to enter. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw unwritable(folder, error);
  }
}

/** The folder of PostgreSQL's programs; a copy beside the data where its user cannot reach the installed ones. */
export function reachablePrograms(binaries: PostgresBinaries, folder: string, user: SystemUser | null): string {
  if (!user || !closedTo(user, join(binaries.folder, 'bin'))) return binaries.folder;
  const copy = join(folder, `postgresql-${binaries.version}`);
  if (existsSync(copy)) return copy;
  // Copied beside its place and moved there when whole: of two starts at once the first one's copy serves both.
  const partial = `${copy}.${process.pid}.partial`;
  cpSync(binaries.folder, partial, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(partial, copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return copy;
}

function unwritable(folder: string, cause: unknown): Error {
  return new Error(`Cannot write to ${folder}. Make it writable, or set LIEN_THONG_DATA to another folder.`, { cause });
}
