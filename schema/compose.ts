import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { relationsThatPointNowhere } from '../subgraphs/kit/check-relations.ts';
import { readOptions, runUntilStopped } from '../subgraphs/kit/command.ts';
import { readDeclarations } from '../subgraphs/kit/declarations.ts';
import { composeForReview } from './compose-supergraph.ts';
import { ownSubgraphs } from './own-subgraphs.ts';

const USAGE = `Composes the subgraphs into schema/supergraph.graphql, and writes the schema that clients see to schema/api.graphql.

  npm run compose             writes both
  npm run compose -- --check  fails when a committed file is out of date`;

await runUntilStopped(async () => {
  const { values } = readOptions(USAGE, {
    options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return console.log(USAGE);
  const composed = ownSubgraphs();
  const { supergraph, api } = composeForReview(composed);
  const faults = relationsThatPointNowhere(readDeclarations(parse(supergraph)));
  if (faults.length > 0) throw new Error(`Relations between indicators point nowhere:\n  ${faults.join('\n  ')}`);
  const stale = Object.entries({ 'supergraph.graphql': supergraph, 'api.graphql': api }).filter(
    ([name, text]) => !isCommitted(name, text),
  );
  if (values.check && stale.length > 0) {
    const names = stale.map(([name]) => `schema/${name}`).join(' and ');
    throw new Error(`Out of date: ${names}. Run "npm run compose" and review the difference.`);
  }
  for (const [name, text] of stale) writeFileSync(join(import.meta.dirname, name), text);
  console.log(
    stale.length > 0
      ? `Composed ${composed.length} subgraphs; changed: ${stale.map(([name]) => `schema/${name}`).join(', ')}.`
      : `Composed ${composed.length} subgraphs; nothing changed.`,
  );
});

function isCommitted(name: string, text: string): boolean {
  const path = join(import.meta.dirname, name);
  return existsSync(path) && readFileSync(path, 'utf8') === text;
}
