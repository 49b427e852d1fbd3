import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ERROR_CODES } from '../gateway/errors.ts';
import { composeSupergraph } from '../schema/compose-supergraph.ts';
import { FAULTS } from '../schema/registry/check/fault.ts';
import { defaultPort } from '../schema/routing.ts';
import { readAreaDirectory } from '../subgraphs/administrative-units/subgraph.ts';
import { hostedSubgraphs, subgraphs } from '../subgraphs/index.ts';
import { defineAgency } from '../subgraphs/kit/agency.ts';
import { ENVIRONMENT } from '../subgraphs/kit/environment.ts';
import { fencesOf, PROJECT, queriesWithAnswers, readPage, tableBelow } from './support/page-fences.ts';
import { useGraph } from './support/use-graph.ts';

const PAGES_WITH_QUERIES = ['README.md', 'gateway/INSPECTION.md', 'subgraphs/README.md'];
const PAGES = [
  ...PAGES_WITH_QUERIES,
  'gateway/FRONT-END.md',
  'schema/README.md',
  'schema/registry/README.md',
  'subgraphs/kit/README.md',
  'subgraphs/sheets/README.md',
  'subgraphs/other-languages/README.md',
  ...[...subgraphs, ...hostedSubgraphs].map(({ name }) => `subgraphs/${name}/README.md`),
  ...['exports', 'findings', 'views'].map((folder) => `subgraphs/custom-views/${folder}/README.md`),
];

describe('the pages', () => {
  const { ask } = useGraph();

  it.each(PAGES_WITH_QUERIES.flatMap((page) => queriesWithAnswers(page).map((one) => ({ page, ...one }))))(
    'print the answer that the graph gives: $page, line $line',
    async ({ query, answer }) => {
      const { data, errors } = await ask(query);
      expect(errors).toBeUndefined();
      expect(data).toEqual(answer);
    },
  );

  it('print four answers in the README and seven for inspections, views aside', () => {
    expect(PAGES_WITH_QUERIES.map((page) => queriesWithAnswers(page).length)).toEqual([4, 7, 0]);
  });

  it('list exactly the error codes and environment variables that there are, with their meaning', () => {
    expect(Object.fromEntries(codeTable('## Error codes'))).toEqual(ERROR_CODES);
    expect(Object.fromEntries(codeTable('## Environment variables'))).toEqual(ENVIRONMENT);
    expect(Object.fromEntries(codeTable('## Join with a service', 'subgraphs/README.md'))).toEqual(FAULTS);
  });

  it('list the port of every subgraph', () => {
    const ports = tableBelow('README.md', '## Services apart').map(([name, port]) => [name, Number(port)]);
    expect(ports).toEqual(subgraphs.map(({ name }) => [name, defaultPort(name)]));
  });

  it.each(PAGES)('name only commands that there are: %s', (page) => {
    const { scripts } = JSON.parse(readPage('package.json')) as { scripts: Record<string, string> };
    const named = [...readPage(page).matchAll(/\bnpm (?:run ([\w:-]+)|(start|test))\b/g)].map(
      (one) => one[1] ?? one[2]!,
    );
    expect(named.filter((script) => !(script in scripts))).toEqual([]);
  });

  it.each(PAGES)('link to files and headings that there are: %s', (page) => {
    const links = [...readPage(page).matchAll(/\]\(([^)\s]+)\)/g)].map((link) => link[1]!);
    const broken = links.filter((link) => {
      const [file, heading] = link.split('#');
      const target = file === '' ? page : join(dirname(page), file!);
      if (!existsSync(join(PROJECT, target))) return true;
      return heading !== undefined && !headingsOf(target).includes(heading);
    });
    expect(broken).toEqual([]);
  });

  it('name every file of the kit', () => {
    const page = readPage('subgraphs/kit/README.md');
    expect(filesOf(join(PROJECT, 'subgraphs/kit')).filter((file) => !page.includes(`\`${file}\``))).toEqual([]);
  });
});

describe("the partners' page", () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lien-thong-partner-'));
    mkdirSync(join(folder, 'data'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has an indicator that needs nothing but its field and its row', () => {
    const field = fencesOf('subgraphs/README.md').find(({ language }) => language === 'text')!.text;
    const schema = readPage('subgraphs/labour-and-employment/schema.graphql');
    const row =
      'labour-and-employment,LE_WORKERS_TRAINED,Workers trained,417-20211101,2025-Q1,stated,S,,12,,,EQ,12,PS,0,SEX=F,V,observation,a_report,1,';
    const agency = define('labour-and-employment', {
      'schema.graphql': schema.replace(/^type LabourAndEmployment\n.*?\) \{$/ms, (type) => `${type}\n${field}`),
      'data/press-figures.csv': `${header('press-figures')}\n${row}\n`,
      'data/sources.csv': `${header('sources')}\na_report,An agency,A report,2025,,,,,,\n`,
    });
    expect(agency.readFiles(readAreaDirectory()).records).toBe(1);
    const others = subgraphs.filter(({ name }) => name !== agency.name);
    expect(composeSupergraph([...others, agency])).toContain('code: "LE_WORKERS_TRAINED"');
  });

  it('has an agency that needs nothing but its type, its field and the headers of its files', () => {
    const extension = /extend type AdministrativeUnit \{.*?\}/s.exec(readPage('subgraphs/README.md'))![0];
    const directive = '@agency(code: "veterans", prefix: "VE", nameVi: "Người có công", nameEn: "Veterans")';
    const agency = define('veterans', {
      'schema.graphql': `type Veterans ${directive} { observations: [Observation!] available: [Availability!] } ${extension}`,
    });
    expect(agency.readFiles(readAreaDirectory()).records).toBe(0);
  });

  /** An agency of these files; those of figures that are not given have a header only. */
  function define(name: string, files: Readonly<Record<string, string>>) {
    for (const file of ['press-figures', 'province-tables', 'filing', 'remarks', 'sources']) {
      writeFileSync(join(folder, `data/${file}.csv`), `${header(file)}\n`);
    }
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
    return defineAgency({ name, folder, migrations: {} });
  }

  function header(file: string): string {
    return readPage(`subgraphs/health-coverage/data/${file}.csv`).split('\n')[0]!;
  }
});

/** Rows of the README's tables whose first cell is a code. */
function codeTable(heading: string, page = 'README.md'): [string, string][] {
  return tableBelow(page, heading).map(([code, meaning]) => [code!.replaceAll('`', ''), meaning!]);
}

/** The headings of a page, as links name them. */
function headingsOf(page: string): string[] {
  return [...readPage(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Names of the source files of the kit, tests aside. */
function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => basename(file));
}
