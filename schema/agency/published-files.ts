import { readFile } from 'node:fs/promises';
import type { SheetUpload } from '../../subgraphs/sheets/sheet-agency.ts';
import type { Policies } from '../registry/publication/policies.ts';
import { requireText, UsageError, type Invocation } from './command.ts';
import { authored, sdlOfService } from './service-sdl.ts';
import { givenPath } from './given-path.ts';
import { isSheetFolder, readSheetFolder } from './sheet/sheet-folder.ts';

/** Options that say how gateways are to ask a subgraph. */
export const POLICY_OPTIONS = { 'timeout-ms': { type: 'string' }, concurrency: { type: 'string' } } as const;

/** What they say. */
export function policiesOf(values: Invocation['values']): Policies {
  const [timeoutMs, concurrency] = [wholeNumber(values, 'timeout-ms'), wholeNumber(values, 'concurrency')];
  return { ...(timeoutMs !== undefined && { timeoutMs }), ...(concurrency !== undefined && { concurrency }) };
}

function wholeNumber(values: Invocation['values'], name: string): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  if (!/^\d+$/.test(String(text))) throw new UsageError(`--${name} must be a whole number, but is: ${text}.`);
  return Number(text);
}

/** Options that say which subgraph is meant. */
export const SUBGRAPH_OPTIONS = {
  sdl: { type: 'string' },
  url: { type: 'string' },
  folder: { type: 'string' },
} as const;

export interface LocalSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly url: string;
}

/** The sheet in the folder that a command line means: `--folder`, or one of the agency's name; null: a service is meant. */
export async function localSheet({
  positionals,
  values,
}: Pick<Invocation, 'positionals' | 'values'>): Promise<SheetUpload | null> {
  const name = requireText(positionals[0], 'The NAME of the agency');
  const named = values['folder'];
  const folder = givenPath(typeof named === 'string' ? named : name);
  if (values['url'] !== undefined) return null;
  if (!isSheetFolder(folder)) {
    if (named === undefined) return null;
    throw new Error(`${folder} has no agency.json: make it with "npm run agency -- new ${name} --from-sheet FILE".`);
  }
  const sheet = await readSheetFolder(folder);
  if (sheet.definition.name !== name) throw new Error(`${folder} is of the agency "${sheet.definition.name}".`);
  return sheet;
}

/** The subgraph that a command line names: its SDL from a file, or as the service at its URL tells it. */
export async function localSubgraph({
  positionals,
  values,
}: Pick<Invocation, 'positionals' | 'values'>): Promise<LocalSubgraph> {
  const name = requireText(positionals[0], 'The NAME of the agency');
  const url = requireText(values['url'], '--url URL, where the service answers,');
  const file = values['sdl'];
  const sdl = typeof file === 'string' ? authored(await readSdl(givenPath(file))) : await sdlOfService(url);
  return { name, sdl, url };
}

async function readSdl(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new Error(`Cannot read the SDL ${file}.`, { cause: error });
  });
}
