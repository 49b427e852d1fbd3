import { markdownTable } from './markdown-table.ts';
import type { Measured, Table } from '../results.ts';

/** The variant that ratios are told against. */
const BASE = 'stock';

/** A table as Markdown, which reads well on a terminal too. */
export function tableText(table: Table): string {
  const base = table.rows.find(({ variant }) => variant === BASE)?.median.rps;
  const counted = table.rows.some(({ median }) => median.subgraphRequests !== null);
  const head = [
    'variant',
    'rps',
    ...(base ? [`x ${BASE}`] : []),
    'p50/p95/p99 ms',
    'CPU s/1000: gateway',
    'subgraphs',
    'PostgreSQL',
    'total',
    'peak MB',
    'other core',
    ...(counted ? ['subgraph requests'] : []),
    'faults',
  ];
  const rows = table.rows.map((row) => cells(row, base, counted));
  const left = table.left.map(({ variant, reason }) => `\n${variant} was left out: ${reason}`);
  return [markdownTable(head, rows), ...left].join('\n');
}

function cells({ variant, median }: Measured, base: number | undefined, counted: boolean): string[] {
  const { cpu } = median;
  return [
    variant,
    median.rps.toFixed(median.rps < 100 ? 1 : 0),
    ...(base ? [(median.rps / base).toFixed(2)] : []),
    [median.p50, median.p95, median.p99].map(milliseconds).join('/'),
    seconds(cpu.gateway),
    seconds(cpu.subgraphs),
    seconds(cpu.postgres),
    seconds(cpu.gateway + cpu.subgraphs + cpu.postgres),
    `${median.memory.gateway}${median.memory.subgraphs > 0 ? `+${median.memory.subgraphs}` : ''}`,
    Number.isNaN(median.otherCore) ? '-' : `${Math.round(median.otherCore * 100)} %`,
    ...(counted ? [median.subgraphRequests?.toFixed(2) ?? '-'] : []),
    String(median.refused + median.broken + median.wrongSizes),
  ];
}

/** A heading for a table. */
export function tableTitle({ mode, operation, title, connections }: Table): string {
  return `${operation}, ${mode}: ${title} (${connections} connections)`;
}

function milliseconds(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(value < 10 ? 1 : 0);
}

function seconds(value: number): string {
  if (Number.isNaN(value)) return '-';
  return value.toFixed(value < 0.1 ? 3 : 2);
}
