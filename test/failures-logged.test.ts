import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { composeServices } from '@apollo/composition';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { parse } from 'graphql';
import { startService, type StartedService } from './support/started-service.ts';
import { answerData, useHttpAgency } from './support/use-http-agency.ts';
import { askGraph } from './support/use-graph.ts';

jest.setTimeout(60_000);
/** What was logged is not logged again for so long. */
const QUIET_MS = 10_000;

describe('the log of a gateway whose subgraph fails under load', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lien-thong-failures-'));
  const agency = useHttpAgency();
  let gateway: StartedService;
  const logged = () =>
    gateway.process
      .output()
      .split('\n')
      .filter((line) => line.includes('"subgraph":"books"'))
      .map((line) => JSON.parse(line) as { msg: string; failures: number; err?: { stack: string } });

  beforeAll(async () => {
    const file = join(folder, 'supergraph.graphql');
    const typeDefs = parse('type Query { a: Int }');
    writeFileSync(file, composeServices([{ name: 'books', url: agency.url(), typeDefs }]).supergraphSdl!);
    gateway = await startService(['node', 'gateway/main.ts', '--supergraph', file], {});
  });
  afterAll(async () => {
    await gateway.process.stop('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  it('has one failure whole, a line that counts the others, and a line when it answers again', async () => {
    agency.behave((response) => response.destroy());
    const load = async (requests: number) => {
      for (let asked = 0; asked < requests; asked += 20) {
        const answers = await Promise.all(Array.from({ length: 20 }, () => askGraph(gateway.url, '{ a }')));
        expect(answers.every(({ errors }) => errors?.[0]?.extensions?.['code'] === 'SUBGRAPH_UNREACHABLE')).toBe(true);
      }
    };
    await load(300);
    expect(logged()).toEqual([expect.objectContaining({ failures: 1, msg: 'books could not be reached.' })]);
    expect(logged()[0]!.err!.stack).toMatch(/SubgraphFailure[^]*at [^]*caused by/);
    await wait(QUIET_MS);
    await load(100);
    expect(logged()).toHaveLength(2);
    expect(logged()[1]!.msg).toMatch(/ \d+ failures since the last line\.$/);
    expect(logged()[1]!.err).toBeUndefined();

    agency.behave(answerData);
    while ((await askGraph(gateway.url, '{ a }')).errors) await wait(100);
    for (let time = 0; time < 20; time++) await askGraph(gateway.url, '{ a }');
    expect(
      logged()
        .slice(2)
        .map(({ msg }) => msg),
    ).toEqual([expect.stringMatching(/^books answers again\. \d+ failures/)]);
  });
});
