/** Made-up data of about the size that the public benchmarks use: 6 users, 9 products, 11 reviews. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly birthday: number;
}

export interface Product {
  readonly upc: string;
  readonly name: string;
  readonly price: number;
  readonly weight: number;
  readonly inStock: boolean;
}

export interface Review {
  readonly id: string;
  readonly body: string;
  readonly product: string;
}

export const USERS: readonly User[] = numbers(6).map((number) => ({
  id: String(number),
  name: `Synthetic User ${number}`,
  username: `synthetic${number}`,
  birthday: 1_234_567_890,
}));

const PRICES = [899, 1299, 15, 499, 1299, 6999, 3999, 100_000, 9999];
const WEIGHTS = [100, 1000, 20, 100, 1000, 300, 2000, 6000, 800];

export const PRODUCTS: readonly Product[] = numbers(9).map((number) => ({
  upc: String(number),
  name: `Product ${number}`,
  price: PRICES[number - 1]!,
  weight: WEIGHTS[number - 1]!,
  inStock: number % 3 !== 0,
}));

const WORDS = 'synthetic words that stand for what somebody thought of a product after some weeks of using it '.repeat(
  8,
);
const LENGTHS = [450, 300, 280, 140, 450, 300, 280, 140, 140, 140, 730];
const REVIEWED = [1, 1, 1, 1, 2, 2, 2, 2, 3, 4, 4];

export const REVIEWS: readonly Review[] = numbers(11).map((number) => ({
  id: String(number),
  body: WORDS.slice(0, LENGTHS[number - 1]),
  product: String(REVIEWED[number - 1]),
}));

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_none, place) => place + 1);
}
