import { LRUCache } from 'lru-cache';
import { addDays, addMonths, isDay } from './calendar.ts';

/** An SDMX time period: its canonical text, its first day, and the day after its last. */
export interface TimePeriod {
  readonly text: string;
  readonly start: string;
  readonly end: string;
}

export const TIME_PERIOD_FORMS =
  '2024, 2023-S1, 2025-T1, 2025-Q1, 2025-03, 2025-03-21 or a start with a duration such as 2021-01-01/P3Y';

const PARTS_OF_YEAR = { S: 2, T: 3, Q: 4 } as const;
/** No figure is older than records kept in writing; a longer span than a century is a typing error. */
const LONGEST_YEARS = 100;
const LAST_DAY = '9999-12-31';

/** Reads a period, or answers null for a text that is none. `2023S1` and `2025-M03` are read as `2023-S1` and `2025-03`. */
export function parseTimePeriod(text: string): TimePeriod | null {
  const known = parsed.get(text);
  if (known) return known;
  const period = read(text);
  if (period) parsed.set(text, period);
  return period;
}

/** The periods that were read last: a table reads a few of them, each some thousand times. */
const parsed = new LRUCache<string, TimePeriod>({ max: 500 });

function read(text: string): TimePeriod | null {
  const period = year(text) ?? partOfYear(text) ?? month(text) ?? day(text) ?? span(text);
  // Days are compared as texts, which holds for years of four digits.
  return period && period.end <= LAST_DAY && period.end.length === LAST_DAY.length ? period : null;
}

function year(text: string): TimePeriod | null {
  return /^[1-9]\d{3}$/.test(text) ? fromStart(text, `${text}-01-01`, 12) : null;
}

function partOfYear(text: string): TimePeriod | null {
  const match = /^([1-9]\d{3})-?([STQ])([1-4])$/.exec(text);
  if (!match) return null;
  const [inYear, letter, number] = [match[1]!, match[2] as keyof typeof PARTS_OF_YEAR, Number(match[3])];
  const parts = PARTS_OF_YEAR[letter];
  if (number > parts) return null;
  const months = 12 / parts;
  return fromStart(`${inYear}-${letter}${number}`, addMonths(`${inYear}-01-01`, months * (number - 1)), months);
}

function month(text: string): TimePeriod | null {
  const match = /^([1-9]\d{3})-M?(0[1-9]|1[0-2])$/.exec(text);
  return match ? fromStart(`${match[1]}-${match[2]}`, `${match[1]}-${match[2]}-01`, 1) : null;
}

function day(text: string): TimePeriod | null {
  return isDay(text) ? { text, start: text, end: addDays(text, 1) } : null;
}

function span(text: string): TimePeriod | null {
  const match = /^([1-9]\d{3}-\d{2}-\d{2})\/P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})D)?$/.exec(text);
  if (!match || !isDay(match[1]!)) return null;
  const months = Number(match[2] ?? 0) * 12 + Number(match[3] ?? 0);
  const days = Number(match[4] ?? 0);
  if (months + days === 0 || months > LONGEST_YEARS * 12 || days > LONGEST_YEARS * 366) return null;
  const end = addDays(addMonths(match[1]!, months), days);
  // A span that is a year, a half-year ... is that period, by whichever name it was sent.
  const start = match[1]!;
  return (
    NAMED.map((name) => name(start)).find((one) => one.start === start && one.end === end) ?? {
      text: `${start}/${durationOf(months, days)}`,
      start,
      end,
    }
  );
}

/** One text for each duration: `P36M` is `P3Y`. */
function durationOf(months: number, days: number): string {
  const [years, rest] = [Math.floor(months / 12), months % 12];
  return `P${years ? `${years}Y` : ''}${rest ? `${rest}M` : ''}${days ? `${days}D` : ''}`;
}

function fromStart(text: string, start: string, months: number): TimePeriod {
  return { text, start, end: addMonths(start, months) };
}

/** The year, half-year, third, quarter, month and day in which a day lies. */
const NAMED: readonly ((first: string) => TimePeriod)[] = [
  (first) => year(first.slice(0, 4))!,
  ...(['S', 'T', 'Q'] as const).map((letter) => (first: string) => {
    const number = Math.ceil((Number(first.slice(5, 7)) * PARTS_OF_YEAR[letter]) / 12);
    return partOfYear(`${first.slice(0, 4)}-${letter}${number}`)!;
  }),
  (first) => month(first.slice(0, 7))!,
  (first) => day(first)!,
];
