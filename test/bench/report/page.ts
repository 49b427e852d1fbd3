import type { Results } from '../results.ts';
import { growthText } from './growth-table.ts';
import { markdownTable } from './markdown-table.ts';
import { tableText, tableTitle } from './table.ts';
import { targetsOf } from './targets.ts';

/** The page of results: where and how it was measured, what was to be reached, and every table. */
export function pageText(
  results: Results,
  variants: readonly { readonly name: string; readonly label: string }[],
): string {
  const measured = new Set(results.tables.flatMap(({ rows }) => rows.map(({ variant }) => variant)));
  const versions = Object.entries(results.versions).map(([name, version]) => `${name} ${version}`);
  const targets = targetsOf(results).filter(({ found }) => found !== null);
  return `# Measured: this gateway and its peers

${results.date.replace('T', ' ')} UTC on ${results.machine}.
${versions.join(', ')}.

Written by \`npm run bench -- --page\`; [README.md](README.md) says how it is measured and what the names mean. All figures are synthetic, at
national size. Medians of ${results.rounds} rounds of ${results.seconds} s, one round of each variant in turn, gateway ${results.pinned ? 'on one core, all the rest on another' : 'and all the rest on any core, since they could not be pinned'}. Before and after
the load every variant gave the same data. Only ratios within one run count; differences below about 15 % do not.

## Targets

Where one was beaten, it is raised. What is not reached, and what was tried: [README.md](README.md#what-is-not-reached-and-where-the-time-goes).

${markdownTable(
  ['against', 'wanted at first', 'wanted now', 'measured', 'reached'],
  targets.map(({ what, first, wanted, text, reached }) => [what, first, wanted, text, reached ? 'yes' : 'no']),
)}

## Variants

${markdownTable(
  ['name', 'what'],
  variants.filter(({ name }) => measured.has(name)).map(({ name, label }) => [name, label]),
)}

${results.tables.map((table) => `## ${tableTitle(table)}\n\n${tableText(table)}`).join('\n\n')}
${results.growth.length > 0 ? `\n## E, real: communes with 12 figures each in one query, one query at a time\n\n${growthText(results.growth)}\n` : ''}`;
}
