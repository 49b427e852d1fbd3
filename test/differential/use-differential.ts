import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { compareWithMerged } from './compare-with-merged.ts';
import { reachOf, startOurs, startStock, type RunningGateway, type StockGateway } from './gateways.ts';
import { expectSameAnswers, TIMEOUT_MS } from './same-answers.ts';
import { compose, run, type World } from './world.ts';

/** Asks this gateway and Apollo's the same generated operations over one world. */
export function useDifferential(world: World): void {
  describe(`over the world of ${world.name}`, () => {
    const own = run(world);
    const theirs = run(world);
    let ours: RunningGateway;
    let stock: StockGateway;

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
      'this gateway answers like Apollo’s, and by the specification where that is wrong',
      () =>
        expectSameAnswers({
          ...world,
          ours,
          stock,
          forget: () => {
            own.forget();
            theirs.forget();
          },
          ...(world.merged ? { opinion: compareWithMerged(world.merged) } : {}),
        }),
      TIMEOUT_MS,
    );
  });
}
