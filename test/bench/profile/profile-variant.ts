import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../../subgraphs/kit/free-port.ts';
import { sizesOf } from '../check-answers.ts';
import type { LoadGenerator } from '../load/load-generator.ts';
import { bodiesOf, type Operation } from '../operations/operation.ts';
import { publicOperation } from '../operations/public.ts';
import { unitOperations } from '../operations/units.ts';
import type { Mode, Options } from '../options.ts';
import { markdownTable } from '../report/markdown-table.ts';
import type { Stage } from '../stage.ts';
import type { Variant } from '../variants/variant.ts';
import { profileWhile } from './inspector.ts';
import { selfTimes, type SelfTime } from './self-times.ts';

const WARM_UP_SECONDS = 5;
const FUNCTIONS_TOLD = 40;
const PACKAGES_TOLD = 20;

/** Tells where a variant's gateway spends its time under load, and keeps the profiles for a browser's tools. */
export async function profileVariant(
  stage: Stage,
  generator: LoadGenerator,
  variant: Variant,
  options: Options,
  say: (line: string) => void,
): Promise<void> {
  const operations = [...(await unitOperations(stage.database.url)), publicOperation].filter(({ name }) =>
    options.operations.includes(name),
  );
  for (const mode of options.modes.filter((one) => variant.modes.includes(one))) {
    for (const operation of operations) {
      if (!variant.operations.includes(operation.name) || (operation.name === 'D' && mode === 'real')) continue;
      await profileOne(stage, generator, variant, mode, operation, options.seconds, say);
    }
  }
}

async function profileOne(
  stage: Stage,
  generator: LoadGenerator,
  variant: Variant,
  mode: Mode,
  operation: Operation,
  seconds: number,
  say: (line: string) => void,
): Promise<void> {
  const port = await freePort();
  const graph = operation.name === 'D' ? 'public' : 'ours';
  const running = await variant.start({ stage, mode, graph, nodeArguments: [`--inspect=127.0.0.1:${port}`] });
  try {
    const sizes = await sizesOf(running, operation);
    const load = {
      url: running.urlOf?.(operation.name) ?? running.url,
      bodies: bodiesOf(operation),
      sizes,
      connections: operation.connections[mode],
      callerPerRequest: operation.callerPerRequest,
    };
    await generator.run({ ...load, seconds: WARM_UP_SECONDS });
    let rps = 0;
    const profile = await profileWhile(port, async () => {
      ({ rps } = await generator.run({ ...load, seconds }));
    });
    const { functions, packages, idle } = selfTimes(profile);
    const folder = join(import.meta.dirname, '../results');
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${variant.name}-${mode}-${operation.name}.cpuprofile`);
    writeFileSync(file, JSON.stringify(profile));
    say(`\n${variant.name}, ${mode}, ${operation.name}: ${rps.toFixed(0)} rps, main thread idle ${percent(idle)}\n`);
    say(
      `${listed('package', packages.slice(0, PACKAGES_TOLD))}\n\n${listed('function', functions.slice(0, FUNCTIONS_TOLD))}\n`,
    );
    say(`Written to ${file}`);
  } finally {
    await running.gateway.stop();
  }
}

function listed(what: string, times: readonly SelfTime[]): string {
  return markdownTable(
    [what, 'self time'],
    times.map(({ name, share }) => [name, percent(share)]),
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
