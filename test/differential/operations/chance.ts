import type fc from 'fast-check';

/** Every choice that a generated operation depends on; the same seed chooses the same. */
export class Chance {
  readonly #random: fc.Random;

  constructor(random: fc.Random) {
    this.#random = random;
  }

  /** A whole number from `least` to `most`. */
  between(least: number, most: number): number {
    return this.#random.nextInt(least, most);
  }

  /** True in so many of a hundred cases. */
  percent(share: number): boolean {
    return this.between(1, 100) <= share;
  }

  of<One>(choices: readonly One[]): One {
    if (choices.length === 0) throw new Error('There is nothing to choose from.');
    return choices[this.between(0, choices.length - 1)]!;
  }
}
