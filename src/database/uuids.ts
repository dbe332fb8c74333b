import { Prisma } from './generated/client.ts';

/**
 * A list of ids, each of which `isId`, as one parameter: Prisma and `pg` each write out the elements of a list, and Prisma
 * reads them again in between.
 */
export function uuids(ids: readonly string[]): Prisma.Sql {
  return Prisma.sql`${`{${ids.join()}}`}::uuid[]`;
}
