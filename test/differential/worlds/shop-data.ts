export interface User {
  readonly id: string;
  readonly username: string | null;
  readonly name: string | null;
  readonly birth: number | null;
}
export interface Review {
  readonly id: string;
  readonly body: string | null;
  readonly stars: number | null;
  readonly author: string;
  readonly product: string;
}
export interface Product {
  readonly upc: string;
  readonly sku: string;
  readonly package: string;
  readonly name: string | null;
  readonly price: number | null;
  readonly weight: number | null;
  readonly maker: string | null;
  readonly similar: readonly string[];
}

const byKey = <Key extends string, One extends Record<Key, string>>(key: Key, all: readonly One[]) =>
  new Map(all.map((one) => [one[key] as string, one]));

/** The third has no name, where the schema promises one. */
export const users = byKey<'id', User>('id', [
  { id: 'u1', username: '@an', name: 'An', birth: 1990 },
  { id: 'u2', username: null, name: 'Bình "B"', birth: null },
  { id: 'u3', username: '@chi', name: null, birth: -5 },
]);

export const products = byKey<'upc', Product>('upc', [
  { upc: 'p1', sku: 'a', package: '', name: 'Bàn', price: 899, weight: 100, maker: 'u1', similar: ['p2', 'p3'] },
  { upc: 'p2', sku: 'b', package: 'box', name: null, price: 1299.5, weight: 1000, maker: 'u2', similar: [] },
  { upc: 'p3', sku: 'c', package: 'box', name: 'Ghế', price: 54, weight: 50, maker: 'gone', similar: ['p1'] },
  { upc: 'p4', sku: 'd', package: 'bag', name: '', price: null, weight: null, maker: null, similar: ['p4'] },
]);

/** The fifth has no stars, where the schema promises them; the fourth is by somebody and about something that is gone. */
export const reviews = byKey<'id', Review>('id', [
  { id: 'r1', body: 'Tốt 👍', stars: 5, author: 'u1', product: 'p1' },
  { id: 'r2', body: null, stars: 1, author: 'u1', product: 'p2' },
  { id: 'r3', body: 'line\nbreak', stars: 3, author: 'u2', product: 'p1' },
  { id: 'r4', body: '', stars: 0, author: 'gone', product: 'gone' },
  { id: 'r5', body: 'no stars', stars: null, author: 'u3', product: 'p3' },
]);

export const reviewsBy = (author: string): Review[] => [...reviews.values()].filter((one) => one.author === author);
export const reviewsOf = (product: string): Review[] => [...reviews.values()].filter((one) => one.product === product);

export const bySku = (sku: string, pack: string): Product | null =>
  [...products.values()].find((one) => one.sku === sku && one.package === pack) ?? null;

export const priceIn = (price: number | null, currency: string): number | null =>
  price !== null && currency === 'USD' ? price / 25_000 : price;

export function averageStars(upc: string): number | null {
  const found = reviewsOf(upc);
  return found.length === 0 ? null : found.reduce((sum, { stars }) => sum + (stars ?? 0), 0) / found.length;
}

/** Nobody has counted the third one. */
export const stockOf = (sku: string, pack: string): number | null =>
  sku === 'c' ? null : sku.charCodeAt(0) + pack.length;

export const shipping = (weight: number | null, price: number | null): number | null =>
  weight === null || price === null ? null : price > 900 ? 0 : weight / 2;
