/** Memory for the answers of one subgraph that are being read at a time, in bytes. */
export class AnswerRoom {
  #left: number;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** Takes room, also beyond what there is; false then. */
  take(bytes: number): boolean {
    this.#left -= bytes;
    return this.#left >= 0;
  }

  give(bytes: number): void {
    this.#left += bytes;
  }
}

/** The answers of a subgraph that are being read are too large together. */
export class AnswerRoomFull extends Error {
  override readonly name = 'AnswerRoomFull';

  constructor() {
    super('There is no room left to read the answer.');
  }
}
