import type { Label } from '../../../kit/code-lists.ts';
import type { Figure } from '../../figures/figure.ts';
import type { ComparedFigure, Found } from '../finding.ts';
import { misfit, printedInterval } from '../printed.ts';
import { joined } from '../words.ts';
import type { Checking } from './rule.ts';

/** The figures of one cell, each from another source, the one that agencies prefer first: each other one against it. */
export function* sourcesOfOneCell(figures: readonly Figure[], { counted, words }: Checking): Iterable<Found> {
  const [preferred, ...others] = figures;
  const expected = preferred && printedInterval(preferred, counted);
  if (!expected) return;
  for (const other of others) {
    const found = printedInterval(other, counted);
    if (!found) continue;
    const size = misfit(expected, found);
    const compared: [ComparedFigure, ComparedFigure] = [
      { role: 'other', figure: other },
      { role: 'one', figure: preferred },
    ];
    yield {
      rule: 'SOURCES_OF_ONE_CELL',
      severity: size === 0 ? 'AGREEMENT' : 'QUESTION',
      timePeriod: preferred.timePeriod,
      relation: null,
      figures: compared,
      expected,
      found,
      unitMeasure: preferred.unitMeasure,
      implies: null,
      size: size || null,
      text: joined(
        [
          from(preferred, words),
          from(other, words),
          size === 0
            ? { vi: 'Hai nguồn khớp nhau.', en: 'The two sources fit.' }
            : { vi: 'Hai nguồn khác nhau.', en: 'The two sources differ.' },
        ],
        '. ',
      ),
    };
  }
}

function from(figure: Figure, words: Checking['words']): Label {
  const publisher = figure.citation?.publisher ?? '?';
  return joined([{ vi: publisher, en: publisher }, words.figure(figure)], ': ');
}
