import { createHash } from 'node:crypto';
import type { AskedList } from './asked-lists.ts';
import type { AskedFigure } from './fetch.ts';
import { figuresOfOne } from './figure-sql.ts';
import { FIGURE, LEFT } from './lines.ts';
import { listSql, type ListsOf } from './list-sql.ts';
import { observationSql } from './observation-sql.ts';

/** The place of a value in a statement, `$2::text`. */
export type Parameter = (value: string | readonly string[], type: 'text' | 'text[]' | 'date' | 'timestamptz') => string;

/** One statement for all figures and lists of a fetch; `$1` are the territories, in alphabetical order, each once. */
export interface FetchStatement {
  readonly name: string;
  readonly text: string;
  /** Values of `$2` and on. */
  readonly values: readonly (string | readonly string[])[];
}

/**
 * The statement answers one row: the version of the data, then for each figure one text, a line for each territory that has it, in
 * alphabetical order, where a territory without a line has none; then one text for each list, see `listSql`.
 *
 * Measured on 750,000 figures: the index gives all territories of one question in one pass, without a sort, from rows that lie
 * together; joining each unit and field by itself cost three to four times the time of the database.
 */
export function fetchStatement(
  figures: readonly AskedFigure[],
  lists: readonly AskedList[],
  of: ListsOf,
): FetchStatement {
  const values = new Map<string, string | readonly string[]>();
  // Equal parameters are sent once: the texts of statements then tell apart what really differs.
  const parameter: Parameter = (value, type) => {
    const key = JSON.stringify([type, value]);
    values.set(key, value);
    return `$${[...values.keys()].indexOf(key) + 2}::${type}`;
  };
  const columns = figures.map(({ indicator, question, fields }) => {
    const cited = fields.some(({ name }) => name === 'citation');
    const explained = fields.some(({ name }) => name === 'reason');
    const cell =
      question.period === null ? 'c.latest' : `c.time_period = ${parameter(question.period, 'text')} and c.preferred`;
    // The array hides behind a sub-select: PostgreSQL then keeps one plan for requests of every size.
    return `(select string_agg(c.territory_code || case when c.plain${explained ? ' and not c.others' : ''}
      then '${FIGURE}' || ${observationSql(fields, figuresOfOne(indicator, question.slice, of.codeLists))} else '${LEFT}' end, E'\\n' order by c.territory_code)
      from current_figure c ${cited ? 'join source s on s.id = c.source' : ''}
      where c.indicator = ${parameter(indicator.code, 'text')} and c.slice = ${parameter(question.slice, 'text')} and ${cell}
        and c.territory_code = any((select $1::text[])::text[]))`;
  });
  const version = "(select number || '-' || installation from data_version)";
  const text = `select ${[version, ...columns, ...lists.map((list) => listSql(list, of, parameter))].join(', ')}`;
  const name = `figures_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
  return { name, text, values: [...values.values()] };
}
