import type { Label } from '../../../kit/code-lists.ts';
import type { Figure } from '../../figures/figure.ts';
import type { Interval } from '../../figures/interval.ts';
import type { Found, Severity } from '../finding.ts';
import { joined } from '../words.ts';
import type { Checking } from './rule.ts';

interface Remark {
  readonly rule: string;
  readonly severity: Severity;
  readonly expected?: Interval | null;
  readonly found?: Interval | null;
  readonly size?: number | null;
  readonly text: Label;
}

/** A finding about one figure alone. */
export function remarkOn(
  figure: Figure,
  { rule, severity, expected = null, found = null, size = null, text }: Remark,
  { words }: Pick<Checking, 'words'>,
): Found {
  return {
    rule,
    severity,
    timePeriod: figure.timePeriod,
    relation: null,
    figures: [{ role: 'figure', figure }],
    expected,
    found,
    unitMeasure: figure.unitMeasure,
    implies: null,
    size,
    text: joined([words.figure(figure), text], '. '),
  };
}
