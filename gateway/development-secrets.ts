import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Tokens and a signing key of one's own, to try saving and freezing views and the registry with: made once, beside the embedded database, readable by
 * their owner alone. What the environment sets is used instead.
 */
export function developmentSecrets(
  folder: string,
  environment: NodeJS.ProcessEnv,
  announce: (line: string) => void,
): NodeJS.ProcessEnv {
  const made: NodeJS.ProcessEnv = {};
  if (!environment['VIEWS_TOKEN']) {
    const file = keptSecret(join(folder, 'views-token'), () => randomBytes(24).toString('base64url'));
    made['VIEWS_TOKEN'] = readFileSync(file, 'utf8').trim();
    announce(`Token for saving views: ${file}`);
  }
  if (!environment['REGISTRY_TOKEN']) {
    const file = keptSecret(join(folder, 'registry-token'), () => randomBytes(24).toString('base64url'));
    made['REGISTRY_TOKEN'] = readFileSync(file, 'utf8').trim();
    announce(`Token of the registry's operator: ${file}`);
  }
  if (!environment['VIEW_SIGNING_KEY_FILE'] && !environment['VIEW_SIGNING_KEY']) {
    const file = keptSecret(join(folder, 'view-signing-key.pem'), () =>
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    );
    made['VIEW_SIGNING_KEY_FILE'] = file;
    announce(`Key that signs frozen views: ${file}`);
  }
  return made;
}

function keptSecret(file: string, make: () => string): string {
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600, flag: 'wx' });
  return file;
}
