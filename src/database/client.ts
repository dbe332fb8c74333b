import type { Prisma } from './generated/client.ts';

/** A client that reads, or that belongs to a transaction. Stores take one as an argument; none has one of its own. */
export interface Client {
  $queryRaw<Rows>(query: Prisma.Sql): Promise<Rows>;
  /** How many rows were written. */
  $executeRaw(query: Prisma.Sql): Promise<number>;
}
