import { Prisma } from '../database/generated/client.ts';
import { uuids } from '../database/uuids.ts';
import type { Client } from '../database/client.ts';
import type { DoneSteps } from './setup.ts';

/**
 * What `doneStepsOf` says of these clones; nothing for an id that isn't there. A summary needs no more of a clone, so its row
 * isn't read. One statement.
 */
export async function readDoneSteps(client: Client, cloneIds: readonly string[]): Promise<Map<string, DoneSteps>> {
  // At most sixteen rows, for any number of clones.
  const alike = await client.$queryRaw<(DoneSteps & { readonly ids: string })[]>(Prisma.sql`
    SELECT name IS NOT NULL AS "NAME_PROFILE", model_id IS NOT NULL AS "SELECT_MODEL",
      active_version_id IS NOT NULL AS "PUBLISH_STRATEGY", approved_at IS NOT NULL AS "APPROVE_PROFILE", string_agg(id::text, ' ') AS ids
    FROM clones WHERE id = ANY (${uuids(cloneIds)}) GROUP BY 1, 2, 3, 4`);
  const steps = new Map<string, DoneSteps>();
  for (const { ids, ...done } of alike) for (const id of ids.split(' ')) steps.set(id, done);
  return steps;
}
