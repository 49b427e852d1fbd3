/** Room beside a byte for each character, as a part of it: most are ASCII. */
const MORE = 1 / 4;
/** Most bytes that a character takes in UTF-8, for each of its UTF-16 units. */
const MOST_BYTES = 3;

/**
 * Texts one after another, as UTF-8, in a buffer that may be larger. Each is written where it goes: joined first, thousands of them take three times as long, since one that is
 * not ASCII makes all of the joined text wide.
 */
export function joinedBytes(texts: readonly string[]): Buffer {
  let length = 0;
  for (const text of texts) length += text.length;
  let bytes = Buffer.allocUnsafe(Math.ceil(length * (1 + MORE)) + 256);
  let end = 0;
  for (const text of texts) {
    // Counted only where it may be too long: that takes as long as writing it.
    const mayFit = end + text.length * MOST_BYTES <= bytes.length;
    const needed = mayFit ? bytes.length : end + Buffer.byteLength(text);
    if (needed > bytes.length) {
      const larger = Buffer.allocUnsafe(needed + bytes.length);
      bytes.copy(larger, 0, 0, end);
      bytes = larger;
    }
    end += bytes.write(text, end);
  }
  return bytes.subarray(0, end);
}
