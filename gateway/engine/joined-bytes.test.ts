import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { joinedBytes } from './joined-bytes.ts';

it('joins texts of any characters to the bytes that they have together', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary', maxLength: 2_000 }),
    fc.constant('Xã Kỳ Sơn '.repeat(100)),
  );
  fc.assert(
    fc.property(fc.array(text), (texts) => {
      expect(joinedBytes(texts)).toEqual(Buffer.concat(texts.map((one) => Buffer.from(one))));
    }),
  );
});
