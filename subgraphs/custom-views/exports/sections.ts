import { inLanguage } from '../../kit/code-lists.ts';
import { isDay } from '../../kit/calendar.ts';
import { codeName, listName } from './code-names.ts';
import { day, several, number, text, type Entry } from './entry.ts';
import type { ExportedTable, ExportLanguage } from './exported-table.ts';
import { word, type Word } from './words.ts';

/** A small table that goes with the data. */
export interface Section {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly Entry[])[];
}

/** The numbered sources of all cells. */
export function sourcesOf({ document }: ExportedTable, language: ExportLanguage): Section {
  const keys: Word[] = ['number', 'agency', 'publisher', 'sourceTitle', 'published', 'url', 'locator'];
  const more: Word[] = ['dateBasis', 'licence', 'retrieved', 'checkedAgainst', 'source'];
  return {
    title: word('sources', language),
    headings: [...keys, ...more].map((key) => word(key, language)),
    rows: document.citations.map(({ number: place, agency, citation }) => [
      number(place),
      text(agency),
      text(citation.publisher),
      text(citation.title),
      citation.published !== null && isDay(citation.published) ? day(citation.published) : text(citation.published),
      text(citation.url),
      text(citation.locator),
      text(citation.dateBasis),
      text(citation.licence),
      text(citation.retrieved),
      text(citation.checkedAgainst),
      text(citation.source),
    ]),
  };
}

/** What has to be known of the table: where it comes from, what its columns mean, what to beware of, what its codes say. */
export function notesOf(table: ExportedTable, language: ExportLanguage): Section[] {
  return [aboutOf(table, language), columnsOf(table, language), warningsOf(table, language), codesOf(table, language)];
}

function aboutOf({ document, title, notes, view, hash, frozenAt }: ExportedTable, language: ExportLanguage): Section {
  const say = (key: Word) => word(key, language);
  const versions = document.dataVersions.map(({ subgraph, version }) => `${subgraph} ${version}`);
  const facts: readonly (readonly [Word, Entry])[] = [
    ['title', text(title ?? say('untitled'))],
    ['viewNotes', text(notes)],
    ['view', text(view)],
    ['hash', text(hash)],
    ['frozenAt', text(frozenAt)],
    ['asOf', text(document.asOf ?? (frozenAt === null ? say('now') : frozenAt))],
    ['dataVersions', several(versions)],
    ['boundariesVersion', text(document.boundariesVersion)],
    ['totalCount', number(document.totalCount)],
    ['undecidedCount', number(document.undecidedCount)],
    ['rankRefused', text(say(document.rankRefused ? 'yes' : 'no'))],
  ];
  return {
    title: say('notes'),
    headings: [say('name'), say('text')],
    rows: facts.filter(([, entry]) => entry !== null).map(([key, entry]) => [text(say(key)), entry]),
  };
}

function columnsOf({ document: { columns, coverage } }: ExportedTable, language: ExportLanguage): Section {
  const keys: Word[] = ['column', 'code', 'name', 'definition', 'formula', 'indicators', 'agencies', 'dimensions'];
  const more: Word[] = ['period', 'unitMeasure', 'unitMultiplier', 'aggregation', 'weight', 'unitsWith', 'unitsInAll'];
  return {
    title: word('columns', language),
    headings: [...keys, ...more, 'nearest' as const].map((key) => word(key, language)),
    rows: columns.map((column) => {
      const covered = coverage.find((one) => one.column === column.id);
      const slice = column.dimensions.map(
        ({ dimension, label }) => `${inLanguage(listName(dimension), language)}: ${inLanguage(label, language)}`,
      );
      return [
        text(column.id),
        text(column.code),
        text(inLanguage(column.name, language)),
        text(inLanguage(column.definition, language)),
        text(column.formula ?? word('asReported', language)),
        several(column.indicators),
        several(column.agencies),
        several(slice),
        text(column.timePeriod ?? word('latest', language)),
        text(`${column.unitMeasure}: ${inLanguage(column.unitMeasureLabel, language)}`),
        number(column.unitMultiplier),
        text(inLanguage(codeName('AGGREGATION', column.aggregation), language)),
        text(column.weight),
        number(covered?.have ?? null),
        number(covered?.of ?? null),
        text(covered?.nearest ? nearestText(covered.nearest, language) : null),
      ];
    }),
  };
}

type Nearest = NonNullable<ExportedTable['document']['coverage'][number]['nearest']>;

/** `cấp huyện (đến 30-06-2025): Kỳ Sơn (417-20211101)`, the first ten. */
function nearestText({ level, count, units }: Nearest, language: ExportLanguage): string {
  const names = units.map(({ code, name }) => `${name} (${code})`).join('; ');
  const more = count > units.length ? `; ... (${count})` : '';
  return `${inLanguage(codeName('ADMINISTRATIVE_LEVEL', level), language)}: ${names}${more}`;
}

function warningsOf({ document }: ExportedTable, language: ExportLanguage): Section {
  const keys: Word[] = ['code', 'column', 'refusesRank', 'count', 'units', 'text'];
  return {
    title: word('warnings', language),
    headings: keys.map((key) => word(key, language)),
    rows: document.warnings.map((warning) => [
      text(warning.code),
      text(warning.column),
      text(word(warning.refusesRank ? 'yes' : 'no', language)),
      number(warning.count),
      several(warning.units),
      text(inLanguage(warning.text, language)),
    ]),
  };
}

/** The codes that cells may show and their names. */
function codesOf({ document }: ExportedTable, language: ExportLanguage): Section {
  const used = new Map<string, [list: string, code: string]>();
  const use = (listId: string, code: string | null) => {
    if (code !== null) used.set(`${listId} ${code}`, [listId, code]);
  };
  for (const row of document.rows) {
    use('ADMINISTRATIVE_LEVEL', row.level);
    use('REASON', row.unrankedReason);
    for (const cell of row.cells) {
      use('QUALIFIER', cell.qualifier);
      use('PERIOD_BASIS', cell.periodBasis);
      use('OBS_STATUS', cell.obsStatus);
      use('CONF_STATUS', cell.confStatus);
      use('CELL_ORIGIN', cell.origin);
      use('REASON', cell.reasonCode);
      for (const code of cell.warnings) use('TABLE_WARNING', code);
    }
  }
  const rows = [...used.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, [listId, code]]) => [
      text(inLanguage(listName(listId), language)),
      text(code),
      text(inLanguage(codeName(listId, code), language)),
    ]);
  const keys: Word[] = ['list', 'code', 'name'];
  return { title: word('codes', language), headings: keys.map((key) => word(key, language)), rows };
}
