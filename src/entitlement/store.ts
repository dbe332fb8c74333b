import { asModelTier } from '../catalog/catalog.ts';
import { Prisma, type EntitlementFact as FactRow } from '../database/generated/client.ts';
import type { Client } from '../database/openDatabase.ts';
import type { Grant } from './effectiveEntitlement.ts';
import type { EntitlementFact } from './fact.ts';
import { grantOf, ledgersOf, type GrantLedger } from './grantLedger.ts';

/** The grants of these clones with the time of reading: the database's clock only. */
export interface GrantsAtTime {
  readonly grants: readonly Grant[];
  readonly asOf: Date;
}

/** A fact's row beside its grant's clone. */
type OwnedRow = Omit<FactRow, 'receivedAt'> & { readonly cloneId: string };

/** Outer-joined: a clone without a fact has nulls there. */
type JoinedRow = { readonly cloneId: string; readonly asOf: Date } & (OwnedRow | { readonly grantId: null });

const factColumns = Prisma.sql`
  f.grant_id AS "grantId", f.kind, f.occurred_at AS "occurredAt", f.data_streams AS "dataStreams", f.assets,
  f.prompt_characters AS "promptCharacters", f.model_tier AS "modelTier", f.effective_at AS "effectiveAt", f.expires_at AS "expiresAt"`;

/**
 * Each clone's grants and the time of reading, for every id given; a revocation without its grant is no grant yet. By
 * effectiveAt, then grantId. One statement for any number of clones.
 */
export async function readGrants(client: Client, cloneIds: readonly string[]): Promise<Map<string, GrantsAtTime>> {
  const rows = await client.$queryRaw<JoinedRow[]>`
    SELECT clone.id AS "cloneId", statement_timestamp()::timestamptz(3) AS "asOf", ${factColumns}
    FROM unnest(${[...cloneIds]}::uuid[]) AS clone (id)
    LEFT JOIN clone_entitlement_grants g ON g.clone_id = clone.id
    LEFT JOIN clone_entitlement_facts f ON f.grant_id = g.grant_id`;
  const atTimes = [...Map.groupBy(rows, ({ cloneId }) => cloneId)].map(([cloneId, ofClone]): [string, GrantsAtTime] => {
    const ledgers = ledgersOf(ofClone.filter((row) => row.grantId !== null).map(factOfRow));
    const grants = [...ledgers.values()].map(grantOf).filter((grant) => grant !== null);
    return [cloneId, { grants: grants.toSorted(byBeginning), asOf: ofClone[0]?.asOf ?? new Date(0) }];
  });
  return new Map(atTimes);
}

/** One clone's grants, for a rule that has its own `now`. One statement. */
export async function readGrantsOf(client: Client, cloneId: string): Promise<readonly Grant[]> {
  return (await readGrants(client, [cloneId])).get(cloneId)?.grants ?? [];
}

/**
 * Takes these grant ids for the clones, where nobody has: "a grantId belongs to one clone". Waits for whoever is just
 * taking one, in the order of the ids, so that two batches never wait for each other. One statement.
 */
export async function claimGrants(client: Client, facts: readonly EntitlementFact[]): Promise<void> {
  const owners = [...new Map(facts.map(({ grantId, cloneId }) => [grantId, cloneId]))];
  await client.$executeRaw`
    INSERT INTO clone_entitlement_grants (grant_id, clone_id)
    SELECT grant_id, clone_id
    FROM unnest(${owners.map(([grantId]) => grantId)}::text[], ${owners.map(([, cloneId]) => cloneId)}::uuid[]) AS claim (grant_id, clone_id)
    ORDER BY grant_id
    ON CONFLICT (grant_id) DO NOTHING`;
}

/** What is known under each of these grant ids; nothing for one without a fact. One statement. */
export async function readLedgers(client: Client, grantIds: readonly string[]): Promise<Map<string, GrantLedger>> {
  const rows = await client.$queryRaw<OwnedRow[]>`
    SELECT g.clone_id AS "cloneId", ${factColumns}
    FROM clone_entitlement_grants g JOIN clone_entitlement_facts f ON f.grant_id = g.grant_id
    WHERE g.grant_id = ANY (${[...grantIds]}::text[])`;
  return ledgersOf(rows.map(factOfRow));
}

/** Stores facts whose grants are claimed. One statement. */
export async function insertFacts(client: Client, facts: readonly EntitlementFact[], receivedAt: Date): Promise<void> {
  await client.entitlementFact.createMany({ data: facts.map(({ cloneId: _, ...fact }) => ({ ...fact, receivedAt })) });
}

function factOfRow({ grantId, cloneId, kind, occurredAt, modelTier, effectiveAt, ...rest }: OwnedRow): EntitlementFact {
  if (kind !== 'GRANTED' || effectiveAt === null) return { kind: 'REVOKED', grantId, cloneId, occurredAt };
  return { kind, grantId, cloneId, occurredAt, ...rest, effectiveAt, modelTier: modelTier === null ? null : asModelTier(modelTier) };
}

function byBeginning(a: Grant, b: Grant): number {
  const later = a.effectiveAt.getTime() - b.effectiveAt.getTime();
  if (later !== 0) return later;
  return a.grantId < b.grantId ? -1 : 1;
}
