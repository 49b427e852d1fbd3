import { labelOf, type CodeList, type Label } from '../../kit/code-lists.ts';
import { fromOnes } from '../figures/figure.ts';
import { isExact } from '../figures/interval.ts';
import type { Citation } from '../figures/citation.ts';
import type { NumberedCitation, TableCell } from './document.ts';
import { MOST_DECIMALS } from './as-shown.ts';
import { hasValue, type Evaluated } from './evaluated.ts';
import { qualifierOf } from './qualifier.ts';

/** What a cell takes from its column, or a part from its indicator. */
export interface CellFrame {
  readonly id: string;
  readonly unitMeasure: string;
  readonly unitMultiplier: number;
}

/** Writes cells, numbering their sources as they come. */
export class CellWriter {
  readonly citations: NumberedCitation[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #codeLists: ReadonlyMap<string, CodeList>;

  constructor(codeLists: ReadonlyMap<string, CodeList>) {
    this.#codeLists = codeLists;
  }

  /** A cell as it is shown, see `asShown`. */
  cell(evaluated: Evaluated, frame: CellFrame, warnings: readonly string[] = []): TableCell {
    const { origin, figure, coverage, formula, reasonCode, timePeriod } = evaluated;
    return {
      column: frame.id,
      origin,
      observation: figure?.id ?? null,
      ...(figure ? asPublished(evaluated) : asComputed(evaluated, frame)),
      qualifier: qualifierOf(evaluated),
      unitMeasure: figure?.unitMeasure ?? frame.unitMeasure,
      unitMultiplier: figure?.unitMultiplier ?? frame.unitMultiplier,
      timePeriod,
      referenceDate: figure?.referenceDate ?? null,
      periodBasis: figure?.periodBasis ?? null,
      refArea: figure?.refArea ?? null,
      obsStatus: evaluated.status,
      confStatus: figure?.confStatus ?? null,
      seriesBreak: figure?.seriesBreak ?? null,
      reasonCode,
      reason: this.#reason(evaluated),
      formula,
      coverage,
      citations: this.#cite(evaluated),
      warnings,
    };
  }

  #reason({ reasonCode, detail }: Evaluated): Label | null {
    if (reasonCode === null) return null;
    const label = labelOf(this.#codeLists, 'REASON', reasonCode);
    return { vi: detail ? `${label.vi}: ${detail.vi}` : label.vi, en: detail ? `${label.en}: ${detail.en}` : label.en };
  }

  /** Numbers of the sources of the cell and of all that it is made of. */
  #cite(evaluated: Evaluated): readonly number[] {
    const own = evaluated.figure?.citation ? [this.#numberOf(evaluated.figure.agency, evaluated.figure.citation)] : [];
    const ofParts = evaluated.parts.flatMap((part) => this.#cite(part.evaluated));
    return [...new Set([...own, ...ofParts])].toSorted((a, b) => a - b);
  }

  #numberOf(agency: string, citation: Citation): number {
    const key = `${agency} ${citation.source} ${citation.locator ?? ''}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.citations.length + 1;
    this.#numbers.set(key, number);
    this.citations.push({ number, agency, citation });
    return number;
  }
}

type Numbers = Pick<TableCell, 'value' | 'valueLow' | 'valueHigh' | 'decimals'>;

function asPublished({ figure }: Evaluated): Numbers {
  const { value, valueLow, valueHigh, decimals } = figure!;
  return { value, valueLow, valueHigh, decimals };
}

function asComputed(evaluated: Evaluated, { unitMultiplier }: CellFrame): Numbers {
  if (!hasValue(evaluated)) return { value: null, valueLow: null, valueHigh: null, decimals: null };
  const { interval, point } = evaluated;
  const decimals = Math.min(Math.max(evaluated.decimals + unitMultiplier, 0), MOST_DECIMALS);
  const shown = (number: number) => (Number.isFinite(number) ? fromOnes(number, unitMultiplier) : null);
  if (isExact(interval!)) return { value: shown(interval!.low), valueLow: null, valueHigh: null, decimals };
  return {
    value: point === null ? null : shown(point),
    valueLow: shown(interval!.low),
    valueHigh: shown(interval!.high),
    decimals,
  };
}
