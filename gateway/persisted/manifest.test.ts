import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { readManifest } from './manifest.ts';

const TEXT = 'query Units { administrativeUnits { totalCount } }';
const apollo = (operations: unknown, version: unknown = 1) =>
  JSON.stringify({ format: 'apollo-persisted-query-manifest', version, operations });
const entry = { id: 'units-1', name: 'Units', type: 'query', body: TEXT };

describe('a manifest of operations', () => {
  it.each([
    ['as Apollo writes it', apollo([entry])],
    ['as a map of ids to texts', JSON.stringify({ 'units-1': TEXT })],
  ])('is read %s, and its operations are known by their hash too', (_how, json) => {
    const { textById, texts } = readManifest(json, 'operations.json');
    expect(textById.get('units-1')).toBe(TEXT);
    expect(textById.get(createHash('sha256').update(TEXT).digest('hex'))).toBe(TEXT);
    expect([...texts]).toEqual([TEXT]);
  });

  it('may name one operation twice', () => {
    expect(readManifest(apollo([entry, entry]), 'operations.json').texts.size).toBe(1);
  });

  it.each<[string, string, RegExp]>([
    ['what is no JSON', '{', /^operations\.json is not JSON: .* Expected a manifest as @apollo\/generate/],
    ['a list', '[]', /^operations\.json: Expected a manifest/],
    ['another format', '{"format": "x", "operations": []}', /but found {"format":"x","operations":"\[…\]"}/],
    ['another version', apollo([], 2), /"version": 1, .* but found .*"version":2/],
    ['an operation without an id', apollo([{ body: TEXT }]), /needs an id and its text, but found \[null,"query/],
    ['an operation without a text', '{"units-1": 5}', /needs an id and its text, but found \["units-1",5\]/],
    ['an entry that is none', apollo([null]), /needs an id and its text, but found \[null,null\]/],
    ['a text that is no GraphQL', '{"units-1": "query {"}', /the operation units-1 is not GraphQL: Syntax Error/],
    [
      'an id that stands for two operations',
      apollo([entry, { ...entry, body: '{ __typename }' }]),
      /the id units-1 stands for two operations/,
    ],
  ])('is refused with what is wrong: %s', (_what, json, message) => {
    expect(() => readManifest(json, 'operations.json')).toThrow(message);
  });
});
