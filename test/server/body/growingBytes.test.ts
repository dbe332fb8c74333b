import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createGrowingBytes } from '../../../src/server/body/growingBytes.ts';

it('are the pieces one after the other, which stay as they are', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array()), (arrays) => {
      const pieces = arrays.map((array) => Buffer.from(array));
      const growing = createGrowingBytes();
      for (const piece of pieces) growing.add(piece);
      expect(growing.all()).toEqual(Buffer.concat(arrays));
      expect(pieces).toEqual(arrays.map((array) => Buffer.from(array)));
    }),
  );
});
