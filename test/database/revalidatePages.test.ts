import fc from 'fast-check';
import { expect, test } from 'vitest';
import { revalidatePages } from '../../src/database/revalidatePages.ts';

test('each read returns the current page, whatever was written before it, and reads no unchanged page again', async () => {
  const step = fc.record({ page: fc.constantFrom('a', 'b', 'c'), write: fc.option(fc.integer({ min: 0, max: 2 })) });
  await fc.assert(
    fc.asyncProperty(fc.array(step), fc.integer({ min: 1, max: 3 }), async (steps, most) => {
      const stored = new Map<string, number>();
      const valueOf = (page: string): number => stored.get(page) ?? 0;
      const shown = new Map<string, number>();
      let reads = 0;
      const pages = {
        read: async (page: string) => {
          reads += 1;
          return { rows: valueOf(page), hash: `${valueOf(page)}` };
        },
        isCurrent: async (page: string, hash: string) => `${valueOf(page)}` === hash,
      };
      const read = revalidatePages(pages, (page) => page, most);
      for (const { page, write } of steps) {
        if (write !== null) stored.set(page, write);
        const before = reads;
        expect(await read(page)).toBe(valueOf(page));
        if (most === 3 && shown.get(page) === valueOf(page)) expect(reads).toBe(before);
        shown.set(page, valueOf(page));
      }
    }),
  );
});
