import type { Prisma, PrismaClient } from './generated/client.ts';

/** A client for reads, or for one transaction. Stores take it as an argument and never hold one. */
export interface Client {
  $queryRaw<Rows>(query: Prisma.Sql): Promise<Rows>;
  /** How many rows were written. */
  $executeRaw(query: Prisma.Sql): Promise<number>;
}

/** The client outside of transactions, with Prisma's models. */
export type ModelClient = Client & Pick<PrismaClient, 'clone' | 'strategyDraft' | 'strategyVersion'>;
