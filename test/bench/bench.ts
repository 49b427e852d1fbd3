import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runUntilStopped } from '../../subgraphs/kit/command.ts';
import { startBenchDatabase } from './database.ts';
import { installPeers } from './install-peers.ts';
import { startLoadGenerator } from './load/load-generator.ts';
import { pin } from './machine.ts';
import { measureAll } from './measure-all.ts';
import { readBenchOptions, usage, type Options } from './options.ts';
import { profileVariant } from './profile/profile-variant.ts';
import { pageText } from './report/page.ts';
import { joinResults, type Results } from './results.ts';
import { PROJECT } from './served-subgraphs.ts';
import { openStage } from './stage.ts';
import { VARIANTS, variantsNamed } from './variants/variants.ts';

const USAGE = usage(VARIANTS);
const say = (line: string) => console.log(line);

await runUntilStopped(async (stopping) => {
  const options = readBenchOptions(USAGE);
  if (!options) return console.log(USAGE);
  if (options.from) return write(joinResults(options.from.map(readResults)), options);
  const variants = variantsNamed(options.profile ? [options.profile] : options.variants);
  installPeers(
    variants.flatMap(({ peers }) => peers ?? []),
    say,
  );
  const database = await startBenchDatabase({ ...options, project: PROJECT }, (line) => say(`  ${line}`));
  // Not before the data is there, which two cores make sooner.
  const pinning = pin([database.pid]);
  const scratch = mkdtempSync(join(tmpdir(), 'lien-thong-bench-run-'));
  const stage = openStage({ database, pinning, stopping, scratch });
  const generator = startLoadGenerator(stopping);
  try {
    if (options.profile) return await profileVariant(stage, generator, variants[0]!, options, say);
    let results: Results | undefined;
    // Written each time, so that a run that is stopped has not been for nothing.
    const keep = (found: Results) => {
      results = found;
      write(found, options);
    };
    await measureAll(stage, generator, variants, options, keep, say);
    requireAll(results);
  } finally {
    generator.stop();
    await stage.stop().catch((error: unknown) => say(String(error)));
    await database.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
});

/** Writes the results to a file, and to the page if that is wished. */
function write(results: Results, { output, page }: Options): void {
  const data = `${JSON.stringify(results, null, 2)}\n`;
  const file = output ?? join(import.meta.dirname, 'results', `${results.date.replaceAll(':', '-')}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, data);
  say(`Results so far in ${file}`);
  if (!page) return;
  writeFileSync(join(import.meta.dirname, 'RESULTS.json'), data);
  writeFileSync(join(import.meta.dirname, 'RESULTS.md'), pageText(results, VARIANTS));
}

/** Ends with an error where something that was to be measured could not be. */
function requireAll(results: Results | undefined): void {
  const left =
    results?.tables.flatMap(({ operation, mode, left: out }) =>
      out.map(({ variant }) => `${variant} (${operation}, ${mode})`),
    ) ?? [];
  const grown = results?.growth.flatMap(({ variant, reason }) => (reason ? [`${variant} (E)`] : [])) ?? [];
  const all = [...left, ...grown];
  if (all.length > 0) throw new Error(`Left out, for the reasons told above: ${all.join(', ')}.`);
}

function readResults(file: string): Results {
  // JSON has no NaN, which stands where nothing was measured.
  const readNumber = (key: string, value: unknown) =>
    value === null && key !== 'subgraphRequests' ? Number.NaN : value;
  return JSON.parse(readFileSync(file, 'utf8'), readNumber) as Results;
}
