import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serveSubgraph } from '../../../subgraphs/kit/serve.ts';
import { readerLoginOf } from '../../../subgraphs/kit/logins.ts';
import { readAreaDirectory } from '../../../subgraphs/administrative-units/subgraph.ts';
import { povertyReduction } from '../../../subgraphs/poverty-reduction/subgraph.ts';
import { measuresTime } from '../../../test/support/measures-time.ts';
import { useDatabase } from '../../../test/support/use-database.ts';
import { checkService } from './check-service.ts';

measuresTime();

/** What stands between the check and a sound service, and spoils its answers. `left`: clients that have gone before their answer. */
type Spoil = (
  question: string,
  answer: { status: number; text: string; ms: number },
  left: number,
) => Promise<void> | void;

describe('the checks of a running service', () => {
  const database = useDatabase();
  const areas = readAreaDirectory();
  let sound = '';
  let between: Server;
  let stop: () => Promise<void>;
  let spoil: Spoil = () => {};
  let left = 0;
  let url = '';

  beforeAll(async () => {
    const app = await serveSubgraph(povertyReduction, {
      databaseUrl: readerLoginOf(povertyReduction, database.environment),
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
    });
    stop = () => app.close();
    sound = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`;
    between = createServer(async (request, response) => {
      response.on('close', () => {
        if (!response.writableFinished) left += 1;
      });
      let question = '';
      for await (const chunk of request) question += String(chunk);
      const answered = await fetch(sound, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: question,
      });
      const answer = { status: answered.status, text: await answered.text(), ms: 0 };
      await spoil(question, answer, left);
      await wait(answer.ms);
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.text);
    });
    await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(between.address() as AddressInfo).port}/graphql`;
  });
  afterAll(async () => {
    between.closeAllConnections();
    between.close();
    await stop();
  });

  let underWay = 0;

  const failing = async (how: Spoil) => {
    spoil = how;
    left = 0;
    const results = await checkService(url, povertyReduction.sdl, areas);
    expect(results).toHaveLength(15);
    return results.flatMap(({ title, complaint }) => (complaint ? [{ title, ...complaint }] : []));
  };
  const change =
    (isMeant: RegExp, from: string | RegExp, to: string): Spoil =>
    (asked, answer) => {
      if (isMeant.test(asked)) answer.text = answer.text.replace(from, to);
    };

  it('find nothing in a sound one', async () => {
    expect(await failing(() => {})).toEqual([]);
  });

  it.each<[string, Spoil, string]>([
    ['another SDL', change(/_service/, 'Poor households', 'Poor people'), 'tells its SDL, the one that is published'],
    [
      'null for a unit',
      change(/__typename/, /\{"povertyReduction":\{"__typename":"PovertyReduction"\}\}/, 'null'),
      'answers _entities for one unit',
    ],
    [
      'entities in another order',
      (asked, answer) => {
        const body = JSON.parse(answer.text);
        if (!asked.includes('refArea value') || body.data._entities.length < 2) return;
        body.data._entities.reverse();
        answer.text = JSON.stringify(body);
      },
      'answers _entities for 100 units, each in its place',
    ],
    [
      'an entity less',
      (asked, answer) => {
        if (!asked.includes('available')) return;
        const body = JSON.parse(answer.text);
        body.data._entities.pop();
        answer.text = JSON.stringify(body);
      },
      'lists in `available` what `observations` has',
    ],
    [
      'an error for an unknown unit',
      (asked, answer) => {
        if (asked.includes('99999-1900')) answer.text = '{"errors":[{"message":"unknown unit"}]}';
      },
      'answers a unit that it does not know with absences, no error',
    ],
    [
      'fields by their own names',
      change(/mine: _entities/, '"own"', '"povertyReduction"'),
      'reads aliases, fragments and variables',
    ],
    [
      'null for an indicator',
      change(/f0: /, /"f0":\{[^}]*\}/, '"f0":null'),
      'answers every indicator with an observation, figure or not',
    ],
    [
      'figures without a source',
      change(/observations \{ id/, /"citation":\{[^}]*\}/, '"citation":null'),
      'gives every figure its source, period, unit and status',
    ],
    [
      'units that do not exist',
      change(/observations \{ id/, /"refArea":"[^"]*"/, '"refArea":"77777-20990101"'),
      'gives every figure its source, period, unit and status',
    ],
    [
      'another count',
      change(/available/, /"count":\d+/, '"count":999'),
      'lists in `available` what `observations` has',
    ],
    [
      'no figure by its id',
      change(/_observation/, /"_observation":\{.*\}\}/, '"_observation":null}'),
      'serves a figure by its id, and null for an id of none',
    ],
    [
      'no bulk read',
      (asked, answer) => {
        if (asked.includes('_settledUntil')) answer.text = '{"errors":[{"message":"no"}]}';
      },
      'answers the bulk reads that its SDL has',
    ],
    [
      'a statement for each unit',
      (asked, answer) => {
        answer.ms = 6 * (asked.match(/territoryCode/g)?.length ?? 1);
      },
      'answers 100 units within 300 ms, or ten times the time of one',
    ],
    [
      'nothing once somebody has left',
      (_asked, answer, gone) => {
        if (gone > 0) answer.text = '{"data":{"_entities":[null]}}';
      },
      'goes on when whoever asked has left',
    ],
    [
      'answers that mix when they are made at once',
      async (_asked, answer) => {
        underWay += 1;
        await wait(20);
        if (underWay > 1) answer.text = answer.text.replace(/"value":(null|[\d.]+)/, `"value":${underWay}`);
        underWay -= 1;
      },
      'answers ten requests at a time alike',
    ],
    [
      'stack traces',
      change(/thereIsNoSuchField/, '"message"', '"stacktrace":["at service.js:1:2"],"message"'),
      'tells errors as GraphQL does, without its insides',
    ],
    [
      'no version',
      change(/./, /"extensions":\{"dataVersion":"[^"]*"\}/, '"extensions":{}'),
      'tells the version of its data, or how long an answer holds',
    ],
  ])('find %s, with what to do', async (_what, how, title) => {
    const found = await failing(how);
    expect(found.map((one) => one.title)).toContain(title);
    for (const { what, instead } of found) {
      expect(what.length).toBeGreaterThan(10);
      expect(instead.length).toBeGreaterThan(10);
    }
  });

  it('end, with each check told, where nothing answers', async () => {
    const results = await checkService('http://127.0.0.1:9/graphql', povertyReduction.sdl, areas);
    expect(results.filter(({ complaint }) => complaint === null)).toEqual([]);
  });
});
