/** What is known of a number: that it lies between two ends, each of which it reaches unless that end is open. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly lowOpen: boolean;
  readonly highOpen: boolean;
}

export function exactly(value: number): Interval {
  return { low: value, high: value, lowOpen: false, highOpen: false };
}

export function between(low: number, high: number): Interval {
  return { low, high, lowOpen: low === -Infinity, highOpen: high === Infinity };
}

export function atLeast(low: number, open = false): Interval {
  return { low, high: Infinity, lowOpen: open, highOpen: true };
}

export function isExact({ low, high }: Interval): boolean {
  return low === high;
}

/** Whether it allows every number. */
export function saysNothing({ low, high }: Interval): boolean {
  return low === -Infinity && high === Infinity;
}

export function sum(intervals: readonly Interval[]): Interval {
  return {
    low: added(intervals.map(({ low }) => low)),
    high: added(intervals.map(({ high }) => high)),
    lowOpen: intervals.some(({ lowOpen }) => lowOpen),
    highOpen: intervals.some(({ highOpen }) => highOpen),
  };
}

export function difference(minuend: Interval, subtrahend: Interval): Interval {
  return {
    low: added([minuend.low, -subtrahend.high]),
    high: added([minuend.high, -subtrahend.low]),
    lowOpen: minuend.lowOpen || subtrahend.highOpen,
    highOpen: minuend.highOpen || subtrahend.lowOpen,
  };
}

/** Nothing of an unknown number is nothing. */
export function scaled({ low, high, lowOpen, highOpen }: Interval, factor: number): Interval {
  if (factor === 0) return exactly(0);
  return factor < 0
    ? { low: high * factor, high: low * factor, lowOpen: highOpen, highOpen: lowOpen }
    : { low: low * factor, high: high * factor, lowOpen, highOpen };
}

/** Of numbers that are not negative. */
export function product(a: Interval, b: Interval): Interval {
  const times = (one: number, other: number) => (one === 0 || other === 0 ? 0 : one * other);
  const [low, high] = [times(a.low, b.low), times(a.high, b.high)];
  return {
    low,
    high,
    // Nothing times anything is reached by nothing alone.
    lowOpen: low === 0 ? (a.low > 0 || a.lowOpen) && (b.low > 0 || b.lowOpen) : a.lowOpen || b.lowOpen,
    highOpen: high === 0 ? false : a.highOpen || b.highOpen,
  };
}

/** Null where the divisor may be zero or negative: every quotient would be possible. */
export function quotient(dividend: Interval, divisor: Interval): Interval | null {
  if (divisor.low < 0 || (divisor.low === 0 && !divisor.lowOpen)) return null;
  // A divisor that is only known to be above zero leaves the quotient without an upper end.
  const [small, large] = [[divisor.low, divisor.lowOpen] as const, [divisor.high, divisor.highOpen] as const];
  const [forLow, forHigh] = [dividend.low >= 0 ? large : small, dividend.high >= 0 ? small : large];
  return {
    low: over(dividend.low, forLow[0]),
    high: over(dividend.high, forHigh[0]),
    // Zero is reached whatever it is divided by.
    lowOpen: dividend.lowOpen || (dividend.low !== 0 && forLow[1]),
    highOpen: dividend.highOpen || (dividend.high !== 0 && forHigh[1]),
  };
}

/** Everything that is printed as this number with so many decimals. */
export function rounded(value: number, decimals: number): Interval {
  const half = 0.5 * 10 ** -decimals;
  return { low: value - half, high: value + half, lowOpen: false, highOpen: true };
}

/** What both know; null where they contradict each other. */
export function intersection(a: Interval, b: Interval): Interval | null {
  const low =
    a.low === b.low
      ? { end: a.low, open: a.lowOpen || b.lowOpen }
      : a.low > b.low
        ? { end: a.low, open: a.lowOpen }
        : { end: b.low, open: b.lowOpen };
  const high =
    a.high === b.high
      ? { end: a.high, open: a.highOpen || b.highOpen }
      : a.high < b.high
        ? { end: a.high, open: a.highOpen }
        : { end: b.high, open: b.highOpen };
  if (low.end > high.end || (low.end === high.end && (low.open || high.open))) return null;
  return { low: low.end, high: high.end, lowOpen: low.open, highOpen: high.open };
}

/** Added without the noise of binary fractions, so that what is equal on paper is equal. */
function added(numbers: readonly number[]): number {
  let [total, lost] = [0, 0];
  for (const number of numbers) {
    const next = total + number;
    lost += Math.abs(total) >= Math.abs(number) ? total - next + number : number - next + total;
    total = next;
  }
  if (!Number.isFinite(total)) return total;
  const exact = total + lost;
  return Number.isInteger(exact) ? exact : Number(exact.toPrecision(15));
}

function over(a: number, b: number): number {
  return a === 0 ? 0 : a / b;
}
