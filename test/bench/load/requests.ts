import type { Load } from './load.ts';

const CALLER_DIGITS = 12;

/** The bytes of the requests of a load, one after the other. */
export function requestsOf({ url, bodies, callerPerRequest }: Load): () => { bytes: Buffer; body: number } {
  const { host, pathname } = new URL(url);
  const caller = `authorization: Bearer ${'0'.repeat(CALLER_DIGITS)}\r\n`;
  const made = bodies.map((body) =>
    Buffer.from(
      `POST ${pathname} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\naccept: application/json\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\n${callerPerRequest ? caller : ''}\r\n${body}`,
    ),
  );
  const places = made.map((bytes) => bytes.indexOf('Bearer ') + 'Bearer '.length);
  let sent = 0;
  return () => {
    const body = sent % made.length;
    sent++;
    const bytes = made[body]!;
    if (!callerPerRequest) return { bytes, body };
    const own = Buffer.from(bytes);
    own.write(String(sent).padStart(CALLER_DIGITS, '0'), places[body]!, 'latin1');
    return { bytes: own, body };
  };
}
