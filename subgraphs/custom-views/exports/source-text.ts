import type { NumberedCitation } from '../table/document.ts';

/** A source in one line: publisher, title, day, place within it, address. */
export function sourceText({ citation }: NumberedCitation): string {
  const { publisher, title, published, locator, url } = citation;
  return [`${publisher}: ${title}`, published, locator, url].filter((part) => part !== null && part !== '').join(', ');
}
