import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { PROJECT } from './served-subgraphs.ts';

/** Installs the peers of these folders where that has not been done, or their lock file has changed since. */
export function installPeers(folders: readonly string[], say: (line: string) => void): void {
  for (const folder of new Set(folders)) {
    const lock = createHash('sha256')
      .update(readFileSync(join(folder, 'package-lock.json')))
      .digest('hex');
    const mark = join(folder, 'node_modules/.installed');
    if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) continue;
    const name = relative(PROJECT, folder);
    say(`Installing the peers of ${name} (once, up to some minutes): npm ci --prefix ${name}`);
    const { status } = spawnSync('npm', ['ci', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel', 'error'], {
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (status !== 0) throw new Error(`npm ci --prefix ${name} failed: see above. --variants leaves peers out.`);
    writeFileSync(mark, lock);
  }
}
