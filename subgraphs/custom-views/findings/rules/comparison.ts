import type { Label } from '../../../kit/code-lists.ts';
import type { Figure } from '../../figures/figure.ts';
import type { Interval } from '../../figures/interval.ts';
import type { ComparedFigure, Found, Severity } from '../finding.ts';
import { loosestInterval, misfit, printedInterval } from '../printed.ts';
import { both, joined, numberText } from '../words.ts';
import { powerOfTen } from './multiplier.ts';
import type { Checking } from './rule.ts';

/** What a figure says, read strictly or loosely; null: nothing. */
export type Reading = (figure: Figure) => Interval | null;

export interface Comparison {
  readonly rule: string;
  readonly relation: string;
  readonly strictness: 'exact' | 'question';
  readonly figures: readonly [ComparedFigure, ...ComparedFigure[]];
  readonly unitMeasure: string;
  /** What must hold, in words. */
  readonly meaning: Label;
  /** Whether both sides are to be equal, so that a power of ten between them means something. */
  readonly isEquality: boolean;
  readonly compute: (read: Reading) => { readonly expected: Interval; readonly found: Interval } | null;
}

/**
 * Figures that are to fit. Those that fit only with figures rounded to the decimals that they show themselves are noted, since columns lose
 * trailing zeros; those that miss by a power of ten are called a slip of the multiplier.
 */
export function compared(comparison: Comparison, { counted, words }: Checking): Found | null {
  const { figures, relation, strictness, compute, isEquality, unitMeasure, meaning } = comparison;
  const strict = compute((figure) => printedInterval(figure, counted));
  if (!strict) return null;
  const { expected, found } = strict;
  const size = misfit(expected, found);
  const loose = size === 0 ? strict : compute((figure) => loosestInterval(figure, counted));
  const fitsLoosely = loose !== null && misfit(loose.expected, loose.found) === 0;
  const power = isEquality && size > 0 ? powerOfTen(found, expected) : null;
  const severity: Severity =
    size === 0
      ? 'AGREEMENT'
      : fitsLoosely
        ? 'NOTE'
        : power !== null || strictness === 'question'
          ? 'QUESTION'
          : 'CONTRADICTION';
  const [expectedText, foundText] = [words.interval(expected, unitMeasure), words.interval(found, unitMeasure)];
  const outcome = outcomeText(size, fitsLoosely, power);
  return {
    rule: power === null || fitsLoosely ? comparison.rule : 'MULTIPLIER_SLIP',
    severity,
    timePeriod: figures[0].figure.timePeriod,
    relation,
    figures,
    expected,
    found,
    unitMeasure,
    size: size === 0 ? null : size,
    implies: null,
    text: joined(
      [
        joined(
          figures.map(({ figure }) => words.figure(figure)),
          '; ',
        ),
        both((language) =>
          language === 'vi'
            ? `Quan hệ: ${meaning.vi}. Theo đó phải là ${expectedText.vi}, nguồn ghi ${foundText.vi}: ${outcome.vi}.`
            : `Relation: ${meaning.en}. By it ${expectedText.en} are expected, ${foundText.en} are printed: ${outcome.en}.`,
        ),
      ],
      '. ',
    ),
  };
}

function outcomeText(size: number, fitsLoosely: boolean, power: number | null): Label {
  if (size === 0) return { vi: 'khớp trong phạm vi làm tròn', en: 'they fit within rounding' };
  const percent = both((language) => numberText(Number((size * 100).toPrecision(3)), language));
  if (fitsLoosely)
    return {
      vi: `lệch ${percent.vi}%, chỉ khớp nếu số liệu được làm tròn đến chữ số thập phân mà nó thể hiện`,
      en: `${percent.en} percent apart, they fit only if figures were rounded to the decimals that they show`,
    };
  if (power !== null)
    return {
      vi: `lệch khoảng 10^${power} lần, có thể do sai bội số`,
      en: `about 10^${power} times as much, probably a slip of the multiplier`,
    };
  return { vi: `lệch ${percent.vi}% ngoài phạm vi làm tròn`, en: `${percent.en} percent apart beyond rounding` };
}
