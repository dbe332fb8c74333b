import type { Client } from './client.ts';
import type { Prisma } from './generated/client.ts';

/**
 * The rows of a SELECT. One statement.
 *
 * In an array of their own: Prisma's promise keeps the one that it gives, and what is in it, reachable until V8 next
 * collects the old generation (doc/decisions/memory.md#what-survives).
 */
export async function readRows<Row>(client: Client, select: Prisma.Sql): Promise<Row[]> {
  const rows = await client.$queryRaw<Row[]>(select);
  return rows.splice(0);
}
