import { expect, it } from 'vitest';
import { Prisma } from '../../src/database/generated/client.ts';
import type { Client } from '../../src/database/client.ts';
import { readRows } from '../../src/database/readRows.ts';

it('gives the rows, and leaves the array that came with them empty', async () => {
  const given = [{ one: 1 }, { one: 2 }];
  const client = { $queryRaw: async () => given } as unknown as Client;
  expect(await readRows(client, Prisma.sql`SELECT one`)).toEqual([{ one: 1 }, { one: 2 }]);
  expect(given).toEqual([]);
});
