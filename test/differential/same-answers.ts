import { expect } from '@jest/globals';
import fc from 'fast-check';
import { differences, specificationFaults } from './compare.ts';
import type { Answer, RunningGateway, StockGateway } from './gateways.ts';
import { Operations } from './operations/arbitrary.ts';
import type { Size } from './operations/generate.ts';
import { textOf, type Operation } from './operations/operation.ts';
import { deviationsOf } from './stock-is-wrong.ts';

/** Generated operations for each graph. `DIFFERENTIAL_RUNS` asks for more, `DIFFERENTIAL_SEED` for others. */
const RUNS = Number(process.env['DIFFERENTIAL_RUNS'] ?? 400);
const SEED = Number(process.env['DIFFERENTIAL_SEED'] ?? 20_261_125);
/** A slow machine asks fewer. */
const LONGEST_MS = 5_000 + RUNS * 60;
const FEWEST = Math.min(RUNS, 5);

/** A test's longest time. */
export const TIMEOUT_MS = 60_000 + 2 * LONGEST_MS;

export interface Comparison extends Partial<Size> {
  readonly name: string;
  readonly ours: RunningGateway;
  readonly stock: StockGateway;
  /** Share of the usual number of operations, where each takes long. */
  readonly share?: number;
  /** Undoes what mutations did. */
  readonly forget?: () => void;
  /** Operations that Apollo's gateway may answer wrongly over this graph alone. */
  readonly stockMayBeWrong?: (operation: Operation) => boolean;
  /** Another opinion about our answer: what is wrong with it. */
  readonly opinion?: (ours: Answer, operation: Operation) => Promise<string[]>;
}

/**
 * Asks both gateways the same generated operations; where they must not differ and do, throws with the smallest such operation. Each is
 * asked twice of ours: what is known is answered another way.
 */
export async function expectSameAnswers({ name, ours, stock, share = 1, ...options }: Comparison): Promise<void> {
  const { forget = () => {}, opinion = async () => [], stockMayBeWrong = () => false } = options;
  const operations = new Operations(stock.apiSchema, options);
  const asked = { valid: 0, unplanned: 0, withErrors: 0, stockWrong: 0 };
  const property = fc.asyncProperty(operations, async (operation) => {
    const query = textOf(operation);
    forget();
    const [our, their] = await Promise.all([
      ours.ask(query, operation.variables),
      stock.ask(query, operation.variables),
    ]);
    if (our.errors?.some(({ extensions }) => extensions?.['code'] === 'PLANNING_LIMIT')) {
      asked.unplanned += 1;
      return;
    }
    forget();
    const again = await ours.ask(query, operation.variables);
    const deviations = deviationsOf(operation, their, stock.apiSchema);
    const stockWrong = deviations.length > 0 || stockMayBeWrong(operation);
    asked.valid += 1;
    asked.stockWrong += stockWrong ? 1 : 0;
    asked.withErrors += our.errors ? 1 : 0;
    const faults = [
      ...specificationFaults(our, operation, stock.apiSchema),
      ...(stockWrong ? [] : differences(our, their)),
      ...(await opinion(our, operation)),
      ...(JSON.stringify(our) === JSON.stringify(again) ? [] : [`Asked again, we answer ${JSON.stringify(again)}`]),
    ];
    const logged = ours.takeLog?.() ?? [];
    if (faults.length === 0) return;
    throw new Error(
      [...faults, ...logged, `Ours: ${JSON.stringify(our)}`, `Apollo's: ${JSON.stringify(their)}`].join('\n'),
    );
  });
  const seed = SEED + Buffer.from(name).reduce((sum, byte) => sum + byte, 0);
  await fc.assert(property, { numRuns: Math.ceil(RUNS * share), seed, interruptAfterTimeLimit: LONGEST_MS });
  const { made, refused } = operations.tally;
  console.log(
    `${name}: ${asked.valid} operations, ${asked.withErrors} with errors, ${asked.unplanned} that took too long to plan, ${asked.stockWrong} that Apollo answers wrongly; ${refused} of ${made} made were not valid.`,
  );
  expect(asked.valid).toBeGreaterThanOrEqual(FEWEST * share);
}
