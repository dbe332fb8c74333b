import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { clonesOfAnOwner, ownerOf } from './dataSet.ts';
import type { IdentityServer } from './identityServer.ts';
import type { World } from './operations.ts';

/** The data set with tokens for these owners, who are numbered from 0. */
export async function createWorld(
  client: pg.Client,
  clones: number,
  { sign }: IdentityServer,
  owners: readonly number[],
): Promise<World> {
  return {
    clones,
    client,
    ownerTokens: await Promise.all(owners.map((owner) => sign(ownerOf(owner * clonesOfAnOwner)))),
    tokens: {
      engine: await sign('trading-engine', 'clone:read strategy:read'),
      moderator: await sign('moderator', 'clone:moderate'),
      admin: await sign('admin', 'clone:admin'),
      economy: await sign('economy-service', 'entitlement:write'),
    },
    newcomer: () => sign(`newcomer-${randomUUID()}`),
  };
}
