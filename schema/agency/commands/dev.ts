import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { AgencyCommand } from '../command.ts';

const GATEWAY = join(import.meta.dirname, '../../../gateway/dev/main.ts');

/** The gateway of a developer is a process of its own: the schema knows no gateway. */
export const dev: AgencyCommand = {
  usage: 'dev NAME --folder DIR | --url URL [--port N] [--offline]',
  summary: 'serves the graph with your agency in it while you work on it, composed anew when you save',
  options: {
    folder: { type: 'string' },
    url: { type: 'string' },
    port: { type: 'string' },
    offline: { type: 'boolean' },
  },
  isInteractive: true,
  run: async ({ values, positionals }) => {
    const given = Object.entries(values).flatMap(([name, value]) =>
      value === true ? [`--${name}`] : [`--${name}`, String(value)],
    );
    const child = spawn(process.execPath, [GATEWAY, ...positionals, ...given], { stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
    const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
    return { json: { code }, lines: [], failed: code !== 0 };
  },
};
