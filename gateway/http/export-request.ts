import { EXPORT_FORMATS, type ExportFormat } from '../../subgraphs/custom-views/exports/formats.ts';
import type { ExportLanguage } from '../../subgraphs/custom-views/exports/exported-table.ts';
import { refusal } from './export-errors.ts';

/** What is asked by the last part of an address: `table.sdmx.csv`. */
export interface AskedFile {
  readonly name: string;
  readonly ending: string;
  readonly format: ExportFormat;
}

/** What is posted for a table. */
export interface PostedTable {
  readonly input: Readonly<Record<string, unknown>>;
  readonly title: string | null;
  readonly language: ExportLanguage;
}

const LONGEST_TITLE = 300;
const POSTED_KEYS = ['input', 'title', 'language'];
const FORM = '{"input": {"units": ..., "columns": [...]}, "title": "...", "language": "VI"}';

/** Reads the last part of an address; throws a `GraphQLError` for a format that there is not. */
export function readFile(file: string): AskedFile {
  const dot = file.indexOf('.');
  const ending = dot < 0 ? '' : file.slice(dot + 1);
  const format = EXPORT_FORMATS.get(ending);
  if (format) return { name: file.slice(0, dot), ending, format };
  const known = [...EXPORT_FORMATS.keys()].map((one) => `.${one}`).join(', ');
  throw refusal(
    400,
    'BAD_REQUEST',
    `There is no format "${ending.slice(0, 40)}": end the address with one of ${known}.`,
  );
}

/** Reads the parameter or member `language`; left out, it is Vietnamese. */
export function readLanguage(language: unknown): ExportLanguage {
  if (language === undefined || language === null) return 'VI';
  if (language === 'VI' || language === 'EN') return language;
  throw refusal(400, 'BAD_REQUEST', `There is no language ${told(language)}: send VI or EN, or leave it out for VI.`);
}

/** Reads a body; the input itself is read by whoever answers it. */
export function readPosted(body: unknown): PostedTable {
  if (!isObject(body)) throw refusal(400, 'BAD_REQUEST', `The body is ${told(body)}: send ${FORM}.`);
  const unknown = Object.keys(body).find((key) => !POSTED_KEYS.includes(key));
  if (unknown !== undefined)
    throw refusal(400, 'BAD_REQUEST', `The body has an unknown member "${unknown.slice(0, 40)}": send ${FORM}.`);
  const { input, title = null, language } = body;
  if (!isObject(input))
    throw refusal(400, 'BAD_REQUEST', `"input" is ${told(input)}: send the input of combinedTable as an object.`);
  if (title !== null && (typeof title !== 'string' || title.length > LONGEST_TITLE))
    throw refusal(400, 'BAD_REQUEST', `"title" is ${told(title)}: send a text of at most ${LONGEST_TITLE} characters.`);
  return { input, title, language: readLanguage(language) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function told(value: unknown): string {
  if (value === undefined) return 'missing';
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
