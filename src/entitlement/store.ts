import { asModelTier } from '../catalog/catalog.ts';
import { columnsOf, milliseconds, type ReadRow } from '../database/columnsOf.ts';
import { Prisma, type EntitlementFact as FactRow } from '../database/generated/client.ts';
import type { Client } from '../database/openDatabase.ts';
import { readRows } from '../database/readRows.ts';
import { selection, type Selection } from '../database/readSelections.ts';
import { uuids } from '../database/uuids.ts';
import { rowInsert, writeAll } from '../database/writeRows.ts';
import type { Grant } from './effectiveEntitlement.ts';
import type { EntitlementFact } from './fact.ts';
import { grantOf, ledgersOf, type GrantLedger } from './grantLedger.ts';

/** The grants of these clones with the time of reading: the database's clock only. */
export interface GrantsAtTime {
  readonly grants: readonly Grant[];
  readonly asOf: Date;
}

const { receivedAt: _, ...factFields } = Prisma.EntitlementFactScalarFieldEnum;
type FactFields = Omit<FactRow, 'receivedAt'>;
const factColumns = columnsOf<FactFields>(factFields, ['occurredAt', 'effectiveAt', 'expiresAt']);

/** A fact's row beside its grant's clone. */
type OwnedRow = ReadRow<FactFields> & { readonly cloneId: string };

/** Outer-joined: a clone without a fact has nulls there. */
type JoinedRow = { readonly cloneId: string; readonly asOf: number } & (OwnedRow | { readonly kind: null });

/**
 * Each clone's grants and the time of reading, for every id given; a revocation without its grant is no grant yet. By
 * effectiveAt, then grantId. One statement for any number of clones.
 */
export async function readGrants(client: Client, cloneIds: readonly string[]): Promise<Map<string, GrantsAtTime>> {
  const rows = await readRows<JoinedRow>(client, Prisma.sql`
    SELECT clone.id AS "cloneId", ${milliseconds('statement_timestamp()')} AS "asOf", ${factColumns}
    FROM unnest(${uuids(cloneIds)}) AS clone (id)
    LEFT JOIN clone_entitlement_grants g ON g.clone_id = clone.id
    LEFT JOIN clone_entitlement_facts f USING (grant_id)`);
  const atTimes = [...Map.groupBy(rows, ({ cloneId }) => cloneId)].map(([cloneId, ofClone]): [string, GrantsAtTime] => {
    const grants = grantsOfRows(ofClone.filter((row) => row.kind !== null));
    return [cloneId, { grants, asOf: new Date(ofClone[0]?.asOf ?? 0) }];
  });
  return new Map(atTimes);
}

/** One clone's grants, for a rule that has its own `now`. */
export function grantsOf(cloneId: string): Selection<readonly Grant[]> {
  const select = Prisma.sql`
    SELECT clone_id AS "cloneId", ${factColumns}
    FROM clone_entitlement_grants JOIN clone_entitlement_facts USING (grant_id)
    WHERE clone_id = ${cloneId}::uuid`;
  return selection<OwnedRow, readonly Grant[]>(select, grantsOfRows);
}

/**
 * Takes these grant ids for the clones, where nobody has: "a grantId belongs to one clone". Waits for whoever is just
 * taking one, in the order of the ids, so that two batches never wait for each other. One statement.
 */
export async function claimGrants(client: Client, facts: readonly EntitlementFact[]): Promise<void> {
  const owners = [...new Map(facts.map(({ grantId, cloneId }) => [grantId, cloneId]))];
  await client.$executeRaw(Prisma.sql`
    INSERT INTO clone_entitlement_grants (grant_id, clone_id)
    SELECT grant_id, clone_id
    FROM unnest(${owners.map(([grantId]) => grantId)}::text[], ${owners.map(([, cloneId]) => cloneId)}::uuid[]) AS claim (grant_id, clone_id)
    ORDER BY grant_id
    ON CONFLICT (grant_id) DO NOTHING`);
}

/** What is known under each of these grant ids; nothing for one without a fact. One statement. */
export async function readLedgers(client: Client, grantIds: readonly string[]): Promise<Map<string, GrantLedger>> {
  const rows = await readRows<OwnedRow>(client, Prisma.sql`
    SELECT clone_id AS "cloneId", ${factColumns}
    FROM clone_entitlement_grants JOIN clone_entitlement_facts USING (grant_id)
    WHERE grant_id = ANY (${[...grantIds]}::text[])`);
  return ledgersOf(rows.map(factOfRow));
}

/** What a revocation has in the columns of a grant's rights. */
const noRights = { dataStreams: 0, assets: 0, promptCharacters: 0, modelTier: null, effectiveAt: null, expiresAt: null };

/** Stores facts whose grants are claimed. One statement. */
export async function insertFacts(client: Client, facts: readonly EntitlementFact[], receivedAt: Date): Promise<void> {
  const [first, ...others] = facts.map(({ cloneId: _, ...fact }) => ({ ...noRights, ...fact, receivedAt }));
  if (first !== undefined) await writeAll(client, [rowInsert('clone_entitlement_facts', first, ...others)]);
}

function grantsOfRows(rows: readonly OwnedRow[]): Grant[] {
  const ledgers = ledgersOf(rows.map(factOfRow));
  return [...ledgers.values()].map(grantOf).filter((grant) => grant !== null).toSorted(byBeginning);
}

function factOfRow({ grantId, cloneId, kind, modelTier, effectiveAt, expiresAt, ...row }: OwnedRow): EntitlementFact {
  const occurredAt = new Date(row.occurredAt);
  if (kind !== 'GRANTED' || effectiveAt === null) return { kind: 'REVOKED', grantId, cloneId, occurredAt };
  return {
    ...row,
    kind,
    grantId,
    cloneId,
    occurredAt,
    effectiveAt: new Date(effectiveAt),
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
    modelTier: modelTier === null ? null : asModelTier(modelTier),
  };
}

function byBeginning(a: Grant, b: Grant): number {
  const later = a.effectiveAt.getTime() - b.effectiveAt.getTime();
  if (later !== 0) return later;
  return a.grantId < b.grantId ? -1 : 1;
}
