/** Headers of an answer as they came: those that came several times as lists. */
export type ResponseHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One directive of a list: a name, and a value with or without quotation marks. */
const DIRECTIVE = /^([!#$%&'*+.^_`|~\w-]+)(?:=(?:([!#$%&'*+.^_`|~\w-]+)|"([^"\\]*)"))?$/;

/**
 * For how many seconds a cache that several clients share may keep an answer (RFC 9111), or undefined where it may not or nothing is
 * said. What cannot be understood counts as not to be kept.
 */
export function maxAgeOf(headers: ResponseHeaders): number | undefined {
  const said = textOf(headers['cache-control']);
  if (said === '' || textOf(headers['vary']).includes('*')) return undefined;
  const ages: Record<string, number> = {};
  for (const part of said.split(',')) {
    const text = part.trim();
    if (text === '') continue;
    const [, name, token, quoted] = DIRECTIVE.exec(text) ?? [];
    if (!name) return undefined;
    const directive = name.toLowerCase();
    if (FORBIDDING.has(directive)) return undefined;
    if (directive !== 'max-age' && directive !== 's-maxage') continue;
    const seconds = wholeNumber(token ?? quoted ?? '');
    if (seconds === null) return undefined;
    ages[directive] = Math.min(seconds, ages[directive] ?? Infinity);
  }
  const lifetime = ages['s-maxage'] ?? ages['max-age'];
  if (lifetime === undefined) return undefined;
  // So long the answer was already kept on its way.
  const age = headers['age'] === undefined ? 0 : wholeNumber(textOf(headers['age']));
  if (age === null || age >= lifetime) return undefined;
  return lifetime - age;
}

/** For how long a subgraph asks to be left alone, in milliseconds: seconds or a date; 0 where it says nothing that is understood. */
export function retryAfterMsOf(headers: ResponseHeaders, now: number): number {
  const text = textOf(headers['retry-after']).trim();
  const seconds = wholeNumber(text);
  if (seconds !== null) return seconds * 1000;
  const date = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}

const FORBIDDING: ReadonlySet<string> = new Set(['no-store', 'no-cache', 'private']);

/** RFC 9111 lets a number too large to be counted stand for 2^31. */
function wholeNumber(text: string): number | null {
  return /^\d+$/.test(text) ? Math.min(Number(text), 2 ** 31) : null;
}

function textOf(header: string | readonly string[] | undefined): string {
  return typeof header === 'string' ? header : (header ?? []).join(',');
}
