import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { SystemUser } from './run-as.ts';
import { freePort } from '../kit/free-port.ts';

/** Where one PostgreSQL keeps its data and its programs. */
export interface PostgresPlace {
  readonly programs: string;
  readonly data: string;
  readonly user: SystemUser | null;
}

/** Port of the server that runs on this data, or null. A file that an earlier life of the machine left behind names no server. */
export async function runningPort({ data }: PostgresPlace): Promise<number | null> {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const port = Number(readFileSync(file, 'utf8').split('\n')[3]);
  return port > 0 && (await listens(port)) ? port : null;
}

/** Creates the data; `passwordFile` holds the administrator's password. */
export async function initialise(place: PostgresPlace, passwordFile: string): Promise<void> {
  const options = [
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  await run(place, 'initdb', [`--pgdata=${place.data}`, ...options]);
}

/**
 * Starts the server on a free port of this machine only, in a process group of its own: Ctrl-C reaches us first. Answers its port;
 * that of another start's server where that one was first.
 */
export async function startServer(place: PostgresPlace, settings: readonly string[]): Promise<number> {
  const port = await freePort();
  const options = [
    `-p ${port}`,
    '-c listen_addresses=127.0.0.1',
    '-c unix_socket_directories=',
    ...settings.map((one) => `-c ${one}`),
  ];
  const log = join(place.data, 'server.log');
  try {
    await run(place, 'pg_ctl', ['start', '-w', '-D', place.data, '-l', log, '-o', options.join(' ')]);
    return port;
  } catch (error) {
    const others = await runningPort(place);
    if (others === null) throw error;
    return others;
  }
}

/** Stops the server; sessions that are open are ended, what they had not committed is undone. */
export async function stopServer(place: PostgresPlace): Promise<void> {
  await run(place, 'pg_ctl', ['stop', '-w', '-m', 'fast', '-D', place.data]);
}

function run({ programs, data, user }: PostgresPlace, program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(programs, 'bin', program), args, {
      cwd: data,
      env: { LC_ALL: 'C', PATH: process.env['PATH'] ?? '', SYSTEMROOT: process.env['SYSTEMROOT'] ?? '' },
      // pg_ctl leaves the server with our output if it has it, and the pipe would never end.
      // Ctrl-C on the terminal is for us: we stop what we started, in order.
      detached: process.platform !== 'win32',
      windowsHide: true,
      stdio: program === 'pg_ctl' ? 'ignore' : ['ignore', 'ignore', 'pipe'],
      ...(user ? { uid: user.uid, gid: user.gid } : {}),
    });
    const said: string[] = [];
    child.stderr?.on('data', (chunk) => said.push(String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${program} failed. ${said.join('').trim() || `See ${join(data, 'server.log')}.`}`));
    });
  });
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
