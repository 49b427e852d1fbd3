import type { LoadGenerator } from './load/load-generator.ts';
import { busyWithoutUs, describeMachine } from './machine.ts';
import { measureGrowth } from './measure-growth.ts';
import { measureTables } from './measure-tables.ts';
import { publicOperation } from './operations/public.ts';
import { unitOperations } from './operations/units.ts';
import type { Options } from './options.ts';
import { growthText } from './report/growth-table.ts';
import { tableText, tableTitle } from './report/table.ts';
import type { Results, Table } from './results.ts';
import type { Stage } from './stage.ts';
import type { Variant } from './variants/variant.ts';
import { versions } from './versions.ts';

/** Measures what the options choose, telling each table as soon as it is there; `keep` is given all results so far each time. */
export async function measureAll(
  stage: Stage,
  generator: LoadGenerator,
  variants: readonly Variant[],
  options: Options,
  keep: (results: Results) => void,
  say: (line: string) => void,
): Promise<void> {
  const { rounds, seconds } = options;
  const date = new Date().toISOString().slice(0, 16);
  const chosen = (await unitOperations(stage.database.url)).filter(({ name }) => options.operations.includes(name));
  const busyBefore = await busyWithoutUs();
  if (busyBefore !== null && busyBefore > 0.1)
    say(`Other programs use ${Math.round(busyBefore * 100)} % of this machine: what follows is noise until they end.`);
  const described = {
    date,
    machine: describeMachine(),
    busyBefore,
    pinned: stage.pinning.pinned,
    versions: await versions(stage.database.url),
    rounds,
    seconds,
  };
  const tables: Table[] = [];
  for (const mode of options.modes) {
    const graphs = [
      { graph: 'ours' as const, operations: chosen.filter(({ onlyReal }) => mode === 'real' || !onlyReal) },
      {
        graph: 'public' as const,
        operations: mode === 'replay' && options.operations.includes('D') ? [publicOperation] : [],
      },
    ];
    for (const { graph, operations } of graphs) {
      const able = variants.filter(
        (variant) => variant.modes.includes(mode) && operations.some(({ name }) => variant.operations.includes(name)),
      );
      if (able.length === 0) continue;
      const wanted = { mode, graph, operations, variants: able, rounds, seconds };
      for await (const table of measureTables(stage, generator, wanted, say)) {
        tables.push(table);
        keep({ ...described, tables, growth: [] });
        say(`\n${tableTitle(table)}\n\n${tableText(table)}\n`);
      }
    }
  }
  if (options.modes.includes('real') && options.operations.includes('E')) {
    const growth = await measureGrowth(stage, variants, rounds, say);
    keep({ ...described, tables, growth });
    say(`\nE, real: one query at a time\n\n${growthText(growth)}\n`);
  }
}
