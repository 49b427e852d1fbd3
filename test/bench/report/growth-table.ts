import type { Growth } from '../results.ts';
import { markdownTable } from './markdown-table.ts';

/** Time and peak memory by number of units, one row for each variant. */
export function growthText(growth: readonly Growth[]): string {
  const sizes = [...new Set(growth.flatMap(({ points }) => points.map(({ units }) => units)))];
  const head = ['variant', ...sizes.map((units) => `${units} units: ms`), ...sizes.map((units) => `MB at ${units}`)];
  const rows = growth.map(({ variant, points }) => {
    const at = (units: number) => points.find((point) => point.units === units);
    return [
      variant,
      ...sizes.map((units) => at(units)?.milliseconds.toFixed(1) ?? '-'),
      ...sizes.map((units) => {
        const memory = at(units)?.memory;
        return memory ? `${memory.gateway}${memory.subgraphs > 0 ? `+${memory.subgraphs}` : ''}` : '-';
      }),
    ];
  });
  const missing = growth
    .filter(({ reason }) => reason)
    .map(({ variant, reason }) => `\n${variant} was left out: ${reason}`);
  return [markdownTable(head, rows), ...missing].join('\n');
}
