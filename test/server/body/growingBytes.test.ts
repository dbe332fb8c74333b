import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createGrowingBytes } from '../../../src/server/body/growingBytes.ts';

it('the bytes are all chunks in order, and the chunks stay unchanged', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array()), (arrays) => {
      const chunks = arrays.map((array) => Buffer.from(array));
      const growing = createGrowingBytes();
      for (const chunk of chunks) growing.add(chunk);
      expect(growing.all()).toEqual(Buffer.concat(arrays));
      expect(chunks).toEqual(arrays.map((array) => Buffer.from(array)));
    }),
  );
});
