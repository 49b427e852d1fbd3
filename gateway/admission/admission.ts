import type { Delivery } from './delivery.ts';
import { Room, type RoomLimits, type Share } from './room.ts';
import { WaitingLine } from './waiting-line.ts';

/** How much is let in at once, and how much may wait for it. */
export interface AdmissionLimits extends RoomLimits {
  /** Operations that may wait. */
  readonly waiting: number;
  /** Longest wait, in milliseconds. */
  readonly waitMs: number;
}

/** Called when what was taken is no longer needed. Calling it again does nothing. */
export type Leave = () => void;

/** What an operation has that was let in. */
export interface Stay {
  /** Leaves its place, and keeps its room. */
  readonly leavePlace: Leave;
  readonly leave: Leave;
}

/** An answer that its client has not taken yet. */
interface Held {
  readonly bytes: number;
  /** When the client began who takes longest. */
  readonly since: () => number;
  /** Leaves that client. */
  readonly cut: () => void;
}

/** Of those that may wait, how many may be large. */
const SHARE_OF_LARGE_WAITING = 1 / 8;
/** So long a client may take where small operations wait for the room of its answer. */
const PATIENCE_MS = 5_000;
const CUT_EVERY_MS = 100;

/**
 * Lets operations in as long as there is room for their answers; the others wait in line, and what does not fit there is told to come
 * again. Large operations and small ones stand in lines of their own: a quarter of the room is kept for small ones, and while a
 * large one waits they have no more than that, so that neither keeps the other out for ever. An answer that is written has room until its
 * client has it: slow readers leave less to all others, and the slowest are left when small operations wait for their room.
 */
export class Admission {
  readonly #room: Room;
  readonly #small: WaitingLine<Share>;
  readonly #large: WaitingLine<Share>;
  readonly #held = new Set<Held>();
  readonly #patienceMs: number;
  #cutting: NodeJS.Timeout | undefined;

  constructor(limits: AdmissionLimits, patienceMs = PATIENCE_MS) {
    this.#patienceMs = patienceMs;
    this.#room = new Room(limits);
    this.#small = new WaitingLine(limits.waiting, limits.waitMs);
    this.#large = new WaitingLine(Math.max(1, Math.floor(limits.waiting * SHARE_OF_LARGE_WAITING)), limits.waitMs);
  }

  /** What is under way and what waits. */
  get load(): { readonly values: number; readonly operations: number; readonly waiting: number } {
    const { values, operations } = this.#room;
    return { values, operations, waiting: this.#small.length + this.#large.length };
  }

  /** Does the work once there is room for this many values; rejects with `OverloadError`, or when nobody waits for it any more. */
  async run<Result>(
    values: number,
    signal: AbortSignal,
    delivery: Delivery,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const { leavePlace, leave } = await this.enter(values, signal);
    try {
      const result = await work();
      leavePlace();
      void this.#deliver(delivery, leave);
      return result;
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** Waits for room and a place. */
  async enter(values: number, signal: AbortSignal): Promise<Stay> {
    signal.throwIfAborted();
    const share = this.#room.shareOf(values);
    const line = share.isLarge ? this.#large : this.#small;
    if (line.length === 0 && this.#fits(share)) this.#room.take(share);
    else await this.#waitIn(line, share, signal);
    let [hasPlace, hasRoom] = [true, true];
    const leavePlace = () => {
      if (!hasPlace) return;
      hasPlace = false;
      this.#room.givePlace();
      this.#letIn();
    };
    const leave = () => {
      if (!hasRoom) return;
      hasRoom = false;
      this.#room.give(share);
      if (hasPlace) leavePlace();
      else this.#letIn();
    };
    return { leavePlace, leave };
  }

  /** Takes room for so many bytes of an answer that is already there, also where there is none; see `Held`. */
  hold(bytes: number, since: () => number, cut: () => void): Leave {
    const held: Held = { bytes, since, cut };
    this.#held.add(held);
    this.#room.takeWritten(bytes);
    return () => {
      if (!this.#held.delete(held)) return;
      this.#room.takeWritten(-bytes);
      this.#letIn();
    };
  }

  /** The answer has room until its client has it: as estimated while it is written, then for the bytes that the client has not taken. */
  async #deliver({ handedOver, ended, cut }: Delivery, leave: Leave): Promise<void> {
    const bytes = await Promise.race([handedOver, ended.then(() => 0)]);
    const began = performance.now();
    const release = bytes > 0 ? this.hold(bytes, () => began, cut) : null;
    leave();
    await ended;
    release?.();
  }

  async #waitIn(line: WaitingLine<Share>, share: Share, signal: AbortSignal): Promise<void> {
    this.#cutting ??= setInterval(() => this.#cutSlowest(), CUT_EVERY_MS).unref();
    try {
      await line.wait(share, signal);
    } catch (error) {
      // Those behind may need less room than this one.
      this.#letIn();
      throw error;
    }
  }

  /** Leaves as many clients that have taken too long as it takes for a small operation to have the room of their answers. */
  #cutSlowest(): void {
    if (this.#small.length + this.#large.length === 0) {
      clearInterval(this.#cutting);
      this.#cutting = undefined;
    }
    const waiting = this.#small.first;
    if (!waiting) return;
    let lacking = this.#room.lackingBytes(waiting);
    const latest = performance.now() - this.#patienceMs;
    for (const held of this.#held) {
      if (lacking <= 0) return;
      if (held.since() > latest) continue;
      held.cut();
      lacking -= held.bytes;
    }
  }

  #fits(share: Share): boolean {
    return this.#room.fits(share, this.#large.length > 0);
  }

  #letIn(): void {
    for (const line of [this.#large, this.#small]) {
      for (let share = line.first; share !== null && this.#fits(share); share = line.first) {
        this.#room.take(share);
        line.admitFirst();
      }
    }
  }
}
