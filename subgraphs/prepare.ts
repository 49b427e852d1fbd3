import { readOptions, runUntilStopped } from './kit/command.ts';
import { hostedSubgraphs, subgraphNamed, subgraphs } from './index.ts';
import { prepareDatabases } from './prepare-databases.ts';
import { terminalProgress } from './terminal-progress.ts';

const USAGE = `Brings databases to where they can be served: roles and schemas, tables, figures. Repeating it changes nothing.

  npm run prepare-databases -- [NAME ...]     default: all subgraphs

Reads DATABASE_URL (an administrator: makes roles and schemas) or, for each subgraph, <AGENCY>_OWNER_DATABASE_URL and
<AGENCY>_DATABASE_URL. The embedded PostgreSQL is prepared by "npm start" and "npm run subgraph".`;

const all = [...subgraphs, ...hostedSubgraphs];
const preparedNamed = (name: string) => hostedSubgraphs.find((one) => one.name === name) ?? subgraphNamed(name);

await runUntilStopped(async () => {
  const { values, positionals } = readOptions(USAGE, {
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) return console.log(USAGE);
  const chosen = positionals.length > 0 ? positionals.map(preparedNamed) : all;
  await prepareDatabases(chosen, process.env, terminalProgress());
});
