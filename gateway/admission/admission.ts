import { WaitingLine } from './waiting-line.ts';

/** How much is let in at once, and how much may wait for it. */
export interface AdmissionLimits {
  /** Values in the answers under way together, as estimated: memory follows these. */
  readonly values: number;
  /** Operations under way at once. */
  readonly operations: number;
  /** Operations that may wait. */
  readonly waiting: number;
  /** Longest wait, in milliseconds. */
  readonly waitMs: number;
}

/** Called once what was let in has left. Calling it again does nothing. */
export type Leave = () => void;

/** Of all room, what large operations leave to small ones. */
const SHARE_OF_SMALL = 1 / 4;
/** An operation that needs more than this part of all room is large. */
const LARGE = 1 / 16;
/** Of those that may wait, how many may be large. */
const SHARE_OF_LARGE_WAITING = 1 / 8;

/**
 * Lets operations in as long as there is room for their answers; the others wait in line, and what does not fit there is told to come
 * again. Large operations and small ones stand in lines of their own: a quarter of the room is kept for small ones, and while a
 * large one waits they have no more than that, so that neither keeps the other out for ever.
 */
export class Admission {
  readonly #limits: AdmissionLimits;
  readonly #small: WaitingLine;
  readonly #large: WaitingLine;
  #usedBySmall = 0;
  #usedByLarge = 0;
  #operations = 0;

  constructor(limits: AdmissionLimits) {
    this.#limits = limits;
    this.#small = new WaitingLine(limits.waiting, limits.waitMs);
    this.#large = new WaitingLine(Math.max(1, Math.floor(limits.waiting * SHARE_OF_LARGE_WAITING)), limits.waitMs);
  }

  /** What is under way and what waits. */
  get load(): { readonly values: number; readonly operations: number; readonly waiting: number } {
    return {
      values: this.#usedBySmall + this.#usedByLarge,
      operations: this.#operations,
      waiting: this.#small.length + this.#large.length,
    };
  }

  /** Does the work once there is room for this many values; rejects with `OverloadError`, or when nobody waits for it any more. */
  async run<Result>(values: number, signal: AbortSignal, work: () => Promise<Result>): Promise<Result> {
    const leave = await this.enter(values, signal);
    try {
      return await work();
    } finally {
      leave();
    }
  }

  /** Waits for room; whoever is let in calls the function that it gets when it has left. */
  async enter(values: number, signal: AbortSignal): Promise<Leave> {
    signal.throwIfAborted();
    const isLarge = values > this.#limits.values * LARGE;
    // The largest take all the room that large ones may have, one at a time.
    const room = isLarge ? Math.min(values, this.#limits.values * (1 - SHARE_OF_SMALL)) : Math.max(1, values);
    const line = isLarge ? this.#large : this.#small;
    if (line.length === 0 && this.#fits(room, isLarge)) this.#take(room, isLarge);
    else await this.#waitIn(line, room, signal);
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      this.#take(-room, isLarge);
      this.#letIn();
    };
  }

  async #waitIn(line: WaitingLine, room: number, signal: AbortSignal): Promise<void> {
    try {
      await line.wait(room, signal);
    } catch (error) {
      // Those behind may need less room than this one.
      this.#letIn();
      throw error;
    }
  }

  #fits(room: number, isLarge: boolean): boolean {
    const { values, operations } = this.#limits;
    if (this.#usedBySmall + this.#usedByLarge + room > values) return false;
    // Large ones are few by their size; counted with the small ones, these could keep them out.
    if (isLarge) return this.#usedByLarge + room <= values * (1 - SHARE_OF_SMALL);
    return (
      this.#operations < operations && (this.#large.length === 0 || this.#usedBySmall + room <= values * SHARE_OF_SMALL)
    );
  }

  #take(room: number, isLarge: boolean): void {
    if (isLarge) this.#usedByLarge += room;
    else this.#usedBySmall += room;
    this.#operations += Math.sign(room);
  }

  #letIn(): void {
    for (const [line, isLarge] of [
      [this.#large, true],
      [this.#small, false],
    ] as const) {
      for (let room = line.first; room !== null && this.#fits(room, isLarge); room = line.first) {
        this.#take(room, isLarge);
        line.admitFirst();
      }
    }
  }
}
