import { readFile } from 'node:fs/promises';
import { requireText, type Invocation } from './command.ts';

/** Options that say which subgraph is meant. */
export const SUBGRAPH_OPTIONS = { sdl: { type: 'string' }, url: { type: 'string' } } as const;

export interface LocalSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
}

/** The subgraph that a command line names: its SDL from a file, or as the service at its URL tells it. */
export async function localSubgraph({
  positionals,
  values,
}: Pick<Invocation, 'positionals' | 'values'>): Promise<LocalSubgraph> {
  const name = requireText(positionals[0], 'The NAME of the agency');
  const url = requireText(values['url'], '--url URL, where the service answers,');
  const file = values['sdl'];
  const sdl = typeof file === 'string' ? await readSdl(file) : await askSdl(url);
  return { name, sdl, url };
}

async function readSdl(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new Error(`Cannot read the SDL ${file}.`, { cause: error });
  });
}

/** What every federated service tells of itself. */
async function askSdl(url: string): Promise<string> {
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(10_000),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  }).catch((error: unknown) => {
    throw new Error(`The service at ${url} does not answer. Start it, or name its SDL with --sdl FILE.`, {
      cause: error,
    });
  });
  const { data } = (await answer.json().catch(() => ({}))) as { data?: { _service?: { sdl?: unknown } } };
  const sdl = data?._service?.sdl;
  if (typeof sdl !== 'string')
    throw new Error(`The service at ${url} does not tell its SDL: it must answer { _service { sdl } }.`);
  return sdl;
}
