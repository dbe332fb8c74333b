import { Prisma } from '../database/generated/client.ts';
import { uuids } from '../database/uuids.ts';
import type { Client } from '../database/client.ts';
import type { DoneSteps, SetupStepKind } from './setup.ts';

const doneSql: Readonly<Record<SetupStepKind, Prisma.Sql>> = {
  NAME_PROFILE: Prisma.sql`name IS NOT NULL`,
  SELECT_MODEL: Prisma.sql`model_id IS NOT NULL`,
  PUBLISH_STRATEGY: Prisma.sql`active_version_id IS NOT NULL`,
  APPROVE_PROFILE: Prisma.sql`approved_at IS NOT NULL`,
};
const doneColumns = Object.entries(doneSql).map(([kind, sql]) => Prisma.sql`${sql} AS ${Prisma.raw(`"${kind}"`)}`);

/**
 * What `doneStepsOf` says of these clones; nothing for an id that doesn't exist. A summary needs no more of a clone, so its
 * row isn't read. One statement.
 */
export async function readDoneSteps(client: Client, cloneIds: readonly string[]): Promise<Map<string, DoneSteps>> {
  // Few rows for any number of clones: one for each combination of steps.
  const alike = await client.$queryRaw<(DoneSteps & { readonly ids: string })[]>(Prisma.sql`
    SELECT ${Prisma.join(doneColumns)}, string_agg(id::text, ' ') AS ids
    FROM clones WHERE id = ANY (${uuids(cloneIds)}) GROUP BY ${Prisma.join(Object.values(doneSql))}`);
  const steps = new Map<string, DoneSteps>();
  for (const { ids, ...done } of alike) for (const id of ids.split(' ')) steps.set(id, done);
  return steps;
}
