/** A Markdown table that reads well on a terminal too: the first column and all columns of words to the left, figures to the right. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) => Math.max(3, name.length, ...rows.map((row) => row[column]!.length)));
  const left = head.map((_name, column) => column === 0 || rows.some((row) => /^[a-z@]/i.test(row[column]!)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => (left[column] ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (left[column] ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
