import type { ServerResponse } from 'node:http';
import type { Admission, Leave } from '../admission/admission.ts';
import { limitSending } from './sending.ts';

/**
 * Holds room for kept answers whose clients have not taken them yet: these bytes stay in memory also when they are kept no longer. Any
 * number of clients hold the same bytes once.
 */
export class HeldAnswers {
  readonly #admission: Pick<Admission, 'hold'>;
  readonly #held = new Map<Buffer, { readonly readers: Set<ServerResponse>; readonly leave: Leave }>();

  constructor(admission: Pick<Admission, 'hold'>) {
    this.#admission = admission;
  }

  /** Of an answer that was written; it costs nothing where the connection has taken all of it. */
  written(response: ServerResponse, bytes: Buffer): void {
    if (response.writableLength > 0) this.#hold(response, bytes);
  }

  #hold(response: ServerResponse, bytes: Buffer): void {
    if (response.closed) return;
    const held = this.#held.get(bytes) ?? this.#begin(bytes);
    held.readers.add(response);
    response.once('close', () => {
      held.readers.delete(response);
      if (held.readers.size > 0) return;
      this.#held.delete(bytes);
      held.leave();
    });
    limitSending(response);
  }

  #begin(bytes: Buffer) {
    const readers = new Set<ServerResponse>();
    const cut = () => readers.forEach((response) => response.destroy());
    const held = { readers, leave: this.#admission.hold(bytes.length, cut) };
    this.#held.set(bytes, held);
    return held;
  }
}
