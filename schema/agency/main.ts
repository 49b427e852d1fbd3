import { parseArgs } from 'node:util';
import { UsageError, type AgencyCommand } from './command.ts';
import { RegistryClient, RegistryRefusal, SHEETS } from './registry-client.ts';
import { reportLines } from './report.ts';
import { showWaiting } from './waiting.ts';

/** Each is loaded when it is called: most need a fraction of what the others do. */
const COMMANDS: Readonly<Record<string, () => Promise<AgencyCommand>>> = {
  new: async () => (await import('./commands/new.ts')).newAgency,
  dev: async () => (await import('./commands/dev.ts')).dev,
  check: async () => (await import('./commands/check.ts')).check,
  publish: async () => (await import('./commands/publish.ts')).publish,
  retire: async () => (await import('./commands/retire.ts')).retire,
  list: async () => (await import('./commands/list.ts')).list,
  log: async () => (await import('./commands/log.ts')).log,
  usage: async () => (await import('./commands/usage.ts')).usage,
  register: async () => (await import('./commands/register.ts')).register,
  token: async () => (await import('./commands/token.ts')).token,
  rollback: async () => (await import('./commands/rollback.ts')).rollback,
  contract: async () => (await import('./commands/contract.ts')).contract,
};

async function usageText(): Promise<string> {
  const commands = await Promise.all(Object.values(COMMANDS).map((load) => load()));
  return `Puts agencies into the graph.

${commands.map(({ usage, summary }) => `  npm run agency -- ${usage}\n      ${summary}`).join('\n')}

Every command takes --json, for programs, and --help.
REGISTRY_URL is the registry's address, default http://localhost:4000; LIEN_THONG_TOKEN the token that it gave you.
Exit codes: 0 done, 1 refused or failed, 2 not called as it must be.`;
}

const COMMON = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;

process.exitCode = await run(process.argv.slice(2), process.env);

/** Answers the exit code. */
async function run([name, ...rest]: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    console.log(await usageText());
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) {
    console.error(`There is no command "${name}".\n\n${await usageText()}`);
    return 2;
  }
  const command = await load();
  const isJson = rest.includes('--json');
  try {
    const { values, positionals } = readArguments(command, rest);
    if (values['help'] === true) {
      console.log(`npm run agency -- ${command.usage}\n    ${command.summary}`);
      return 0;
    }
    const registryUrl = environment['REGISTRY_URL'] || 'http://localhost:4000';
    const agencyToken = environment['LIEN_THONG_TOKEN'];
    const registry = new RegistryClient(registryUrl, agencyToken);
    const sheets = new RegistryClient(environment['SHEETS_URL'] || registryUrl, agencyToken, SHEETS);
    const running = command.run({ values, positionals, registry, sheets });
    const { json, lines, failed = false } = await (command.isInteractive ? running : showWaiting(running));
    console.log(isJson ? JSON.stringify(json, null, 2) : lines.join('\n'));
    return failed ? 1 : 0;
  } catch (error) {
    return tell(error as Error, command, isJson);
  }
}

function readArguments({ options }: AgencyCommand, rest: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      options: { ...options, ...COMMON },
      allowPositionals: true,
    });
    return { values: values as Record<string, string | boolean | undefined>, positionals };
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

function tell(error: Error, command: AgencyCommand, isJson: boolean): number {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n  npm run agency -- ${command.usage}`);
    return 2;
  }
  const refusal = error instanceof RegistryRefusal ? error : null;
  if (isJson)
    console.log(
      JSON.stringify(
        { error: { code: refusal?.code ?? 'FAILED', message: error.message }, ...refusal?.report },
        null,
        2,
      ),
    );
  else {
    if (refusal?.report) console.error(reportLines(refusal.report).join('\n'));
    console.error(error.message);
  }
  return 1;
}
