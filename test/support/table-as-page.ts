/** A combined table as the page for inspections prints it: a Markdown table, then what is told of columns, warnings and sources. */
export function tableAsPage({ columns, rows, totalCount, coverage, warnings, citations }: any): string[] {
  const isRanked = rows.some(({ rank, unrankedReason }: any) => rank !== null || unrankedReason !== null);
  const isDated = rows.some(({ boundariesOn }: any) => boundariesOn !== null);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const heading = [
    ...(isDated ? ['boundaries of'] : []),
    ...(isRanked ? ['rank'] : []),
    'unit',
    ...columns.map((column: any) => `${column.id}, ${measureOf(column)}`),
  ];
  const shown = rows.map((row: any) => [
    ...(isDated ? [row.boundariesOn] : []),
    ...(isRanked ? [rankOf(row)] : []),
    row.name,
    ...row.cells.map(cellText),
  ]);
  const more = rows.length < totalCount ? [[`... ${totalCount} in all`, ...heading.slice(1).map(() => '')]] : [];
  return [
    ...[heading, heading.map(() => '---'), ...shown, ...more].map(line),
    ...grouped(coverage, ({ agency }) => agency).map(
      ([agency, of]) => `> - From ${agency}: ${of.map(coverageText).join('; ')}`,
    ),
    ...grouped(warnings, warningText).map(
      ([text, of]) => `> - ${of[0].code} (${of.map(({ column }) => column ?? 'table').join(', ')})${text}`,
    ),
    ...grouped(citations, ({ citation }) => sourceText(citation)).map(([text, of]) => {
      const places = of.flatMap(({ citation }) => citation.locator ?? []);
      const named = places.length > 0 ? `, place ${places.join(', ')}` : '';
      return `> - ${of.map(({ number }) => `[${number}]`).join(' ')} ${text}${named}`;
    }),
  ];
}

function grouped(all: readonly any[], by: (one: any) => string): [string, any[]][] {
  return [...Map.groupBy(all, by)];
}

function measureOf({ unitMeasureLabel, unitMultiplier }: any): string {
  return unitMultiplier === 0 ? unitMeasureLabel : `${unitMeasureLabel} × 10^${unitMultiplier}`;
}

function rankOf({ rank, unrankedReason }: any): string {
  if (!rank) return unrankedReason ?? '';
  return `${rank.from}${rank.to === rank.from ? '' : ` to ${rank.to}`}${rank.shared > 1 ? `, shared by ${rank.shared}` : ''}`;
}

/** `151 (2023, YEAR_TO_DATE, UNVALIDATED) [1]`, `cannot be computed: BOUNDARY_DIVIDED [2]` */
function cellText({ origin, timePeriod, periodBasis, obsStatus, reasonCode, citations, ...number }: any): string {
  const sources = citations.map((one: number) => ` [${one}]`).join('');
  if (number.qualifier === null)
    return `${origin === 'IMPOSSIBLE' ? 'cannot be computed' : 'none'}: ${reasonCode}${sources}`;
  const notes = [
    timePeriod,
    periodBasis === 'STATED' ? null : periodBasis,
    origin === 'REPORTED' ? null : origin,
    obsStatus === 'NORMAL' ? null : obsStatus,
  ];
  return `${numberText(number)} (${notes.filter(Boolean).join(', ')})${sources}`;
}

const WORDS: Readonly<Record<string, string>> = {
  GT: 'more than ',
  GE: 'at least ',
  LT: 'less than ',
  LE: 'at most ',
  APPROX: 'about ',
};

function numberText({ value, valueLow, valueHigh, decimals, qualifier }: any): string {
  const told = (number: number) =>
    number.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  if (qualifier === 'RANGE') {
    const likeliest = value === null ? '' : `, likeliest ${told(value)}`;
    return `${told(valueLow)} to ${told(valueHigh)}${likeliest}`;
  }
  return `${WORDS[qualifier] ?? ''}${told(value ?? valueLow ?? valueHigh)}`;
}

function coverageText({ column, have, of, reasons, nearest }: any): string {
  const [near] = nearest?.units ?? [];
  const without = [
    ...reasons.map(({ code, count }: any) => `${code} ${count}`),
    ...(near ? [`nearby ${nearest.count}: ${near.name} ${cellText(near.cell)}${nearest.count > 1 ? ' ...' : ''}`] : []),
  ];
  return `${column} ${have} of ${of}${without.length > 0 ? ` (${without.join(', ')})` : ''}`;
}

function warningText({ refusesRank, text }: any): string {
  return `${refusesRank ? ', refuses the rank' : ''}: ${text}`;
}

function sourceText({ publisher, title, published }: any): string {
  return [publisher, title, published].filter(Boolean).join(', ');
}
