import { Prisma } from '../database/generated/client.ts';
import { selection, type Selection } from '../database/readSelections.ts';
import { rowInsert, type Write } from '../database/writeAll.ts';

/** What a key belongs to: the caller (createClone) or the clone (publishStrategy). doc/behaviour.md#idempotency. */
export type IdempotencyScope = `create:${string}` | `publish:${string}`;

export interface IdempotentCall {
  readonly scope: IdempotencyScope;
  readonly key: string;
  /** Hash of the input without the key: the same key with another input is a mistake. */
  readonly inputHash: string;
}

export type EarlierCall =
  { readonly kind: 'none' } | { readonly kind: 'repeat'; readonly resultId: string } | { readonly kind: 'reused' };

/** What came of an earlier call with this key; `none` without a key. */
export function earlierCall(call: IdempotentCall | null): Selection<EarlierCall> {
  const select = Prisma.sql`
    SELECT input_hash AS "inputHash", result_id AS "resultId" FROM idempotency_keys
    WHERE scope = ${call?.scope ?? null} AND key = ${call?.key ?? null}`;
  return selection<{ inputHash: string; resultId: string }, EarlierCall>(select, ([row]) => {
    if (row === undefined) return { kind: 'none' };
    return row.inputHash === call?.inputHash ? { kind: 'repeat', resultId: row.resultId } : { kind: 'reused' };
  });
}

/** Records a success, in its own transaction and under the lock of its scope; nothing without a key. */
export function callInserts(call: IdempotentCall | null, resultId: string, createdAt: Date): readonly Write[] {
  return call === null ? [] : [rowInsert('idempotency_keys', { ...call, resultId, createdAt })];
}
