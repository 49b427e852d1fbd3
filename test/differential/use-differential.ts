import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareWithMerged } from './compare-with-merged.ts';
import { differences, specificationFaults } from './compare.ts';
import { reachOf, startOurs, startStock, type Answer, type RunningGateway } from './gateways.ts';
import { Operations } from './operations/arbitrary.ts';
import { textOf } from './operations/operation.ts';
import { isStockWrong } from './stock-is-wrong.ts';
import { compose, run, type World } from './world.ts';

/** Generated operations for each world. `DIFFERENTIAL_RUNS` asks for more, `DIFFERENTIAL_SEED` for others. */
const RUNS = Number(process.env['DIFFERENTIAL_RUNS'] ?? 400);
const SEED = Number(process.env['DIFFERENTIAL_SEED'] ?? 20_261_125);
/** A slow machine asks fewer. */
const LONGEST_MS = RUNS * 75;
const FEWEST = Math.min(RUNS, 50);

/** Asks this gateway and Apollo's the same generated operations over one world; where they differ, tells the smallest operation. */
export function useDifferential(world: World): void {
  describe(`over the world of ${world.name}`, () => {
    const own = run(world);
    const theirs = run(world);
    let ours: RunningGateway;
    let stock: Awaited<ReturnType<typeof startStock>>;

    beforeAll(async () => {
      const supergraph = compose(world);
      stock = await startStock(supergraph, (name) => theirs.subgraphs.get(name)!);
      ours = await startOurs(supergraph, (name) => reachOf(own.subgraphs.get(name)!));
    }, 60_000);
    afterAll(async () => {
      await ours.stop();
      await stock.stop();
    });

    it(
      'answers like Apollo’s gateway, and by the specification where that is wrong',
      async () => {
        const operations = new Operations(stock.apiSchema, world);
        const merged = world.merged && compareWithMerged(world.merged);
        const asked = { valid: 0, withErrors: 0 };
        const property = fc.asyncProperty(operations, async (operation) => {
          own.forget();
          theirs.forget();
          const query = textOf(operation);
          const [our, their] = await Promise.all([
            ours.ask(query, operation.variables),
            stock.ask(query, operation.variables),
          ]);
          asked.valid += 1;
          asked.withErrors += their.errors || their.extensions?.valueCompletion ? 1 : 0;
          const faults = [
            ...specificationFaults(our, operation, stock.apiSchema),
            ...(isStockWrong(operation, their, stock.apiSchema) ? [] : differences(our, their)),
            ...((await merged?.(our, operation)) ?? []),
          ];
          if (faults.length > 0) throw new Error(described(faults, our, their));
        });
        await fc.assert(property, {
          numRuns: RUNS,
          seed: SEED + seedOf(world.name),
          interruptAfterTimeLimit: LONGEST_MS,
        });
        const { made, refused } = operations.tally;
        console.log(
          `${world.name}: ${asked.valid} operations (${asked.withErrors} with errors), ${refused} of ${made} made were not valid.`,
        );
        expect(asked.valid).toBeGreaterThanOrEqual(FEWEST);
      },
      60_000 + 2 * LONGEST_MS,
    );
  });
}

const seedOf = (name: string) => Buffer.from(name).reduce((sum, byte) => sum + byte, 0);

function described(faults: readonly string[], ours: Answer, stock: Answer): string {
  return [...faults, `Ours: ${JSON.stringify(ours)}`, `Apollo's: ${JSON.stringify(stock)}`].join('\n');
}
