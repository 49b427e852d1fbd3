import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { catalogue } from '../gateway/catalogue/subgraph.ts';
import { subgraphs } from '../subgraphs/index.ts';
import { composeSupergraph } from './compose-supergraph.ts';

const FILE = join(import.meta.dirname, 'supergraph.graphql');

const { values } = parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
if (values.help) {
  console.log(`npm run compose            composes the subgraphs into schema/supergraph.graphql
npm run compose -- --check fails when the committed file is out of date`);
} else {
  const supergraph = composeSupergraph([catalogue, ...subgraphs]);
  const file = relative(process.cwd(), FILE);
  if (values.check && readFileSync(FILE, 'utf8') !== supergraph) {
    console.error(`${file} is out of date: run "npm run compose" and review the difference.`);
    process.exitCode = 1;
  } else if (!values.check) {
    writeFileSync(FILE, supergraph);
    console.log(`Composed ${subgraphs.length + 1} subgraphs into ${file}.`);
  }
}
