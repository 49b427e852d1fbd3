import type { Indicator } from '../../kit/declarations.ts';
import { difference, quotient, scaled, sum } from '../figures/interval.ts';
import { toOnes } from '../figures/figure.ts';
import { computed, hasValue, without, type Evaluated, type Part } from './evaluated.ts';
import { seriesName } from './series.ts';

/** Numerator over denominator times a factor; a figure that is missing or may be zero gives the reason instead. */
export function quotientOf(
  numerator: Part,
  denominator: Part,
  factor: number,
  { indicator, decimals }: { indicator?: Indicator; decimals: number },
): Evaluated {
  const timePeriod = numerator.evaluated.timePeriod;
  const parts = [numerator, denominator];
  const formula = `${nameOf(numerator)} / ${nameOf(denominator)}${factor === 1 ? '' : ` * ${factor}`}`;
  const given = { timePeriod, parts, formula };
  if (!hasValue(numerator.evaluated)) return without('IMPOSSIBLE', 'NO_NUMERATOR', { ...given, ...whyNot(numerator) });
  if (!hasValue(denominator.evaluated))
    return without('IMPOSSIBLE', 'NO_DENOMINATOR', { ...given, ...whyNot(denominator) });
  const [over, under] = [numerator.evaluated.interval!, denominator.evaluated.interval!];
  const result = quotient(over, under);
  if (!result) return without('IMPOSSIBLE', 'DIVISION_BY_ZERO', given);
  const multiplier = indicator?.unitMultiplier ?? 0;
  return computed({
    ...given,
    origin: 'DERIVED',
    interval: scaled(result, toOnes(factor, multiplier)),
    decimals: decimals - multiplier,
  });
}

/** The first less the second. */
export function differenceOf(minuend: Part, subtrahend: Part, timePeriod: string | null): Evaluated {
  const parts = [minuend, subtrahend];
  const formula = `${nameOf(minuend)} - ${nameOf(subtrahend)}`;
  const missing = parts.find(({ evaluated }) => !hasValue(evaluated));
  if (missing) return lacking(missing, { timePeriod, parts, formula });
  return computed({
    origin: 'DERIVED',
    interval: difference(minuend.evaluated.interval!, subtrahend.evaluated.interval!),
    decimals: mostDecimals(parts),
    timePeriod,
    formula,
    parts,
  });
}

export function sumOf(parts: readonly Part[]): Evaluated {
  const timePeriod = parts[0]?.evaluated.timePeriod ?? null;
  const formula = parts.map(nameOf).join(' + ');
  const missing = parts.find(({ evaluated }) => !hasValue(evaluated));
  if (missing) return lacking(missing, { timePeriod, parts, formula });
  const interval = sum(parts.map(({ evaluated }) => evaluated.interval!));
  return computed({ origin: 'DERIVED', interval, decimals: mostDecimals(parts), timePeriod, formula, parts });
}

/** Without one of its parts: the part's own reason where it is told on purpose, else that a part is missing. */
function lacking(missing: Part, given: Partial<Evaluated>): Evaluated {
  const { origin, reasonCode } = missing.evaluated;
  const isTold = origin === 'IMPOSSIBLE' || (reasonCode !== null && TOLD_ON_PURPOSE.has(reasonCode));
  return without('IMPOSSIBLE', isTold ? reasonCode! : 'OPERAND_MISSING', { ...given, ...whyNot(missing) });
}

const TOLD_ON_PURPOSE = new Set(['SUPPRESSED', 'AGENCY_UNAVAILABLE', 'NOT_KNOWN_THEN']);

function whyNot({ evaluated, indicator, slice, unit }: Part): Pick<Evaluated, 'detail'> & { status: string } {
  const text = `${seriesName(indicator, slice)}, ${unit.name} (${unit.code}): ${evaluated.reasonCode ?? ''}`;
  return {
    detail: { vi: text, en: text },
    status: evaluated.status === 'MISSING_CANNOT_EXIST' ? evaluated.status : 'MISSING',
  };
}

function mostDecimals(parts: readonly Part[]): number {
  return Math.max(...parts.map(({ evaluated }) => evaluated.decimals));
}

export function nameOf({ indicator, slice }: Pick<Part, 'indicator' | 'slice'>): string {
  return seriesName(indicator, slice);
}
