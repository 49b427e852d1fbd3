import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';

/** The browser shall ask for what the pages of the tests ask for, and for nothing of its own. */
const QUIET = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
/** Prints where the package put its browser. */
const UNPACK = `import chromium from '@sparticuz/chromium'; console.log(await chromium.executablePath());`;

/** A real Chromium without a screen, from the development dependencies: nothing is downloaded. */
export function useBrowser(): () => Browser {
  const folder = mkdtempSync(join(tmpdir(), 'lien-thong-browser-'));
  let browser: Browser | undefined;

  beforeAll(async () => {
    try {
      browser = await launch(folder);
    } catch (error) {
      throw new Error(
        'The Chromium of @sparticuz/chromium does not start here. It needs Linux on x64 with glibc 2.34 or later, and 300 MB of free disk.',
        { cause: error },
      );
    }
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return () => browser!;
}

async function launch(folder: string): Promise<Browser> {
  // Unpacked by a process of its own, whose folder for temporary files is this one: a half unpacked browser is never found later.
  // The variable asks for the libraries that a bare system lacks, too.
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', UNPACK], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' },
  });
  const fonts = join(folder, 'fonts.conf');
  writeFileSync(fonts, `<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>`);
  // The package's own arguments are left out: they turn off the rules between origins, which the tests are about.
  return chromium.launch({
    executablePath: stdout.trim(),
    args: QUIET,
    env: {
      ...(process.env as Record<string, string>),
      TMPDIR: folder,
      HOME: folder,
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: fonts,
    },
  });
}
