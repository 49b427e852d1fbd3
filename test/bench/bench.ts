import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runUntilStopped } from '../../subgraphs/kit/command.ts';
import { startBenchDatabase } from './database.ts';
import { startLoadGenerator } from './load/load-generator.ts';
import { describeMachine, pin } from './machine.ts';
import { measureTables } from './measure-tables.ts';
import { unitOperations } from './operations/units.ts';
import { readBenchOptions, usage, type Options } from './options.ts';
import { tableText, tableTitle } from './report/table.ts';
import type { Results, Table } from './results.ts';
import { openStage, PROJECT, type Stage } from './stage.ts';
import { VARIANTS, variantsNamed } from './variants/variants.ts';
import { versions } from './versions.ts';

const USAGE = usage(VARIANTS);
const say = (line: string) => console.log(line);

await runUntilStopped(async (stopping) => {
  const options = readBenchOptions(USAGE);
  if (!options) return console.log(USAGE);
  variantsNamed(options.variants);
  const database = await startBenchDatabase({ ...options, project: PROJECT }, (line) => say(`  ${line}`));
  // Not before the data is there, which two cores make sooner.
  const pinning = pin([database.pid]);
  const scratch = mkdtempSync(join(tmpdir(), 'lien-thong-bench-run-'));
  const stage = openStage({ database, pinning, stopping, scratch });
  try {
    await measure(stage, options);
  } finally {
    await stage.stop();
    await database.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
});

async function measure(stage: Stage, options: Options): Promise<void> {
  const generator = startLoadGenerator();
  try {
    const operations = (await unitOperations(stage.database.url)).filter(({ name }) =>
      options.operations.includes(name),
    );
    const tables: Table[] = [];
    for (const mode of options.modes) {
      const variants = variantsNamed(options.variants).filter(({ modes }) => modes.includes(mode));
      const { rounds, seconds } = options;
      for (const table of await measureTables(
        stage,
        generator,
        { mode, graph: 'ours', operations, variants, rounds, seconds },
        say,
      )) {
        tables.push(table);
        say(`\n${tableTitle(table)}\n\n${tableText(table)}\n`);
      }
    }
    report(options, {
      date: new Date().toISOString().slice(0, 16),
      machine: describeMachine(),
      pinned: stage.pinning.pinned,
      versions: versions(),
      rounds: options.rounds,
      seconds: options.seconds,
      tables,
    });
  } finally {
    generator.stop();
  }
}

function report(options: Options, results: Results): void {
  const file = options.output ?? join(import.meta.dirname, 'results', `${results.date.replaceAll(':', '-')}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  say(`Written to ${file}`);
}
