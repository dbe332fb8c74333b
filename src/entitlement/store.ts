import { asModelTier } from '../catalog/catalog.ts';
import type { Client } from '../database/openDatabase.ts';
import type { Grant } from './effectiveEntitlement.ts';

/** The grants of these clones with the time of reading: the database's clock only. */
export interface GrantsAtTime {
  readonly grants: readonly Grant[];
  readonly asOf: Date;
}

interface GrantRow {
  readonly cloneId: string;
  readonly asOf: Date;
  readonly grantId: string | null;
  readonly dataStreams: number;
  readonly assets: number;
  readonly promptCharacters: number;
  readonly modelTier: string | null;
  readonly effectiveAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

/**
 * Each clone's grants and the time of reading, for every id given. A revocation without its grant is no grant yet; of
 * several revocations "the least occurredAt counts". One statement for any number of clones.
 */
export async function readGrants(client: Client, cloneIds: readonly string[]): Promise<Map<string, GrantsAtTime>> {
  const rows = await client.$queryRaw<GrantRow[]>`
    SELECT clone.id AS "cloneId", statement_timestamp()::timestamptz(3) AS "asOf", granted.grant_id AS "grantId",
           granted.data_streams AS "dataStreams", granted.assets, granted.prompt_characters AS "promptCharacters",
           granted.model_tier AS "modelTier", granted.effective_at AS "effectiveAt", granted.expires_at AS "expiresAt",
           (SELECT min(revoked.occurred_at) FROM clone_entitlement_facts revoked
            WHERE revoked.grant_id = granted.grant_id AND revoked.kind = 'REVOKED') AS "revokedAt"
    FROM unnest(${[...cloneIds]}::uuid[]) AS clone (id)
    LEFT JOIN clone_entitlement_grants g ON g.clone_id = clone.id
    LEFT JOIN clone_entitlement_facts granted ON granted.grant_id = g.grant_id AND granted.kind = 'GRANTED'
    ORDER BY granted.effective_at, granted.grant_id`;
  const read = new Map<string, { readonly grants: Grant[]; readonly asOf: Date }>();
  for (const row of rows) {
    const { cloneId, asOf } = row;
    const ofClone = read.get(cloneId) ?? { grants: [], asOf };
    ofClone.grants.push(...grantOf(row));
    read.set(cloneId, ofClone);
  }
  return read;
}

/** No grant for a clone without one: the outer join's row has nulls there. */
function grantOf(row: GrantRow): Grant[] {
  const { grantId, dataStreams, assets, promptCharacters, effectiveAt, expiresAt, revokedAt } = row;
  if (grantId === null) return [];
  const modelTier = row.modelTier === null ? null : asModelTier(row.modelTier);
  return [{ grantId, dataStreams, assets, promptCharacters, modelTier, effectiveAt, expiresAt, revokedAt }];
}

/** One clone's grants, for a rule that has its own `now`. One statement. */
export async function readGrantsOf(client: Client, cloneId: string): Promise<readonly Grant[]> {
  return (await readGrants(client, [cloneId])).get(cloneId)?.grants ?? [];
}
