import { OverloadError } from './overload-error.ts';

interface Waiter {
  readonly room: number;
  readonly admit: () => void;
}

/** Those who wait, first come first let in. Whoever leaves or waits too long is out of the line at once. */
export class WaitingLine {
  readonly #longest: number;
  readonly #waitMs: number;
  readonly #waiters = new Set<Waiter>();

  constructor(longest: number, waitMs: number) {
    this.#longest = longest;
    this.#waitMs = waitMs;
  }

  get length(): number {
    return this.#waiters.size;
  }

  /** The room that the first in line waits for, or null. */
  get first(): number | null {
    return this.#waiters.values().next().value?.room ?? null;
  }

  /** Resolves when it is this one's turn; rejects with `OverloadError`, or with the signal's reason. */
  async wait(room: number, signal: AbortSignal): Promise<void> {
    if (this.#waiters.size >= this.#longest) throw new OverloadError();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter: Waiter = { room, admit: resolve };
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

  /** Lets in the first; its room must have been taken. */
  admitFirst(): void {
    const [waiter] = this.#waiters;
    if (!waiter) return;
    this.#waiters.delete(waiter);
    waiter.admit();
  }
}
