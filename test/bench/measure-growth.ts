import { answersOf, requireSame, type Reference } from './check-answers.ts';
import { GROWTH_QUERY } from './operations/units.ts';
import type { Operation } from './operations/operation.ts';
import { forgetPeaks, usageOf } from './process-usage.ts';
import type { Growth, GrowthPoint } from './results.ts';
import type { Stage } from './stage.ts';
import type { Running, Variant } from './variants/variant.ts';

const SIZES = [10, 100, 1_000, 10_000];
/** Questions one after the other, of which the median counts; the first ones are not counted. */
const COUNTED: Readonly<Record<number, number>> = { 10: 60, 100: 40, 1_000: 15, 10_000: 7 };
const UNCOUNTED: Readonly<Record<number, number>> = { 10: 20, 100: 10, 1_000: 5, 10_000: 2 };

/** How time and memory grow with the number of units in one query, one query at a time. */
export async function measureGrowth(
  stage: Stage,
  variants: readonly Variant[],
  rounds: number,
  say: (line: string) => void,
): Promise<Growth[]> {
  const references = new Map<number, Reference>();
  const measured: Growth[] = [];
  for (const variant of variants.filter(({ operations }) => operations.includes('E'))) {
    say(`Starting ${variant.name} (growth)`);
    const points: GrowthPoint[] = [];
    let reason: string | undefined;
    // A process of its own: what it needed for one size is not what an earlier one left behind.
    const running = await variant.start({ stage, mode: 'real', graph: 'ours', nodeArguments: [] });
    try {
      for (const units of SIZES) {
        const operation = growthOperation(units);
        const reference = references.get(units);
        if (!reference) references.set(units, await answersOf(variant.name, running, operation));
        else await requireSame(variant.name, running, operation, reference);
        points.push(await measurePoint(stage, running, units, rounds));
        say(`  growth ${variant.name} ${units} units: ${points.at(-1)!.milliseconds.toFixed(1)} ms`);
      }
    } catch (error) {
      stage.stopping.throwIfAborted();
      reason = (error as Error).message;
      say(`  ${variant.name} is left out: ${reason}`);
    } finally {
      await running.gateway.stop();
    }
    measured.push({ variant: variant.name, points, ...(reason ? { reason } : {}) });
  }
  return measured;
}

async function measurePoint(stage: Stage, running: Running, units: number, rounds: number): Promise<GrowthPoint> {
  const gateway = [running.gateway.pid];
  const subgraphs = running.subgraphs.map(({ pid }) => pid);
  const body = JSON.stringify({ query: GROWTH_QUERY, variables: { first: units, period: '2024' } });
  for (let time = 0; time < UNCOUNTED[units]!; time++) await ask(running.url, body);
  forgetPeaks([...gateway, ...subgraphs]);
  const all = [...gateway, ...subgraphs, stage.database.pid];
  const before = usageOf(all).cpu;
  const times: number[] = [];
  for (let time = 0; time < COUNTED[units]! * rounds; time++) {
    stage.stopping.throwIfAborted();
    const start = performance.now();
    await ask(running.url, body);
    times.push(performance.now() - start);
  }
  return {
    units,
    milliseconds: times.toSorted((a, b) => a - b)[times.length >> 1]!,
    cpu: (usageOf(all).cpu - before) / times.length,
    memory: { gateway: usageOf(gateway).peakMb, subgraphs: usageOf(subgraphs).peakMb },
  };
}

async function ask(url: string, body: string): Promise<void> {
  const headers = { 'content-type': 'application/json', 'accept-encoding': 'identity' };
  const response = await fetch(url, { method: 'POST', headers, body });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`A query was answered with status ${response.status}.`);
}

function growthOperation(units: number): Operation {
  return {
    name: 'E',
    title: `${units} communes with 12 figures each in one query`,
    query: GROWTH_QUERY,
    variations: [{ first: units, period: '2023' }],
    connections: { replay: 1, real: 1 },
    callerPerRequest: false,
  };
}
