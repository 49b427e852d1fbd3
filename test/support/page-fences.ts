import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const PROJECT = join(import.meta.dirname, '../..');

/** One fenced block of a Markdown page. */
export interface Fence {
  readonly language: string;
  /** From `name=...` behind the language. */
  readonly name: string | undefined;
  readonly text: string;
  readonly line: number;
}

export function readPage(path: string): string {
  return readFileSync(join(PROJECT, path), 'utf8');
}

/** The fenced blocks of a page, in order. */
export function fencesOf(path: string): Fence[] {
  const page = readPage(path);
  return [...page.matchAll(/^```(\w+)(?: name=(\S+))?\n(.*?)^```$/gms)].map(([, language, name, text], place, all) => ({
    language: language!,
    name,
    text: text!,
    line: page.slice(0, all[place]!.index).split('\n').length,
  }));
}

/** The queries of a page that an answer is printed for: a `graphql` block and the `json` block behind it. */
export function queriesWithAnswers(path: string): { query: string; answer: unknown; line: number }[] {
  const fences = fencesOf(path);
  return fences.flatMap(({ language, name, text, line }, place) => {
    if (language !== 'graphql' || name) return [];
    const next = fences[place + 1];
    if (next?.language !== 'json') throw new Error(`${path}, line ${line}: the query has no answer behind it.`);
    return [{ query: text, answer: JSON.parse(next.text) as unknown, line }];
  });
}

/** The rows of the table below a heading, cell by cell, without its head. */
export function tableBelow(path: string, heading: string): string[][] {
  const below = readPage(path).split(`\n${heading}\n`)[1];
  if (below === undefined) throw new Error(`${path} has no heading "${heading}".`);
  const rows = /(?:^\|.*\n)+/m.exec(below)?.[0].trim().split('\n').slice(2) ?? [];
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
}
