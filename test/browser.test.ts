import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { FIRST_QUERY } from '../gateway/http/graphiql.ts';
import { useBrowser } from './support/use-browser.ts';
import { useGraph } from './support/use-graph.ts';
import { usePageServer } from './support/use-page-server.ts';

const browser = useBrowser();
const listedSite = usePageServer();
const unlistedSite = usePageServer();
const closedGraph = useGraph();
const openGraph = useGraph({ corsOrigins: () => [listedSite()] });

describe('a browser at the gateway itself', () => {
  it('opens GraphiQL on the first query and shows its figures, asking nobody but the gateway', async () => {
    // Tall, as the page writes only the lines that can be seen.
    const { page, origins, complaints } = await visit(closedGraph.url(), { width: 1_400, height: 4_000 });
    await page.getByText('query LangSon', { exact: false }).first().waitFor();
    const shown = await page.locator('.graphiql-query-editor .view-lines').innerText();
    expect(wordsOf(shown)).toEqual(wordsOf(FIRST_QUERY));

    await page.getByRole('button', { name: 'Execute query' }).click();
    const result = page.locator('.result-window .view-lines');
    await result.getByText('94.2').waitFor();
    const answer = wordsOf(await result.innerText());
    for (const value of ['"LạngSơn"', '807.315', '4.28', '6.07', '94.2']) expect(answer).toContain(`:${value},`);

    expect(new Set(origins)).toEqual(new Set([closedGraph.url()]));
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('shows the answer to a query in its address, and no page of anyone else', async () => {
    const { page, origins } = await visit(`${closedGraph.url()}/graphql?query={__typename}`);
    expect(JSON.parse(await page.locator('body').innerText())).toEqual({ data: { __typename: 'Query' } });
    expect(new Set(origins)).toEqual(new Set([closedGraph.url()]));
    await page.close();
  });
});

describe('a browser at the page of another site', () => {
  it('may not ask the gateway when no origin is configured', async () => {
    const { page, complaints } = await visit(listedSite());
    expect(await askTwice(page, closedGraph.url())).toEqual(['Failed to fetch', 'Failed to fetch']);
    expect(complaints.join()).toContain('blocked by CORS policy');
    await page.close();
  });

  it('may ask from an origin that is configured, after one preflight for two questions', async () => {
    const { page, complaints } = await visit(listedSite());
    expect(await askTwice(page, openGraph.url())).toEqual(['Lạng Sơn', 'Lạng Sơn']);
    expect(openGraph.received).toEqual(['OPTIONS', 'POST', 'POST']);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('may not ask from an origin that is not configured, when another is', async () => {
    const { page, complaints } = await visit(unlistedSite());
    const before = openGraph.received.length;
    expect(await askTwice(page, openGraph.url())).toEqual(['Failed to fetch', 'Failed to fetch']);
    expect(openGraph.received.slice(before)).not.toContain('POST');
    expect(complaints.join()).toContain('blocked by CORS policy');
    await page.close();
  });
});

/** Opens a page and notes the origins of all its requests, and what the browser complains about. */
async function visit(url: string, viewport = { width: 800, height: 600 }) {
  // A context of its own: what one test's browser remembers does not help another.
  const page = await browser().newPage({ viewport });
  const [origins, complaints]: [string[], string[]] = [[], []];
  page.on('request', (request) => origins.push(new URL(request.url()).origin));
  page.on('requestfailed', (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  return { page, origins, complaints };
}

/** Asks from the page, one question after the other, by POST with JSON; answers a unit's name, or the browser's refusal. */
function askTwice(page: Page, gateway: string): Promise<string[]> {
  return page.evaluate(async (url) => {
    const ask = async () => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'apollographql-client-name': 'another-site' },
        body: JSON.stringify({ query: '{ administrativeUnit(code: "20-20211101") { name } }' }),
      });
      const answer = (await response.json()) as { data: { administrativeUnit: { name: string } } };
      return answer.data.administrativeUnit.name;
    };
    const refused = (error: Error) => error.message;
    return [await ask().catch(refused), await ask().catch(refused)];
  }, `${gateway}/graphql`);
}

/** What is written, however it is broken into lines and spaced. */
function wordsOf(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
