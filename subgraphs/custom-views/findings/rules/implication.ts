import type { Relation } from '../../../kit/relations.ts';
import { intersection, type Interval } from '../../figures/interval.ts';
import type { ComparedFigure, Found, ImpliedCell } from '../finding.ts';
import { misfit, printedInterval } from '../printed.ts';
import { both, joined } from '../words.ts';
import type { Reading } from './comparison.ts';
import type { Checking } from './rule.ts';

interface Implied {
  readonly rule: string;
  readonly relation: Relation;
  readonly figures: readonly [ComparedFigure, ...ComparedFigure[]];
  /** What the other figures say of the cell. */
  readonly compute: (read: Reading) => Interval | null;
  /** What is filed of it; null: nothing. */
  readonly filed: (read: Reading) => Interval | null;
  readonly cell: ImpliedCell;
  readonly unitMeasure: string;
}

/** What figures say of one that is not filed, or filed as a bound only, which they must not contradict. */
export function* implication(implied: Implied, { counted, words }: Checking): Iterable<Found> {
  const read: Reading = (figure) => printedInterval(figure, counted);
  const [computed, filed] = [implied.compute(read), implied.filed(read)];
  if (!computed || (computed.low === -Infinity && computed.high === Infinity)) return;
  const size = filed ? misfit(computed, filed) : 0;
  const cell = words.cell(implied.cell.indicator, implied.cell.slice, implied.cell.timePeriod);
  const expected = (filed && intersection(computed, filed)) ?? computed;
  const [expectedText, filedText] = [expected, filed].map((one) => one && words.interval(one, implied.unitMeasure));
  yield {
    rule: implied.rule,
    severity: size === 0 ? 'IMPLICATION' : implied.relation.strictness === 'question' ? 'QUESTION' : 'CONTRADICTION',
    timePeriod: implied.figures[0].figure.timePeriod,
    relation: implied.relation.text,
    figures: implied.figures,
    expected,
    found: filed,
    unitMeasure: implied.unitMeasure,
    implies: implied.cell,
    size: size === 0 ? null : size,
    text: joined(
      [
        joined(
          implied.figures.map(({ figure }) => words.figure(figure)),
          '; ',
        ),
        both((language) =>
          language === 'vi'
            ? `Suy ra ${cell.vi}: ${expectedText!.vi}; ${filedText ? `nguồn ghi ${filedText.vi}` : 'chưa có số liệu này'}.`
            : `They imply ${cell.en}: ${expectedText!.en}; ${filedText ? `${filedText.en} are printed` : 'no such figure is filed'}.`,
        ),
      ],
      '. ',
    ),
  };
}
