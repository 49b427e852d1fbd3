import { describe, expect, it } from '@jest/globals';
import { readNotes, readTitle } from './plain-text.ts';

describe('the title and notes of a view', () => {
  it('stay as they are, composed and without spaces around', () => {
    expect(readTitle('  Hộ nghèo, 34 tỉnh ')).toBe('Hộ nghèo, 34 tỉnh');
    expect(readTitle('Kỳ Sơn'.normalize('NFD'))).toBe('Kỳ Sơn'.normalize('NFC'));
    expect(readTitle('=SUM(A1) <b> 👩‍👩‍👧')).toBe('=SUM(A1) <b> 👩‍👩‍👧');
    expect(readNotes('one\r\ntwo\n\tthree')).toBe('one\ntwo\n\tthree');
    expect(readNotes('')).toBe('');
  });

  it('count characters, not bytes or halves', () => {
    expect(readTitle('👍'.repeat(200))).toHaveLength(400);
    expect(readNotes('ộ'.normalize('NFD').repeat(10_000))).toHaveLength(10_000);
    expect(() => readTitle('ộ'.repeat(201))).toThrow(
      'title must be one line of plain text of 1 to 200 characters, but has 201.',
    );
    expect(() => readTitle('   ')).toThrow(/but has 0/);
    expect(() => readNotes('a'.repeat(10_001))).toThrow(/notes must be plain text of 0 to 10000 characters/);
  });

  it.each([
    ['a\nb', 'U+000A'],
    ['a\tb', 'U+0009'],
    ['a\u0000b', 'U+0000'],
    ['a\u007fb', 'U+007F'],
    ['a\u0085b', 'U+0085'],
    ['a\u202eb', 'U+202E'],
    ['a\u2066b', 'U+2066'],
    ['a\u2028b', 'U+2028'],
    ['a\ud83db', 'half of a character'],
  ])('are refused with what does not show: %j', (text, found) => {
    expect(() => readTitle(text)).toThrow(found);
    if (!/[\n\t]/.test(text)) expect(() => readNotes(text)).toThrow(found);
  });

  it('are refused as bad input', () => {
    expect(() => readTitle('')).toThrow(expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }));
  });
});
