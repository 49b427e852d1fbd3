import type { ServerResponse } from 'node:http';
import type { Admission, Leave } from '../admission/admission.ts';
import { limitSending, onceEnded } from './sending.ts';

/**
 * Holds room for kept answers whose clients have not taken them yet: these bytes stay in memory also when they are kept no longer. Any
 * number of clients hold the same bytes once.
 */
export class HeldAnswers {
  readonly #admission: Pick<Admission, 'hold'>;
  readonly #held = new Map<Buffer, { readonly readers: Map<ServerResponse, number>; readonly leave: Leave }>();

  constructor(admission: Pick<Admission, 'hold'>) {
    this.#admission = admission;
  }

  /** Of an answer that was written; it costs nothing where the connection has taken all of it. */
  written(response: ServerResponse, bytes: Buffer): void {
    if (response.writableLength > 0) this.#hold(response, bytes);
  }

  #hold(response: ServerResponse, bytes: Buffer): void {
    const held = this.#held.get(bytes) ?? this.#begin(bytes);
    held.readers.set(response, performance.now());
    onceEnded(response, () => {
      held.readers.delete(response);
      if (held.readers.size > 0) return;
      this.#held.delete(bytes);
      held.leave();
    });
    limitSending(response);
  }

  #begin(bytes: Buffer) {
    const readers = new Map<ServerResponse, number>();
    // The one who reads longest comes first.
    const since = () => readers.values().next().value ?? Infinity;
    const cut = () => void readers.keys().next().value?.req.socket.destroy();
    const held = { readers, leave: this.#admission.hold(bytes.length, since, cut) };
    this.#held.set(bytes, held);
    return held;
  }
}
