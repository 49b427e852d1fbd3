import { OverloadError } from './overload-error.ts';

interface Waiter<Wanted> {
  readonly wanted: Wanted;
  readonly admit: () => void;
}

/** Those who wait, first come first let in. Whoever leaves or waits too long is out of the line at once. */
export class WaitingLine<Wanted> {
  readonly #longest: number;
  readonly #waitMs: number;
  readonly #waiters = new Set<Waiter<Wanted>>();

  constructor(longest: number, waitMs: number) {
    this.#longest = longest;
    this.#waitMs = waitMs;
  }

  get length(): number {
    return this.#waiters.size;
  }

  /** What the first in line waits for, or null. */
  get first(): Wanted | null {
    return this.#waiters.values().next().value?.wanted ?? null;
  }

  /** Resolves when it is this one's turn; rejects with `OverloadError`, or with the signal's reason. */
  async wait(wanted: Wanted, signal: AbortSignal): Promise<void> {
    if (this.#waiters.size >= this.#longest) throw new OverloadError();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter: Waiter<Wanted> = { wanted, admit: resolve };
    const leave = (error: unknown) => {
      // At once: whoever is still in line may be let in, and would keep a room that nobody uses.
      this.#waiters.delete(waiter);
      reject(error);
    };
    const timer = setTimeout(() => leave(new OverloadError()), this.#waitMs);
    const left = () => leave(signal.reason);
    signal.addEventListener('abort', left, { once: true });
    this.#waiters.add(waiter);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', left);
    }
  }

  /** Lets in the first; what it waits for must have been taken. */
  admitFirst(): void {
    const [waiter] = this.#waiters;
    if (!waiter) return;
    this.#waiters.delete(waiter);
    waiter.admit();
  }
}
