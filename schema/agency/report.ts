import type { CheckReport } from '../registry/check/check-graph.ts';

const MARKS = { breaking: '!!', dangerous: ' !', safe: '  ' } as const;
const MOST_CHANGES = 40;

/** What a check found, for people: each fault with its place and what to write instead. */
export function reportLines({ faults, changes }: Pick<CheckReport, 'faults' | 'changes'>): string[] {
  const ofFaults = faults.flatMap(({ code, where, what, instead }) => [
    `✗ ${code}${where ? ` at ${where}` : ''}`,
    ...what.split('\n').map((line) => `    ${line}`),
    `    → ${instead}`,
  ]);
  const shown = changes.slice(0, MOST_CHANGES).map(({ level, message }) => `${MARKS[level]} ${level}: ${message}`);
  const more = changes.length - shown.length;
  return [
    ...ofFaults,
    ...(changes.length > 0
      ? [`What changes for clients (${changes.length}):`, ...shown]
      : ['Nothing changes for clients.']),
    ...(more > 0 ? [`  ... and ${more} more, see --json.`] : []),
  ];
}
