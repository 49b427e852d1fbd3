/** What there is to take. */
export interface RoomLimits {
  /** Values in the answers under way together, as estimated until they are written: memory follows these. */
  readonly values: number;
  /** Operations that are computed at once. */
  readonly operations: number;
}

/** What one operation takes. */
export interface Share {
  readonly values: number;
  readonly isLarge: boolean;
}

/** Of all room, what large operations leave to small ones. */
const SHARE_OF_SMALL = 1 / 4;
/** An operation that needs more than this part of all room is large. */
const LARGE = 1 / 16;
/** Bytes of a written answer that take the room of one value: computing a value takes several times its text. */
const BYTES_PER_VALUE = 64;

/** What is taken by operations that are computed, small and large ones apart, and by answers that are written and not yet read. */
export class Room {
  readonly #limits: RoomLimits;
  #small = 0;
  #large = 0;
  #written = 0;
  #operations = 0;

  constructor(limits: RoomLimits) {
    this.#limits = limits;
  }

  get values(): number {
    return this.#small + this.#large + this.#written;
  }

  get operations(): number {
    return this.#operations;
  }

  shareOf(values: number): Share {
    const isLarge = values > this.#limits.values * LARGE;
    // The largest take all the room that large ones may have, one at a time.
    return { values: isLarge ? Math.min(values, this.#ofLarge) : Math.max(1, values), isLarge };
  }

  /** Whether there is room; small ones have less of it while a large one waits. */
  fits(share: Share, largeWaits: boolean): boolean {
    if (this.lackingBytes(share) > 0) return false;
    const { values, isLarge } = share;
    // Large ones are few by their size; counted with the small ones, these could keep them out.
    if (isLarge) return this.#large + values <= this.#ofLarge;
    return (
      this.#operations < this.#limits.operations &&
      (!largeWaits || this.#small + values <= this.#limits.values * SHARE_OF_SMALL)
    );
  }

  /** How many bytes of written answers take the room that it lacks; none where that is zero or less. Places are another thing. */
  lackingBytes({ values }: Share): number {
    return (this.values + values - this.#limits.values) * BYTES_PER_VALUE;
  }

  /** Takes room and a place. */
  take({ values, isLarge }: Share): void {
    if (isLarge) this.#large += values;
    else this.#small += values;
    this.#operations += 1;
  }

  give({ values, isLarge }: Share): void {
    if (isLarge) this.#large -= values;
    else this.#small -= values;
  }

  givePlace(): void {
    this.#operations -= 1;
  }

  /** Takes room for so many bytes of an answer, or gives it back where they are negative; it is there already, whether it fits or not. */
  takeWritten(bytes: number): void {
    this.#written += bytes / BYTES_PER_VALUE;
  }

  get #ofLarge(): number {
    return this.#limits.values * (1 - SHARE_OF_SMALL);
  }
}
