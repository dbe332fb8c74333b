import { dateOf, milliseconds, type SqlRow, sqlColumns } from '../database/sqlColumns.ts';
import {
  Prisma,
  type EntitlementFact as FactRow,
  type EntitlementTerm as TermFields,
} from '../database/generated/client.ts';
import { selection, type Selection } from '../database/readSelections.ts';
import { uuids } from '../database/uuids.ts';
import { rowInsert, writeAll } from '../database/writeAll.ts';
import type { Grant, GrantedRights } from './effectiveEntitlement.ts';
import type { EntitlementFact } from './fact.ts';
import { asModelTier } from '../catalog/modelTier.ts';
import type { Client } from '../database/client.ts';
import { ledgersOf, type GrantLedger } from './grantLedger.ts';

/** A clone's grants in force and to come with the time of reading: the database's clock only. */
export interface GrantsAtTime {
  readonly grants: readonly Grant[];
  readonly asOf: Date;
}

const { receivedAt: _, ...factFields } = Prisma.EntitlementFactScalarFieldEnum;
type FactFields = Omit<FactRow, 'receivedAt'>;
const factColumns = sqlColumns<FactFields>(factFields, ['occurredAt', 'effectiveAt', 'expiresAt']);

/** A fact's row beside its grant's clone. */
type OwnedRow = SqlRow<FactFields> & { readonly cloneId: string };

const { cloneId: __, ...termFields } = Prisma.EntitlementTermScalarFieldEnum;
type TermRow = Omit<TermFields, 'cloneId'>;
const termColumns = sqlColumns<TermRow>(termFields, ['effectiveAt', 'expiresAt', 'revokedAt']);

/** Outer-joined: a clone without a grant has nulls there. */
type JoinedRow = { readonly cloneId: string; readonly asOf: number } & (SqlRow<TermRow> | { readonly grantId: null });

/** A transaction's time is before the one that its rules have, so a grant that is in force then isn't left out. */
const notEnded = Prisma.raw("ends_at > date_trunc('milliseconds', now())");

/**
 * Each clone's grants in force and to come, and the time of reading, for every id given; a revocation without its grant is
 * no grant yet. By effectiveAt, then grantId. What has ended isn't read. One statement for any number of clones.
 */
export async function readGrants(client: Client, cloneIds: readonly string[]): Promise<Map<string, GrantsAtTime>> {
  // OFFSET 0: each clone's are found by its index, whatever the planner thinks of the list.
  const rows = await client.$queryRaw<JoinedRow[]>(Prisma.sql`
    SELECT clone.id AS "cloneId", ${milliseconds("date_trunc('milliseconds', statement_timestamp())")} AS "asOf", ${termColumns}
    FROM unnest(${uuids(cloneIds)}) AS clone (id)
    LEFT JOIN LATERAL (SELECT * FROM clone_entitlement_terms WHERE clone_id = clone.id AND ${notEnded} OFFSET 0) t ON true`);
  const atTimes = [...Map.groupBy(rows, ({ cloneId }) => cloneId)].map(([cloneId, ofClone]): [string, GrantsAtTime] => {
    const grants = inOrder(ofClone.filter((row) => row.grantId !== null).map(grantOfRow));
    return [cloneId, { grants, asOf: new Date(ofClone[0]?.asOf ?? 0) }];
  });
  return new Map(atTimes);
}

/** One clone's grants in force and to come, for a rule that has its own `now`. */
export function grantsOf(cloneId: string): Selection<readonly Grant[]> {
  const select = Prisma.sql`SELECT ${termColumns} FROM clone_entitlement_terms WHERE clone_id = ${cloneId}::uuid AND ${notEnded}`;
  return selection<SqlRow<TermRow>, readonly Grant[]>(select, (rows) => inOrder(rows.map(grantOfRow)));
}

/** Each clone's grants that are in force at its instant or later. One statement for any number of clones. */
export async function readGrantsSince(
  client: Client,
  clones: readonly { readonly cloneId: string; readonly at: Date }[],
): Promise<Map<string, Grant[]>> {
  const rows = await client.$queryRaw<(SqlRow<TermRow> & { readonly cloneId: string })[]>(Prisma.sql`
    SELECT clone.id AS "cloneId", ${termColumns}
    FROM unnest(${clones.map(({ cloneId }) => cloneId)}::uuid[], ${clones.map(({ at }) => at.toISOString())}::timestamptz[]) AS clone (id, at)
    CROSS JOIN LATERAL (SELECT * FROM clone_entitlement_terms WHERE clone_id = clone.id AND ends_at > clone.at OFFSET 0) t`);
  const byClone = Map.groupBy(rows, ({ cloneId }) => cloneId);
  return new Map([...byClone].map(([cloneId, ofClone]) => [cloneId, ofClone.map(grantOfRow)]));
}

/** Clones whose entitlement has changed by time without its event, those that have waited longest first. One statement. */
export async function readDueClones(client: Client, most: number): Promise<string[]> {
  const rows = await client.$queryRaw<{ readonly cloneId: string }[]>(Prisma.sql`
    SELECT clone_id AS "cloneId" FROM clone_entitlement_boundaries
    WHERE at <= date_trunc('milliseconds', clock_timestamp()) ORDER BY at LIMIT ${most}`);
  return [...new Set(rows.map(({ cloneId }) => cloneId))];
}

/**
 * Takes from each of these clones, which are locked, the first `most` instants up to `now` at which its grants changed, in their
 * order. Whoever takes them writes their events. One statement.
 */
export async function takeDueInstants(
  client: Client,
  cloneIds: readonly string[],
  now: Date,
  most: number,
): Promise<Map<string, Date[]>> {
  const rows = await client.$queryRaw<{ readonly cloneId: string; readonly at: number }[]>(Prisma.sql`
    DELETE FROM clone_entitlement_boundaries b
    USING unnest(${uuids(cloneIds)}) AS clone (id) CROSS JOIN LATERAL (
      SELECT DISTINCT at FROM clone_entitlement_boundaries
      WHERE clone_id = clone.id AND at <= ${now}::timestamptz(3) ORDER BY at LIMIT ${most}
    ) due
    WHERE b.clone_id = clone.id AND b.at = due.at
    RETURNING b.clone_id AS "cloneId", ${milliseconds('b.at')} AS at`);
  return new Map(
    [...Map.groupBy(rows, ({ cloneId }) => cloneId)].map(([cloneId, ofClone]) => {
      const instants = [...new Set(ofClone.map(({ at }) => at))].toSorted((a, b) => a - b);
      return [cloneId, instants.map((at) => new Date(at))];
    }),
  );
}

/** Of each clone the `most` grants that had ended last at its time. One statement for any number of clones. */
export async function readEndedGrants(
  client: Client,
  clones: readonly { readonly cloneId: string; readonly asOf: Date }[],
  most: number,
): Promise<Map<string, Grant[]>> {
  const rows = await client.$queryRaw<(SqlRow<TermRow> & { readonly cloneId: string })[]>(Prisma.sql`
    SELECT clone.id AS "cloneId", ${termColumns}
    FROM unnest(${clones.map(({ cloneId }) => cloneId)}::uuid[], ${clones.map(({ asOf }) => asOf.toISOString())}::timestamptz[]) AS clone (id, as_of)
    CROSS JOIN LATERAL (
      SELECT * FROM clone_entitlement_terms WHERE clone_id = clone.id AND ends_at <= clone.as_of
      ORDER BY ends_at DESC, grant_id DESC LIMIT ${most}
    ) t`);
  const byClone = Map.groupBy(rows, ({ cloneId }) => cloneId);
  return new Map([...byClone].map(([cloneId, ofClone]) => [cloneId, ofClone.map(grantOfRow)]));
}

/** By effectiveAt, then grantId. */
export function inOrder(grants: readonly Grant[]): Grant[] {
  return grants.toSorted(
    (a, b) => a.effectiveAt.getTime() - b.effectiveAt.getTime() || (a.grantId < b.grantId ? -1 : 1),
  );
}

/**
 * Takes these grant ids for the clones, where nobody has: a grantId belongs to one clone. Waits for whoever is just
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

/**
 * What is stored of the grants that these facts name, as far as judging the facts needs it: each grant, its earliest
 * revocation, and those of the facts that are stored already. A grant that has none isn't in the map. One statement.
 */
export async function readLedgers(
  client: Client,
  facts: readonly EntitlementFact[],
): Promise<Map<string, GrantLedger>> {
  const rows = await client.$queryRaw<OwnedRow[]>(Prisma.sql`
    SELECT clone_id AS "cloneId", ${factColumns} FROM (
      SELECT clone_id, f.* FROM unnest(${[...new Set(facts.map(({ grantId }) => grantId))]}::text[]) AS asked (id)
      JOIN clone_entitlement_grants g ON g.grant_id = asked.id
      CROSS JOIN LATERAL (
        (SELECT * FROM clone_entitlement_facts WHERE grant_id = asked.id AND kind = 'GRANTED' LIMIT 1)
        UNION ALL
        (SELECT * FROM clone_entitlement_facts WHERE grant_id = asked.id AND kind = 'REVOKED' ORDER BY occurred_at LIMIT 1)
      ) f
      UNION ALL
      SELECT clone_id, f.* FROM unnest(${facts.map(({ grantId }) => grantId)}::text[], ${facts.map(({ occurredAt }) => occurredAt.toISOString())}::timestamptz[]) AS asked (id, at)
      JOIN clone_entitlement_grants g ON g.grant_id = asked.id
      CROSS JOIN LATERAL (
        SELECT * FROM clone_entitlement_facts WHERE grant_id = asked.id AND kind = 'REVOKED' AND occurred_at = asked.at LIMIT 1
      ) f
    ) known`);
  return ledgersOf(rows.map(factOfRow));
}

/** What a revocation has in the columns of a grant's rights. */
const noRights = {
  dataStreams: 0,
  assets: 0,
  promptCharacters: 0,
  modelTier: null,
  effectiveAt: null,
  expiresAt: null,
} satisfies Record<keyof GrantedRights, 0 | null>;

/** Stores facts whose grants are claimed. One statement. */
export async function insertFacts(client: Client, facts: readonly EntitlementFact[], receivedAt: Date): Promise<void> {
  const [first, ...others] = facts.map(({ cloneId: _, ...fact }) => ({ ...noRights, ...fact, receivedAt }));
  if (first !== undefined) await writeAll(client, [rowInsert('clone_entitlement_facts', first, ...others)]);
}

function grantOfRow({ modelTier, effectiveAt, expiresAt, revokedAt, ...row }: SqlRow<TermRow>): Grant {
  return {
    ...row,
    modelTier: modelTier === null ? null : asModelTier(modelTier),
    effectiveAt: new Date(effectiveAt),
    expiresAt: dateOf(expiresAt),
    revokedAt: dateOf(revokedAt),
  };
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
    expiresAt: dateOf(expiresAt),
    modelTier: modelTier === null ? null : asModelTier(modelTier),
  };
}
