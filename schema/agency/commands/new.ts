import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readAreaDirectory } from '../../../subgraphs/administrative-units/subgraph.ts';
import { openQuestions } from '../../../subgraphs/sheets/questions.ts';
import { proposeDefinition } from '../../../subgraphs/sheets/propose.ts';
import { readSheet } from '../../../subgraphs/sheets/read-sheet.ts';
import { SheetError } from '../../../subgraphs/sheets/sheet-error.ts';
import { compileUpload, sharedUnitMeasures } from '../../../subgraphs/sheets/sheet-agency.ts';
import { requireText, UsageError, type AgencyCommand, type Invocation, type Outcome } from '../command.ts';
import { givenPath } from '../given-path.ts';
import { askWhatIsOpen } from '../sheet/ask.ts';
import { DEFINITION_FILE, type SheetFolderFile } from '../sheet/sheet-folder.ts';
import { createFromTemplate, LANGUAGES } from '../template/create-from-template.ts';

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

export const newAgency: AgencyCommand = {
  usage: 'new NAME [--prefix ED] [--from-sheet FILE.csv|xlsx | --language typescript|python] [--folder DIR]',
  summary: 'makes the folder of an agency: from a sheet, without a line of code, or from a template',
  options: {
    prefix: { type: 'string' },
    'from-sheet': { type: 'string' },
    language: { type: 'string' },
    folder: { type: 'string' },
    ask: { type: 'boolean' },
  },
  isInteractive: true,
  run: async (invocation) => {
    const { values, positionals } = invocation;
    const name = requireText(positionals[0], 'The NAME of the agency');
    if (!NAME.test(name) || name.length > 40)
      throw new UsageError(
        `"${name}" is no name: write small letters and digits, words divided by "-": ethnic-affairs.`,
      );
    const folder = givenPath(typeof values['folder'] === 'string' ? values['folder'] : name);
    if (existsSync(folder)) throw new Error(`${folder} exists: name another with --folder DIR. Nothing was changed.`);
    const sheet = values['from-sheet'];
    if (typeof sheet === 'string') return newFromSheet(name, folder, givenPath(sheet), invocation);
    const language = String(values['language'] ?? 'typescript');
    if (!LANGUAGES.includes(language))
      throw new UsageError(`There is no template for ${language}: choose ${LANGUAGES.join(' or ')}.`);
    const prefix = requireText(values['prefix'], '--prefix, which begins your codes as registered (ED),');
    const files = await createFromTemplate({ language, folder, name, prefix });
    return {
      json: { folder, files },
      lines: [
        `${folder} has:`,
        ...files.map((file) => `  ${file}`),
        '',
        `Read its README.md: it leads to the served graph.`,
      ],
    };
  },
};

async function newFromSheet(name: string, folder: string, file: string, { values }: Invocation): Promise<Outcome> {
  const content = await readFile(file).catch((error: unknown) => {
    throw new Error(`Cannot read the sheet ${file}.`, { cause: error });
  });
  const sheet = await readSheet(basename(file), content);
  const unitMeasures = sharedUnitMeasures();
  const proposed = proposeDefinition(name, typeof values['prefix'] === 'string' ? values['prefix'] : null, sheet);
  const isAsked = values['ask'] === true || (process.stdin.isTTY && values['json'] !== true);
  const streams = { input: process.stdin, output: process.stderr };
  const definition = isAsked ? await askWhatIsOpen(proposed, sheet.header, unitMeasures, streams) : proposed;
  const open = openQuestions(definition, sheet.header, unitMeasures);
  await mkdir(folder, { recursive: true });
  await copyFile(file, join(folder, basename(file)));
  const written: SheetFolderFile = { sheet: basename(file), ...definition };
  await writeFile(join(folder, DEFINITION_FILE), `${JSON.stringify(written, null, 2)}\n`);
  const found = definition.indicators.map(({ column, code }) => `  ${code}  from the column "${column}"`);
  const lines = [
    `${join(folder, DEFINITION_FILE)} says what the sheet means:`,
    `  units from the column "${definition.unitColumn}", periods from ${definition.periodColumn ? `the column "${definition.periodColumn}"` : definition.timePeriod}`,
    `  decimals are divided by ${definition.decimalSign === null ? 'a sign that no number tells: say it as "decimalSign" if one cannot be read' : `"${definition.decimalSign}"`}`,
    ...found,
  ];
  if (open.length > 0)
    return {
      json: { folder, definition, open },
      lines: [
        ...lines,
        `It leaves ${open.length} to be said; write them in the file:`,
        ...open.map(({ path, text, oneOf }) => `  ${path}: ${text}${oneOf ? ` [${oneOf.join(', ')}]` : ''}`),
      ],
    };
  const upload = { definition, fileName: basename(file), content };
  const { cells } = await compileUpload(upload, readAreaDirectory()).catch((error: unknown) => {
    if (!(error instanceof SheetError)) throw error;
    throw new Error(`${lines.join('\n')}\nThe sheet in ${folder} must be mended:\n${error.message}`, { cause: error });
  });
  const figures = cells.size;
  return {
    json: { folder, definition, open, figures },
    lines: [...lines, `${figures} figures can be read. Next: npm run agency -- publish ${name} --folder "${folder}"`],
  };
}
