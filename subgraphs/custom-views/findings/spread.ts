/** The middle of the numbers; of none 0. */
export function medianOf(numbers: readonly number[]): number {
  const sorted = Float64Array.from(numbers).toSorted();
  const middle = sorted.length >> 1;
  return sorted.length === 0
    ? 0
    : sorted.length % 2 === 1
      ? sorted[middle]!
      : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Makes the median absolute deviation of normally distributed numbers their standard deviation. */
const OF_NORMAL = 1.4826;

/** How far numbers usually lie from their middle, whatever a few of them do. */
export function spreadOf(numbers: readonly number[]): number {
  const middle = medianOf(numbers);
  return OF_NORMAL * medianOf(numbers.map((number) => Math.abs(number - middle)));
}
