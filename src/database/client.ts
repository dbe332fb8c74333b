import type { Prisma, PrismaClient } from './generated/client.ts';

/** A client that reads, or that belongs to a transaction. Stores take one as an argument; none has one of its own. */
export interface Client {
  $queryRaw<Rows>(query: Prisma.Sql): Promise<Rows>;
  /** How many rows were written. */
  $executeRaw(query: Prisma.Sql): Promise<number>;
}

/** The client outside of transactions, with Prisma's models. */
export type ModelClient = Client & Pick<PrismaClient, 'clone' | 'strategyDraft' | 'strategyVersion'>;
