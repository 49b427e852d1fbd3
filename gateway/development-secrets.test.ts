import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readViewsConfiguration } from '../subgraphs/custom-views/views/configuration.ts';
import { developmentSecrets } from './development-secrets.ts';

describe('the token and key of a first start', () => {
  let folder: string;
  const lines: string[] = [];
  const secrets = (environment: NodeJS.ProcessEnv = {}) =>
    developmentSecrets(folder, environment, (line) => lines.push(line));

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lien-thong-secrets-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are made once, are all that views need, and are for their owner alone', () => {
    const first = secrets();
    const { token, signingKey } = readViewsConfiguration(first);
    expect(token).toHaveLength(32);
    expect(signingKey!.id).toMatch(/^[0-9a-f]{64}$/);
    expect(secrets()).toEqual(first);
    for (const name of ['views-token', 'registry-token', 'view-signing-key.pem']) {
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
      expect(lines).toContainEqual(expect.stringContaining(join(folder, name)));
    }
    expect(lines.join()).not.toContain(readFileSync(join(folder, 'views-token'), 'utf8'));
  });

  it('give way to what the environment sets', () => {
    const tokens = { VIEWS_TOKEN: 'a token', REGISTRY_TOKEN: 'another token' };
    expect(secrets({ ...tokens, VIEW_SIGNING_KEY: 'a key' })).toEqual({});
    expect(secrets({ ...tokens, VIEW_SIGNING_KEY_FILE: 'a file' })).toEqual({});
    expect(Object.keys(secrets(tokens))).toEqual(['VIEW_SIGNING_KEY_FILE']);
  });
});
