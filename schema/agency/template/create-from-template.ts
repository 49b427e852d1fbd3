import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse, print, visit } from 'graphql';
import { sharedSdl } from '../../../subgraphs/kit/subgraph.ts';
import { typePrefixOf } from '../../registry/check/definitions.ts';

/** Folders beside this file: each is an agency that works as it stands. */
export const LANGUAGES = ['typescript', 'python'];

const BULK_READS = ['_figures', '_history', '_settledUntil'];

const KIT = resolve(import.meta.dirname, '../../../subgraphs/kit');

export interface NewAgency {
  readonly language: string;
  readonly folder: string;
  readonly name: string;
  readonly prefix: string;
}

/** Copies a template, with the agency's name, prefix and type for those of the template; answers the files. */
export async function createFromTemplate({ language, folder, name, prefix }: NewAgency): Promise<string[]> {
  const type = typePrefixOf(name);
  const words: [string, string][] = [
    ['template-agency', name],
    ['TemplateAgency', type],
    ['templateAgency', type[0]!.toLowerCase() + type.slice(1)],
    ['TA_', `${prefix}_`],
    ['"TA"', `"${prefix}"`],
    ['../../../../subgraphs/kit', importPath(folder)],
  ];
  await cp(join(import.meta.dirname, language), folder, { recursive: true });
  if (language !== 'typescript') await writeFile(join(folder, 'shared.graphql'), sharedWithoutBulkReads());
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name: file }) => join(parentPath, file)).toSorted();
  for (const path of paths) {
    const text = await readFile(path, 'utf8');
    await writeFile(
      path,
      words.reduce((changed, [word, own]) => changed.replaceAll(word, own), text),
    );
  }
  return paths.map((path) => relative(folder, path));
}

/** The shared SDL without the reads that an agency may do without: what an SDL has, its service must answer. */
function sharedWithoutBulkReads(): string {
  const [common, figures, agency] = (['common.graphql', 'figures.graphql', 'agency.graphql'] as const).map(sharedSdl);
  const reduced = visit(parse(agency!), {
    FieldDefinition: ({ name }) => (BULK_READS.includes(name.value) ? null : undefined),
  });
  return `${common}\n${figures}\n${print(reduced)}\n`;
}

/** How a file of the folder imports the kit: by the way there, or by its address where there is none (another drive). */
function importPath(folder: string): string {
  const way = relative(folder, KIT);
  return way.startsWith('..') ? way.split(sep).join('/') : pathToFileURL(KIT).href;
}
