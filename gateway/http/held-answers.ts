import type { ServerResponse } from 'node:http';
import type { Admission, Leave } from '../admission/admission.ts';
import { limitSending } from './sending.ts';

/**
 * Holds room for kept answers whose clients have not taken them yet: these bytes stay in memory also when they are kept no longer. Any
 * number of clients hold the same bytes once.
 */
export class HeldAnswers {
  readonly #admission: Pick<Admission, 'hold'>;
  readonly #held = new Map<Buffer, { readers: number; readonly leave: Leave }>();

  constructor(admission: Pick<Admission, 'hold'>) {
    this.#admission = admission;
  }

  /** Of an answer that was written; it costs nothing where the connection has taken all of it. */
  written(response: ServerResponse, bytes: Buffer): void {
    if (response.writableLength > 0) this.#hold(response, bytes);
  }

  #hold(response: ServerResponse, bytes: Buffer): void {
    if (response.closed) return;
    const held = this.#held.get(bytes) ?? { readers: 0, leave: this.#admission.hold(bytes.length) };
    held.readers += 1;
    this.#held.set(bytes, held);
    response.once('close', () => {
      held.readers -= 1;
      if (held.readers > 0) return;
      this.#held.delete(bytes);
      held.leave();
    });
    limitSending(response);
  }
}
