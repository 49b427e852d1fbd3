import type { Dispatcher } from 'undici';
import { AnswerRoomFull, type AnswerRoom } from './answer-room.ts';
import type { ResponseHeaders } from './response-headers.ts';

export interface HttpResponse {
  readonly status: number;
  readonly headers: ResponseHeaders;
  readonly text: string;
  readonly bytes: number;
}

/** Whom requests are sent to, and where their answers are read. */
export interface HttpPeer {
  readonly dispatcher: Dispatcher;
  readonly path: string;
  readonly room: AnswerRoom;
}

const ACCEPT = 'application/graphql-response+json, application/json';
/** Names and values in turn. */
const HEADERS = ['content-type', 'application/json', 'accept', ACCEPT];

/**
 * Sends JSON by POST and reads the whole answer. Nothing is followed, kept or unpacked. Aborted, it closes the connection; a
 * request that has no connection yet ends when there is one or none can be had.
 *
 * It drives undici's dispatcher itself: `request` puts a stream around each answer, a fifth of what an exchange costs.
 */
export function exchange(
  { dispatcher, path, room }: HttpPeer,
  body: string,
  signal: AbortSignal | undefined,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const handler = new WholeAnswer(resolve, reject, signal, room);
    dispatcher.dispatch({ path, method: 'POST', headers: HEADERS, body }, handler);
  });
}

class WholeAnswer implements Dispatcher.DispatchHandler {
  readonly #resolve: (response: HttpResponse) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #signal: AbortSignal | undefined;
  readonly #room: AnswerRoom;
  readonly #abort = () => this.#controller?.abort(this.#signal!.reason as Error);
  #controller: Dispatcher.DispatchController | undefined;
  #status = 0;
  #headers: ResponseHeaders = {};
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(
    resolve: (response: HttpResponse) => void,
    reject: (reason: unknown) => void,
    signal: AbortSignal | undefined,
    room: AnswerRoom,
  ) {
    this.#resolve = resolve;
    this.#reject = reject;
    this.#signal = signal;
    this.#room = room;
    signal?.addEventListener('abort', this.#abort);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#signal?.aborted) this.#abort();
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: ResponseHeaders): void {
    // Only the last counts: 100 Continue and its like come before it.
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#bytes += chunk.length;
    this.#chunks.push(chunk);
    if (!this.#room.take(chunk.length)) controller.abort(new AnswerRoomFull());
  }

  onResponseEnd(): void {
    const whole = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
    this.#end();
    this.#resolve({ status: this.#status, headers: this.#headers, text: textOf(whole), bytes: whole.length });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#end();
    this.#reject(this.#signal?.aborted ? this.#signal.reason : error);
  }

  #end(): void {
    this.#signal?.removeEventListener('abort', this.#abort);
    this.#room.give(this.#bytes);
    this.#chunks = [];
  }
}

/** UTF-8, with or without a byte order mark. */
function textOf(whole: Buffer): string {
  const text = whole.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
