import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runUntilStopped } from '../../subgraphs/kit/command.ts';
import { startBenchDatabase } from './database.ts';
import { installPeers } from './install-peers.ts';
import { startLoadGenerator } from './load/load-generator.ts';
import { pin } from './machine.ts';
import { measureAll } from './measure-all.ts';
import { readBenchOptions, usage } from './options.ts';
import { profileVariant } from './profile/profile-variant.ts';
import { PROJECT } from './served-subgraphs.ts';
import { openStage } from './stage.ts';
import { VARIANTS, variantsNamed } from './variants/variants.ts';

const USAGE = usage(VARIANTS);
const say = (line: string) => console.log(line);

await runUntilStopped(async (stopping) => {
  const options = readBenchOptions(USAGE);
  if (!options) return console.log(USAGE);
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
  const generator = startLoadGenerator();
  try {
    if (options.profile) return await profileVariant(stage, generator, variants[0]!, options, say);
    const results = await measureAll(stage, generator, variants, options, say);
    const file = options.output ?? join(import.meta.dirname, 'results', `${results.date.replaceAll(':', '-')}.json`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
    say(`Written to ${file}`);
  } finally {
    generator.stop();
    await stage.stop();
    await database.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
});
