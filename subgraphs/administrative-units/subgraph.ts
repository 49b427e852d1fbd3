import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import type { AreaDirectory } from '../kit/area-directory.ts';
import { readCodeLists } from '../kit/code-lists.ts';
import { defineSubgraph, sharedSdl, type Subgraph } from '../kit/subgraph.ts';
import { compileUnits } from './compiled/compile.ts';
import { unitContext, type UnitContext } from './context.ts';
import { areaDirectory } from './area-directory.ts';
import { readUnitFiles, unitSubmission, type UnitFiles } from './files.ts';
import * as createUnits from './migrations/2026-11-23-create-units.ts';
import { resolvers } from './resolvers.ts';
import type { Tables } from './tables.ts';

const schema = readFileSync(join(import.meta.dirname, 'schema.graphql'), 'utf8');
const readFiles = () => readUnitFiles(join(import.meta.dirname, 'data'), readCodeLists(parse(schema)));
/** The files that a directory was made from: they are then not read again to be loaded. */
const filesOf = new WeakMap<AreaDirectory, UnitFiles>();

/** The units themselves: every agency's figures hang from them. */
export const administrativeUnits: Subgraph<Tables, UnitContext> = defineSubgraph<Tables, UnitContext>({
  name: 'administrative-units',
  sdl: [sharedSdl('common.graphql'), schema],
  resolvers,
  migrations: { '2026-11-23-create-units': createUnits },
  createContext: unitContext,
  compileRead: (document) => compileUnits(document, administrativeUnits.schema),
  readFiles: (areas) => unitSubmission(filesOf.get(areas) ?? readFiles()),
});

/** The list of units from this folder's files, which agencies are handed to place their figures by. */
export function readAreaDirectory(): AreaDirectory {
  const files = readFiles();
  const directory = areaDirectory(files);
  filesOf.set(directory, files);
  return directory;
}
