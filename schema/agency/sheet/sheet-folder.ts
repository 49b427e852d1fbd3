import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { SheetDefinition } from '../../../subgraphs/sheets/definition.ts';
import type { SheetUpload } from '../../../subgraphs/sheets/sheet-agency.ts';

/** What a sheet means, beside the sheet itself. */
export const DEFINITION_FILE = 'agency.json';

/** `agency.json`: the name of the sheet beside it, and what it means. */
export interface SheetFolderFile extends SheetDefinition {
  readonly sheet: string;
}

export function isSheetFolder(folder: string): boolean {
  return existsSync(join(folder, DEFINITION_FILE));
}

/** The sheet of a folder as it stands. */
export async function readSheetFolder(folder: string): Promise<SheetUpload> {
  const path = join(folder, DEFINITION_FILE);
  const { sheet, ...definition } = parsed(await readFile(path, 'utf8'), path);
  if (typeof sheet !== 'string' || basename(sheet) !== sheet)
    throw new Error(`${path} must name the sheet beside it: "sheet": "figures.csv".`);
  const content = await readFile(join(folder, sheet)).catch((error: unknown) => {
    throw new Error(`Cannot read the sheet ${join(folder, sheet)}, which ${path} names.`, { cause: error });
  });
  return { definition, fileName: sheet, content };
}

/** The same as it is sent. */
export function uploadBody({ definition, fileName, content }: SheetUpload) {
  return { definition, fileName, content: content.toString('base64') };
}

function parsed(text: string, path: string): SheetFolderFile {
  try {
    return JSON.parse(text) as SheetFolderFile;
  } catch (error) {
    throw new Error(`${path} is no JSON: ${(error as Error).message}`, { cause: error });
  }
}
