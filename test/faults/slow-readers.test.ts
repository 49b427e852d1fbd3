import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { composeServices } from '@apollo/composition';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { parse } from 'graphql';
import { residentMebibytes } from '../support/ask-again.ts';
import { startService, type StartedService } from '../support/started-service.ts';
import { answerJson, useHttpAgency } from '../support/use-http-agency.ts';
import { askGraph } from '../support/use-graph.ts';

/** An answer of some six megabytes, which is estimated at a quarter of the room that there is for answers. */
const FIELDS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const ROWS = 30_000;
const SUPERGRAPH = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@listSize"])
  type Query { rows(first: Int!, page: Int): [Row!]! @listSize(slicingArguments: ["first"]) one: Int }
  type Row { ${FIELDS.map((name) => `${name}: String`).join(' ')} }
`);
/** An operation that counts as small, with an answer of some fifteen megabytes. */
const FEW_ROWS = 6_000;
const LONG_TEXT = 'long '.repeat(60);
const READERS = 80;
/** What they would hold if all were answered is 500 MiB. */
const LARGEST_MIB = 300;
jest.setTimeout(120_000);

describe('many clients that ask for large answers and do not read them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lien-thong-slow-'));
  const agency = useHttpAgency();
  let gateway: StartedService;
  let readers: Socket[] = [];
  let watching: NodeJS.Timeout;

  beforeAll(async () => {
    const row = Object.fromEntries(FIELDS.map((name) => [name, `${name} is so many characters`]));
    const rows = Array.from({ length: ROWS }, () => row);
    const long = Object.fromEntries(FIELDS.map((name) => [name, LONG_TEXT]));
    const longRows = Array.from({ length: FEW_ROWS }, () => long);
    agency.behave((response, { body }) => {
      const found = body.includes(`${ROWS}`) ? { rows } : { rows: longRows };
      answerJson(response, { data: body.includes('rows') ? found : { one: 1 } });
    });
    const file = join(folder, 'supergraph.graphql');
    writeFileSync(file, composeServices([{ name: 'books', url: agency.url(), typeDefs: SUPERGRAPH }]).supergraphSdl!);
    gateway = await startService(['node', 'gateway/main.ts', '--supergraph', file], {});
  });
  afterAll(async () => {
    clearInterval(watching);
    for (const reader of readers) reader.destroy();
    await gateway.process.stop('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  const large = (page: number, first = ROWS) => `{ rows(first: ${first}, page: ${page}) { ${FIELDS.join(' ')} } }`;
  /** Asks and takes nothing of the answer. */
  const askAndWait = (page: number, first = ROWS) => {
    const { hostname, port } = new URL(gateway.url);
    const body = JSON.stringify({ query: large(page, first) });
    const socket = connect(Number(port), hostname).pause();
    socket.on('error', () => {});
    socket.write(
      `POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    );
    return socket;
  };

  it('hold no more than there is room for; others are told to come again, small ones are served, and all when they have left', async () => {
    expect((await askGraph(gateway.url, large(0))).data.rows).toHaveLength(ROWS);
    const before = residentMebibytes(gateway.process);
    let most = before;
    watching = setInterval(() => (most = Math.max(most, residentMebibytes(gateway.process))), 50);
    readers = Array.from({ length: READERS }, (_none, page) => askAndWait(1 + page));
    await wait(15_000);

    const refused = await fetch(`${gateway.url}/graphql?${new URLSearchParams({ query: large(-1) })}`);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^[1-5]$/)]);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED' } }] });
    expect(await askGraph(gateway.url, '{ one }')).toMatchObject({ status: 200, data: { one: 1 } });
    expect(most - before).toBeLessThan(LARGEST_MIB);

    for (const reader of readers) reader.destroy();
    const left = performance.now();
    expect((await askGraph(gateway.url, large(-2))).data.rows).toHaveLength(ROWS);
    expect(performance.now() - left).toBeLessThan(5_000);
  });

  it('of small operations hold no more either, and are left when other small ones wait for their room', async () => {
    const before = residentMebibytes(gateway.process);
    let most = before;
    clearInterval(watching);
    watching = setInterval(() => (most = Math.max(most, residentMebibytes(gateway.process))), 50);
    readers = Array.from({ length: 2 * READERS }, (_none, page) => askAndWait(1_000 + page, FEW_ROWS));
    await wait(8_000);
    expect(await askGraph(gateway.url, '{ one }')).toMatchObject({ status: 200, data: { one: 1 } });
    await wait(7_000);
    // All their answers together are 2,200 MiB.
    expect(most - before).toBeLessThan(3 * LARGEST_MIB);
    for (const reader of readers) reader.destroy();
  });
});
