const HEAD_END = '\r\n\r\n';
const EMPTY = Buffer.alloc(0);

/** Reads the answers of one HTTP connection, which asks one thing at a time: counts the body's bytes and keeps nothing of it. */
export class ResponseReader {
  private readonly onAnswer: (status: number, bytes: number) => void;
  /** What has come of a head, or of a chunk's size line, that is not whole yet. */
  private rest: Buffer = EMPTY;
  private state: 'head' | 'body' | 'size' | 'chunk' | 'trailer' = 'head';
  private status = 0;
  private bytes = 0;
  /** Bytes still to come of the body or chunk. */
  private missing = 0;

  constructor(onAnswer: (status: number, bytes: number) => void) {
    this.onAnswer = onAnswer;
  }

  read(received: Buffer): void {
    let data = this.rest.length > 0 ? Buffer.concat([this.rest, received]) : received;
    this.rest = EMPTY;
    while (data.length > 0) {
      const used = this.step(data);
      if (used === 0) {
        this.rest = data;
        return;
      }
      data = data.subarray(used);
    }
  }

  /** Takes what it can from the front and answers how many bytes that was; 0 where more must come first. */
  private step(data: Buffer): number {
    if (this.state === 'head') return this.readHead(data);
    if (this.state === 'size' || this.state === 'trailer') return this.readLine(data);
    const taken = Math.min(this.missing, data.length);
    this.missing -= taken;
    if (this.missing === 0) {
      if (this.state === 'body') this.end();
      else this.state = 'size';
    }
    return taken;
  }

  private readHead(data: Buffer): number {
    const end = data.indexOf(HEAD_END);
    if (end < 0) return 0;
    const head = data.toString('latin1', 0, end);
    this.status = Number(head.slice(9, 12));
    this.bytes = 0;
    const length = /\r\ncontent-length: *(\d+)/i.exec(head);
    if (length) {
      this.missing = this.bytes = Number(length[1]);
      this.state = 'body';
      if (this.missing === 0) this.end();
    } else if (/\r\ntransfer-encoding: *chunked/i.test(head)) {
      this.state = 'size';
    } else {
      throw new Error(`An answer tells no length: ${head}`);
    }
    return end + HEAD_END.length;
  }

  /** A line of the chunked form: the size of the next chunk, the end of one before, or the end of all. */
  private readLine(data: Buffer): number {
    const end = data.indexOf('\r\n');
    if (end < 0) return 0;
    if (this.state === 'trailer') {
      if (end === 0) this.end();
    } else if (end > 0) {
      const size = Number.parseInt(data.toString('latin1', 0, end), 16);
      this.bytes += size;
      this.missing = size;
      this.state = size === 0 ? 'trailer' : 'chunk';
    }
    return end + 2;
  }

  private end(): void {
    this.state = 'head';
    this.onAnswer(this.status, this.bytes);
  }
}
