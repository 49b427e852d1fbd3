import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { useAnswers } from '../../test/support/use-answers.ts';
import { healthCoverage } from '../health-coverage/subgraph.ts';
import { readerLoginOf } from './logins.ts';
import { serveSubgraph } from './serve.ts';

const FETCH = `query Fetch($representations: [_Any!]!, $period: TimePeriod) { _entities(representations: $representations) {
  ... on AdministrativeUnit { healthCoverage { a: healthInsuranceCoverage(period: $period) { value reason citation { title } } doctors { id dimensions { code } } } } } }`;
const UNITS = ['01-20211101', '417-20211101', '08-20250701'].map((code) => ({
  __typename: 'AdministrativeUnit',
  code,
  territoryCode: code,
}));

describe('a subgraph', () => {
  const { database, answers, askResolvers } = useAnswers(healthCoverage);
  let app: FastifyInstance;
  let uncompiled: FastifyInstance;

  const serve = (subgraph: typeof healthCoverage) =>
    serveSubgraph(subgraph, {
      databaseUrl: readerLoginOf(subgraph, database.environment),
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
    });
  beforeAll(async () => {
    const { compileRead: _compileRead, ...resolversOnly } = healthCoverage;
    [app, uncompiled] = await Promise.all([serve(healthCoverage), serve(resolversOnly)]);
  });
  afterAll(() => Promise.all([app.close(), uncompiled.close()]));

  async function post(to: FastifyInstance, body: string, headers: Record<string, string>) {
    const url = `http://127.0.0.1:${(to.server.address() as AddressInfo).port}/graphql`;
    const response = await fetch(url, { method: 'POST', body, headers });
    const { date: _date, ...told } = Object.fromEntries(response.headers);
    return { status: response.status, headers: told, text: await response.text() };
  }

  const plain = { query: FETCH, variables: { representations: UNITS, period: '2023' } };
  const table = {
    query: `query Table($units: [ID!]) { _figures(indicators: ["HC_HI_COVERAGE"], units: $units, from: "2023", to: "2023") {
      units columns { dimensions { code } values reasonCode } } }`,
    variables: { units: UNITS.map(({ code }) => code) },
  };
  it.each([
    ['a fetch', plain],
    ['a fetch by its name', { ...plain, operationName: 'Fetch' }],
    ['a fetch without variables of its own', { ...plain, variables: { representations: UNITS } }],
    ['a table', table],
    ['a table of no units', { ...table, variables: {} }],
    ['a table of units that are none', { ...table, variables: { units: ['01-20211101', '417'] } }],
    ['a table of what is no list', { ...table, variables: { units: '01-20211101' } }],
    ['a table of numbers', { ...table, variables: { units: [1] } }],
    ['a fetch by a name that it has not', { ...plain, operationName: 'Other' }],
    ['a fetch with a wrong variable', { ...plain, variables: { representations: UNITS, period: '23' } }],
    ['no units', { ...plain, variables: { representations: [] } }],
    ['no representations', { ...plain, variables: {} }],
    [
      'a unit without its territory',
      { ...plain, variables: { representations: [{ __typename: 'AdministrativeUnit', code: '01' }] } },
    ],
    ['another type', { ...plain, variables: { representations: [{ __typename: 'Nothing', code: '01' }] } }],
    ['variables that are none', { ...plain, variables: 'period' }],
    ['a document with a mistake', { query: '{ nothing }' }],
    ['what is no document', { query: '{' }],
    ['no query', { variables: {} }],
    ['extensions', { ...plain, extensions: { persistedQuery: { version: 2, sha256Hash: '' } } }],
    ['a question for the schema', { query: '{ __schema { queryType { name } } }' }],
    ['@skip', { ...plain, query: FETCH.replace('value', 'value @skip(if: true)') }],
  ])('answers %s as its resolvers alone do: status, headers and text', async (_what, body) => {
    for (const accept of [
      '*/*',
      'application/json',
      'application/graphql-response+json, application/json',
      'text/html',
    ]) {
      const headers = { 'content-type': 'application/json', accept };
      const [answer, expected] = await Promise.all([
        post(app, JSON.stringify(body), headers),
        post(uncompiled, JSON.stringify(body), headers),
      ]);
      expect(answer).toEqual(expected);
    }
  });

  it.each([
    ['a fetch', plain, '"value":93'],
    ['a table', table, '"values":[93'],
  ])('answers %s in process as over HTTP', async (_what, question, part) => {
    const over = await post(app, JSON.stringify(question), { 'content-type': 'application/json' });
    expect(await answers.ask(question)).toEqual(JSON.parse(over.text));
    expect(over.text).toContain(part);
  });

  it.each([
    ['a wrong variable', { query: FETCH, variables: { representations: UNITS, period: '23' } }],
    ['an operation that it has not', { ...plain, operationName: 'Other' }],
    ['a mistake', { query: '{ nothing }', variables: {} }],
    ['what is no document', { query: '{', variables: {} }],
    ['a unit of no type', { query: FETCH, variables: { representations: [{ code: '01' }] } }],
    ['an unknown indicator', { query: '{ _figures(indicators: ["NONE"]) { units } }', variables: {} }],
    ['a figure by its id', { query: '{ _observation(id: "none") { id } }', variables: {} }],
    ['@skip', { ...plain, query: FETCH.replace('value', 'value @skip(if: true)') }],
  ])('answers %s in process as its server does', async (_what, question) => {
    const [answer, expected] = [await answers.ask(question), await askResolvers(question)];
    expect(JSON.parse(JSON.stringify(answer))).toEqual(JSON.parse(JSON.stringify(expected)));
  });

  it('begins nothing for a caller who has left', async () => {
    const left = AbortSignal.abort(new Error('left'));
    await expect(answers.ask({ ...plain, signal: left })).rejects.toThrow('left');
  });
});
