import type { SheetCell } from './read-sheet.ts';

/** A figure as a cell gives it, in the columns of a figure file: decimal point, no thousands. */
export interface CellFigure {
  readonly qualifier: 'EQ' | 'GT' | 'GE' | 'LT' | 'LE' | 'APPROX' | 'RANGE';
  readonly value: string;
  readonly low: string;
  readonly high: string;
  readonly asPrinted: string;
}

export type DecimalSign = ',' | '.';

const QUALIFIERS = [
  ['GE', />=|≥|từ|ít nhất|at least/i],
  ['LE', /<=|≤|tối đa|nhiều nhất|không quá|at most/i],
  ['GT', />|hơn|trên|more than|over/i],
  ['LT', /<|dưới|less than|under/i],
  ['APPROX', /~|≈|khoảng|gần|about|approximately/i],
] as const;
/** What a figure file takes. */
const NUMBER = /^-?\d{1,15}(\.\d{1,12})?$/;
const SIGNED = /^(?<word>\D*?)\s*(?<number>-?\d[\d.,\s]*)%?$/u;
const RANGE = /^(?<low>\d[\d.,]*)\s*(?:-|–|đến|to)\s*(?<high>\d[\d.,]*)\s*%?$/u;

/** The figure in a cell: a number, `> 2.700`, `~ 50`, `100-200`. Null: it has none (empty, `-`, `...`). Undefined: it cannot be read. */
export function readCell(cell: SheetCell, decimalSign: DecimalSign | null): CellFigure | null | undefined {
  if (typeof cell === 'number') return NUMBER.test(plain(cell)) ? exact('EQ', plain(cell), String(cell)) : undefined;
  if (/^(|-|–|\.{2,}|…|n\/?a|x)$/i.test(cell)) return null;
  const range = RANGE.exec(cell)?.groups;
  if (range) {
    const [low, high] = [readNumber(range['low']!, decimalSign), readNumber(range['high']!, decimalSign)];
    if (low === null || high === null || Number(low) > Number(high)) return undefined;
    return { qualifier: 'RANGE', value: '', low, high, asPrinted: cell };
  }
  const signed = SIGNED.exec(cell)?.groups;
  const number = signed && readNumber(signed['number']!, decimalSign);
  if (!signed || number === null || number === undefined) return undefined;
  if (signed['word'] === '') return exact('EQ', number, cell);
  const qualifier = QUALIFIERS.find(([, words]) => words.test(signed['word']!))?.[0];
  return qualifier && exact(qualifier, number, cell);
}

/** A sign that the number itself tells; null: it has none, or could be read either way (`2.700`). */
export function decimalSignOf(text: string): DecimalSign | null {
  const [first, second] = [text.match(/[.,]/g)?.at(0), text.match(/[.,]/g)?.at(-1)] as (DecimalSign | undefined)[];
  if (!first || !second) return null;
  if (first !== second) return second;
  const parts = text.split(first);
  // Several are of thousands; one before other than three digits is the decimal sign.
  if (parts.length > 2) return other(first);
  return /^\d{3}\D*$/.test(parts[1]!) && /\d{1,3}$/.test(parts[0]!) && !/(^|\D)0$/.test(parts[0]!) ? null : first;
}

function exact(qualifier: CellFigure['qualifier'], number: string, asPrinted: string): CellFigure {
  const [isLow, isHigh] = [qualifier.startsWith('G'), qualifier.startsWith('L')];
  return {
    qualifier,
    value: isLow || isHigh ? '' : number,
    low: isLow ? number : '',
    high: isHigh ? number : '',
    asPrinted,
  };
}

/** The number with a decimal point and no thousands; null where it could be two. */
function readNumber(text: string, decimalSign: DecimalSign | null): string | null {
  const digits = text.replace(/\s/gu, '');
  const sign = decimalSign ?? decimalSignOf(digits);
  if (sign === null) return /^-?\d{1,15}$/.test(digits) ? digits : null;
  const grouped = new RegExp(`^-?(\\d{1,15}|\\d{1,3}(\\${other(sign)}\\d{3})+)(\\${sign}\\d{1,12})?$`);
  const number = digits.replaceAll(other(sign), '').replace(sign, '.');
  return grouped.test(digits) && NUMBER.test(number) ? number : null;
}

function other(sign: DecimalSign): DecimalSign {
  return sign === ',' ? '.' : ',';
}

/** Without an exponent, and without what binary fractions add. */
function plain(value: number): string {
  return Number(value.toPrecision(15)).toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 12 });
}
