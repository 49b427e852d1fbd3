import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** A user of this system. */
export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. The user that it runs as then: `postgres` where there is one, else `nobody`; no user is created.
 * Null where this process is not root.
 */
export function postgresUser(): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name: name ?? '', uid: Number(uid), gid: Number(gid) }));
  const user = users.find(({ name }) => name === 'postgres') ?? users.find(({ name }) => name === 'nobody');
  if (!user) {
    throw new Error(
      'PostgreSQL does not run as root, and there is neither a user postgres nor nobody. Run as another user, or set DATABASE_URL.',
    );
  }
  return user;
}

/** The first folder on the way to `path` that the user may not enter, or null. Folders that do not exist yet are passed over. */
export function closedTo(user: SystemUser, path: string): string | null {
  const folder = resolve(path);
  const above = dirname(folder) === folder ? null : closedTo(user, dirname(folder));
  if (above || !existsSync(folder)) return above;
  const found = statSync(folder);
  if (!found.isDirectory()) return null;
  const { uid, gid, mode } = found;
  const enter = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
  return (mode & enter) === 0 ? folder : null;
}
