import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PROJECT } from './compose-file.ts';

/** What a container of the project's image has, without an engine that builds it. */
export interface ImageFolder {
  /** Its working folder: only what the Dockerfile copies, and no package that is for development only. */
  readonly path: string;
  /** Variables that the image sets. */
  readonly environment: Readonly<Record<string, string>>;
  readonly remove: () => void;
}

export const DOCKERFILE = readFileSync(join(PROJECT, 'Dockerfile'), 'utf8');

/** Follows the last stage of the Dockerfile. */
export function makeImageFolder(): ImageFolder {
  const path = mkdtempSync(join(tmpdir(), 'lien-thong-image-'));
  const stage = DOCKERFILE.slice(DOCKERFILE.lastIndexOf('\nFROM '));
  for (const [, from, to] of stage.matchAll(/^COPY ([^-\s]\S*) (\S+)$/gm)) {
    // As .dockerignore says.
    cpSync(join(PROJECT, from!), join(path, to!), { recursive: true, filter: (file) => !file.endsWith('.test.ts') });
  }
  for (const name of installedPackages()) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    symlinkSync(join(PROJECT, name), join(path, name), 'junction');
  }
  const environment = Object.fromEntries(
    [...stage.matchAll(/^ENV (\w+)=(\S+)$/gm)].map(([, name, value]) => [name, value]),
  );
  return { path, environment, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** What `npm ci --omit=dev --omit=optional` leaves at the top of node_modules. */
function installedPackages(): string[] {
  const { packages } = JSON.parse(readFileSync(join(PROJECT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; optional?: boolean; devOptional?: boolean }>;
  };
  return Object.entries(packages)
    .filter(([, { dev, optional, devOptional }]) => !dev && !optional && !devOptional)
    .map(([name]) => name)
    .filter((name) => /^node_modules\/(@[^/]+\/)?[^/]+$/.test(name));
}
