import type { Client } from '../database/client.ts';
import { type Activation as ActivationRow, Prisma } from '../database/generated/client.ts';
import { oneOf } from '../database/oneOf.ts';
import { selection, type Selection } from '../database/readSelections.ts';
import { dateOf, milliseconds, type SqlRow, sqlColumns } from '../database/sqlColumns.ts';
import { uuids } from '../database/uuids.ts';
import { rowInsert, type Write } from '../database/writeAll.ts';
import { activationCauses, type Activation, type ActivationRecord } from './activation.ts';

/** Who did it stays in the audit trail. */
const { actor: _, ...readFields } = Prisma.ActivationScalarFieldEnum;
type ReadableRow = Omit<ActivationRow, 'actor'>;
const columns = sqlColumns<ReadableRow>(readFields, ['at']);
const withUntil = Prisma.sql`${columns}, (
  SELECT ${milliseconds('next.at')} FROM clone_activations next
  WHERE next.clone_id = a.clone_id AND next.sequence = a.sequence + 1
) AS until`;

/** An activation without its clone. */
export type ActivationFacts = Omit<ActivationRecord, 'ownerId' | 'clone'>;

type FactRow = SqlRow<ReadableRow> & { readonly until: number | null };

function factsOf({ cause, actorKind, at, until, ...row }: FactRow): ActivationFacts {
  return {
    ...row,
    cause: oneOf(activationCauses, cause),
    actorKind: oneOf(['OWNER', 'OPERATOR', 'SERVICE'] as const, actorKind),
    at: new Date(at),
    until: dateOf(until),
  };
}

/** The activations with these sequences; none for one that isn't there. One statement for any number of clones. */
export async function readActivations(
  client: Client,
  wanted: readonly { readonly cloneId: string; readonly sequence: number }[],
): Promise<ActivationFacts[]> {
  const rows = await client.$queryRaw<FactRow[]>(Prisma.sql`
    SELECT ${withUntil}
    FROM unnest(${wanted.map(({ cloneId }) => cloneId)}::uuid[], ${wanted.map(({ sequence }) => sequence)}::int[]) AS wanted (of_clone, number)
    JOIN clone_activations a ON a.clone_id = wanted.of_clone AND a.sequence = wanted.number`);
  return rows.map(factsOf);
}

/**
 * A page of each clone's activations, newest first, behind sequence `after`. One statement for any number of clones.
 * Sequences have no gaps, so a page is a range of them, however long the history is.
 */
export async function readActivationPages(
  client: Client,
  cloneIds: readonly string[],
  page: { readonly limit: number; readonly after: number | null },
): Promise<Map<string, ActivationFacts[]>> {
  const rows = await client.$queryRaw<FactRow[]>(Prisma.sql`
    SELECT a.*
    FROM unnest(${uuids(cloneIds)}) AS clone (id)
    CROSS JOIN LATERAL (
      SELECT least(max(sequence), ${page.after}::int - 1) AS sequence FROM clone_activations WHERE clone_id = clone.id
    ) head
    CROSS JOIN LATERAL (
      SELECT ${withUntil} FROM clone_activations a
      WHERE clone_id = clone.id AND sequence BETWEEN head.sequence - ${page.limit}::int + 1 AND head.sequence
      ORDER BY sequence DESC LIMIT ${page.limit}
    ) a
    ORDER BY a.sequence DESC`);
  return Map.groupBy(rows.map(factsOf), ({ cloneId }) => cloneId);
}

/** What was active of a clone at an instant. */
export interface ActiveThen {
  /** null: nothing was published yet. */
  readonly versionId: string | null;
  /** Whether the instant is still to come, by the database's clock. */
  readonly isToCome: boolean;
}

/** What was active at each instant, in the order asked for. One statement for any number of clones. */
export async function readActiveAt(
  client: Client,
  wanted: readonly { readonly cloneId: string; readonly at: Date }[],
): Promise<ActiveThen[]> {
  return client.$queryRaw<ActiveThen[]>(Prisma.sql`
    SELECT active.version_id AS "versionId", wanted.instant > clock_timestamp() AS "isToCome"
    FROM unnest(${wanted.map(({ cloneId }) => cloneId)}::uuid[], ${wanted.map(({ at }) => at.toISOString())}::timestamptz[])
      WITH ORDINALITY AS wanted (of_clone, instant, place)
    LEFT JOIN LATERAL (
      SELECT version_id FROM clone_activations WHERE clone_id = wanted.of_clone AND at <= wanted.instant
      ORDER BY at DESC, sequence DESC LIMIT 1
    ) active ON true
    ORDER BY wanted.place`);
}

/** When a clone's newest activation began; null without one. */
export function newestActivationOf(cloneId: string): Selection<Date | null> {
  const select = Prisma.sql`
    SELECT ${milliseconds('at')} AS at FROM clone_activations WHERE clone_id = ${cloneId}::uuid ORDER BY sequence DESC LIMIT 1`;
  return selection<{ readonly at: number }, Date | null>(select, ([row]) => dateOf(row?.at ?? null));
}

/** A new activation. The database refuses one that doesn't follow the last, and one that its clone's row doesn't refer to. */
export function activationInsert(activation: Activation): Write {
  return rowInsert('clone_activations', { ...activation });
}
