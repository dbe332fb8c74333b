import type { Client } from '../database/openDatabase.ts';

/** "Keys belong to the caller and operation (createClone) or to the clone (publishStrategy)." */
export type IdempotencyScope = `create:${string}` | `publish:${string}`;

export interface IdempotentCall {
  readonly scope: IdempotencyScope;
  readonly key: string;
  /** Hash of the input without the key: the same key with another one is a mistake. */
  readonly inputHash: string;
}

export type EarlierCall = { readonly kind: 'none' } | { readonly kind: 'repeat'; readonly resultId: string } | { readonly kind: 'reused' };

/** What became of an earlier call with this key. One statement. */
export async function findEarlierCall(client: Client, { scope, key, inputHash }: IdempotentCall): Promise<EarlierCall> {
  const row = await client.idempotencyKey.findUnique({ where: { scope_key: { scope, key } } });
  if (row === null) return { kind: 'none' };
  return row.inputHash === inputHash ? { kind: 'repeat', resultId: row.resultId } : { kind: 'reused' };
}

/** Records a success, in its own transaction and under the lock of the scope. One statement. */
export async function recordCall(client: Client, call: IdempotentCall, resultId: string, now: Date): Promise<void> {
  await client.idempotencyKey.create({ data: { ...call, resultId, createdAt: now } });
}
