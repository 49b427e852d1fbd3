import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { catalogue } from '../gateway/catalogue/subgraph.ts';
import { subgraphs } from '../subgraphs/index.ts';
import { composeForReview } from './compose-supergraph.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
if (values.help) {
  console.log(`npm run compose            composes the subgraphs into schema/supergraph.graphql, and writes the schema that
                           clients see to schema/api.graphql
npm run compose -- --check fails when a committed file is out of date`);
} else {
  const { supergraph, api } = composeForReview([catalogue, ...subgraphs]);
  for (const [name, text] of Object.entries({ 'supergraph.graphql': supergraph, 'api.graphql': api })) {
    const path = join(import.meta.dirname, name);
    const file = relative(process.cwd(), path);
    if (!values.check) {
      writeFileSync(path, text);
      console.log(`Composed ${subgraphs.length + 1} subgraphs into ${file}.`);
    } else if (readFileSync(path, 'utf8') !== text) {
      console.error(`${file} is out of date: run "npm run compose" and review the difference.`);
      process.exitCode = 1;
    }
  }
}
