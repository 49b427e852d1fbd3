import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'graphql';
import { defineAgency } from '../kit/agency.ts';
import type { AreaDirectory } from '../kit/area-directory.ts';
import { readDeclarations } from '../kit/declarations.ts';
import { sharedSdl, type Subgraph } from '../kit/subgraph.ts';
import { createCurrentFigures } from '../kit/migrations/current-figures.ts';
import { createFigures } from '../kit/migrations/figures.ts';
import { indexTerritories } from '../kit/migrations/index-territories.ts';
import { createSettledUntil } from '../kit/migrations/settled.ts';
import { tellSharedForm } from '../kit/migrations/shared-form.ts';
import { checkDefinition } from './check-definition.ts';
import { compileSheet, type CompiledSheet } from './compile-sheet.ts';
import type { CompleteDefinition, SheetDefinition } from './definition.ts';
import { requireAnswered } from './questions.ts';
import { readSheet, type Sheet } from './read-sheet.ts';
import { SheetError } from './sheet-error.ts';

/** A sheet as it is sent, with what it means. */
export interface SheetUpload {
  readonly definition: SheetDefinition;
  readonly fileName: string;
  readonly content: Buffer;
}

/** Tables of every sheet's agency; the names are those of the folders that have them too. */
const MIGRATIONS = {
  '2026-11-23-create-figures': { up: createFigures },
  '2026-11-25-create-current-figures': { up: createCurrentFigures },
  '2026-11-25-index-territories': { up: indexTerritories },
  '2026-11-26-tell-settled': { up: createSettledUntil },
  '2026-11-26-tell-shared-form': { up: tellSharedForm },
};
const MOST_FAULTS_TOLD = 50;
/** All communes in thirty columns. The process is shared with other agencies; whoever has more runs a service. */
export const MOST_FIGURES = 100_000;

/** Codes of units of measure that every agency may use. */
export function sharedUnitMeasures(): string[] {
  const { codeLists } = readDeclarations(parse(`${sharedSdl('common.graphql')}\n${sharedSdl('figures.graphql')}`));
  return [...codeLists.get('UNIT_MEASURE')!.codes.keys()];
}

/** Reads and checks a sheet whole; throws what must be mended, all at once. */
export async function compileUpload(upload: SheetUpload, areas: AreaDirectory): Promise<CompiledSheet> {
  const definition = checkDefinition(upload.definition);
  const sheet = await readSheet(upload.fileName, upload.content);
  const unitMeasures = [...sharedUnitMeasures(), ...definition.unitMeasures.map(({ code }) => code)];
  const complete = requireAnswered(definition, sheet.header, unitMeasures);
  const unknown = complete.indicators.find(({ unitMeasure }) => !unitMeasures.includes(unitMeasure));
  if (unknown)
    throw new SheetError(
      `agency.json: ${unknown.code} has the unit of measure ${unknown.unitMeasure}, which no list has. There are: ${unitMeasures.join(', ')}. Add it to "unitMeasures", with its names.`,
    );
  const filled = filledCells(sheet, complete);
  if (filled > MOST_FIGURES)
    throw new SheetError(
      `The sheet has ${filled} figures; at most ${MOST_FIGURES} are read: send one sheet for each period, what was sent before stays, or run a service.`,
    );
  const compiled = compileSheet(complete, sheet, areas);
  const { faults } = compiled;
  if (faults.length > 0) {
    const more = faults.length > MOST_FAULTS_TOLD ? `\nand ${faults.length - MOST_FAULTS_TOLD} more` : '';
    throw new SheetError(`${faults.slice(0, MOST_FAULTS_TOLD).join('\n')}${more}`);
  }
  if (compiled.cells.size === 0) throw new SheetError('The sheet has no figure.');
  return compiled;
}

function filledCells({ header, rows }: Sheet, { indicators }: CompleteDefinition): number {
  const places = indicators.map(({ column }) => header.indexOf(column));
  return rows.reduce((sum, { cells }) => sum + places.filter((place) => (cells[place] ?? '') !== '').length, 0);
}

/** Writes the files of an agency's folder. */
export function writeAgencyFolder(folder: string, files: CompiledSheet['files']): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
}

/** The agency of a sheet, a subgraph like any other, from its folder. Its tables stand in a schema that no other kind has. */
export function sheetAgency(name: string, folder: string): Subgraph {
  return defineAgency({
    name,
    folder,
    migrations: MIGRATIONS,
    databaseSchema: `sheet_${name.replaceAll('-', '_')}`,
  });
}
