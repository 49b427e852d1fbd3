import { labelOf, type CodeList, type Label } from '../../kit/code-lists.ts';
import type { Indicator } from '../../kit/declarations.ts';
import { parseSliceKey } from '../../kit/slice.ts';
import type { Figure } from '../figures/figure.ts';
import { isExact, type Interval } from '../figures/interval.ts';
import { tidy } from './printed.ts';

/** Names for the texts of findings. */
export interface Words {
  /** A figure with its name, slice, value and period: `Children (under 6): more than 74,000 persons (2023)`. */
  figure(figure: Figure): Label;
  /** An indicator with its slice and period. */
  cell(indicator: string, slice: string, timePeriod: string): Label;
  /** A number in units of one with its unit of measure. */
  interval(interval: Interval, unitMeasure: string): Label;
}

export function wordsOf(indicators: ReadonlyMap<string, Indicator>, codeLists: ReadonlyMap<string, CodeList>): Words {
  const unitOf = (code: string) => labelOf(codeLists, 'UNIT_MEASURE', code);
  const named = (code: string, slice: string) => {
    const name = indicators.get(code)?.name ?? { vi: code, en: code };
    const codes = Object.entries(parseSliceKey(slice) ?? {}).map(([id, one]) => labelOf(codeLists, id, one));
    const within = joined(codes, ', ');
    return both((language) => `${name[language]}${codes.length > 0 ? ` (${within[language]})` : ''}`);
  };
  return {
    figure: (figure) => {
      const name = named(figure.indicator, figure.slice);
      const unit = unitOf(figure.unitMeasure);
      return both((language) => {
        const value = `${printedValue(figure, language)}${unitText(unit, figure.unitMultiplier, language)}`;
        return `${name[language]}: ${value} (${figure.timePeriod})`;
      });
    },
    cell: (indicator, slice, timePeriod) =>
      joined([named(indicator, slice), { vi: `(${timePeriod})`, en: `(${timePeriod})` }], ' '),
    interval: (interval, unitMeasure) =>
      both((language) => `${intervalText(interval, language)}${unitText(unitOf(unitMeasure), 0, language)}`),
  };
}

type LanguageKey = keyof Label;

export function both(tell: (language: LanguageKey) => string): Label {
  return { vi: tell('vi'), en: tell('en') };
}

/** Texts one after the other. */
export function joined(texts: readonly Label[], between: string): Label {
  return both((language) => texts.map((text) => text[language]).join(between));
}

const formats = new Map<string, Intl.NumberFormat>();

/** Formats are costly to make. */
function formatOf(language: LanguageKey, least: number, most: number): Intl.NumberFormat {
  const key = `${language} ${least} ${most}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(language, { minimumFractionDigits: least, maximumFractionDigits: most });
  formats.set(key, made);
  return made;
}

export function numberText(value: number, language: LanguageKey): string {
  return formatOf(language, 0, 4).format(tidy(value));
}

const BOUND: Readonly<Record<string, Label>> = {
  GT: { vi: 'hơn ', en: 'more than ' },
  GE: { vi: 'ít nhất ', en: 'at least ' },
  LT: { vi: 'dưới ', en: 'less than ' },
  LE: { vi: 'nhiều nhất ', en: 'at most ' },
  APPROX: { vi: 'khoảng ', en: 'about ' },
};

function printedValue({ value, valueLow, valueHigh, qualifier, decimals }: Figure, language: LanguageKey): string {
  const format = formatOf(language, decimals, decimals);
  if (qualifier === 'RANGE') return `${format.format(valueLow ?? 0)}–${format.format(valueHigh ?? 0)}`;
  return `${BOUND[qualifier]?.[language] ?? ''}${format.format(value ?? valueLow ?? valueHigh ?? 0)}`;
}

function intervalText(interval: Interval, language: LanguageKey): string {
  const { low, high, lowOpen, highOpen } = interval;
  const bound = (qualifier: string, value: number) => `${BOUND[qualifier]![language]}${numberText(value, language)}`;
  if (isExact(interval)) return numberText(low, language);
  if (high === Infinity) return bound(lowOpen ? 'GT' : 'GE', low);
  if (low === -Infinity) return bound(highOpen ? 'LT' : 'LE', high);
  return `${numberText(low, language)}–${numberText(high, language)}`;
}

const THOUSANDS: Readonly<Record<number, Label>> = {
  3: { vi: ' nghìn', en: ' thousand' },
  6: { vi: ' triệu', en: ' million' },
  9: { vi: ' tỷ', en: ' billion' },
};

function unitText(unit: Label, multiplier: number, language: LanguageKey): string {
  const times = THOUSANDS[multiplier]?.[language] ?? (multiplier === 0 ? '' : ` × 10^${multiplier}`);
  const name = unit[language];
  return `${times}${name === '%' ? name : ` ${name}`}`;
}
