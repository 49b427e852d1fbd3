import { markdownTable } from './markdown-table.ts';
import type { Measured, Table } from '../results.ts';

/** What ratios are told against: the fastest of the variants named. */
const BASES: Readonly<Record<string, readonly string[]>> = {
  stock: ['stock'],
  'fastest peer': ['hive', 'hive-rust', 'mercurius'],
  sql: ['sql'],
};

/** A table as Markdown, which reads well on a terminal too. */
export function tableText(table: Table): string {
  const bases = Object.entries(BASES).flatMap(([name, variants]) => {
    const found = table.rows.filter(({ variant }) => variants.includes(variant)).map(({ median }) => median.rps);
    return found.length > 0 ? [{ name, rps: Math.max(...found) }] : [];
  });
  const counted = table.rows.some(({ median }) => median.subgraphRequests !== null);
  const head = [
    'variant',
    'rps',
    ...bases.map(({ name }) => `x ${name}`),
    'p50/p95/p99 ms',
    'CPU s/1000: gateway',
    'subgraphs',
    'PostgreSQL',
    'total',
    'peak MB',
    'gateway core',
    'other core',
    ...(counted ? ['subgraph requests'] : []),
    'faults',
  ];
  const rows = table.rows.map((row) => cells(row, bases, counted));
  const left = table.left.map(({ variant, reason }) => `\n${variant} was left out: ${reason}`);
  return [markdownTable(head, rows), ...left].join('\n');
}

function cells({ variant, median }: Measured, bases: readonly { readonly rps: number }[], counted: boolean): string[] {
  const { cpu } = median;
  return [
    variant,
    median.rps.toFixed(median.rps < 100 ? 1 : 0),
    ...bases.map(({ rps }) => (median.rps / rps).toFixed(2)),
    [median.p50, median.p95, median.p99].map(milliseconds).join('/'),
    seconds(cpu.gateway),
    seconds(cpu.subgraphs),
    seconds(cpu.postgres),
    seconds(cpu.gateway + cpu.subgraphs + cpu.postgres),
    `${median.memory.gateway}${median.memory.subgraphs > 0 ? `+${median.memory.subgraphs}` : ''}`,
    Number.isNaN(cpu.gateway) ? '-' : `${Math.round((cpu.gateway * median.rps) / 10)} %`,
    Number.isNaN(median.otherCore) ? '-' : `${Math.round(median.otherCore * 100)} %`,
    ...(counted ? [median.subgraphRequests?.toFixed(2) ?? '-'] : []),
    String(median.refused + median.broken + median.wrongSizes),
  ];
}

/** A heading for a table. */
export function tableTitle({ mode, operation, title, connections, ...table }: Table): string {
  const rounds = table.seconds === undefined ? '' : `, rounds of ${table.seconds} s`;
  const measured = table.measured === undefined ? '' : `\n\nMeasured ${table.measured}.`;
  return `${operation}, ${mode}: ${title} (${connections} connections${rounds})${measured}`;
}

function milliseconds(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(value < 10 ? 1 : 0);
}

function seconds(value: number): string {
  if (Number.isNaN(value)) return '-';
  return value.toFixed(value < 0.1 ? 3 : 2);
}
