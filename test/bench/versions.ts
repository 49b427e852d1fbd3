import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './served-subgraphs.ts';

const MEASURED = ['@apollo/gateway', '@apollo/server', '@apollo/subgraph', 'graphql', 'pg', 'undici'];

/** Versions of what is measured, as they are installed. */
export function versions(): Record<string, string> {
  const found = MEASURED.flatMap((name) => {
    const file = join(PROJECT, 'node_modules', name, 'package.json');
    return existsSync(file) ? [[name, (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version]] : [];
  });
  return Object.fromEntries(found) as Record<string, string>;
}
