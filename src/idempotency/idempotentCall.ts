import { createHash } from 'node:crypto';
import { invalid, userError, type UserError } from '../errors/userError.ts';
import type { IdempotencyScope, IdempotentCall } from './store.ts';

/**
 * The call that `input.idempotencyKey` names, null without a key, or what is wrong with the key. All fields but the key
 * make up the input, with null the same as left out.
 */
export function idempotentCall(
  scope: IdempotencyScope,
  input: { readonly idempotencyKey?: string | null | undefined },
): IdempotentCall | null | { readonly error: UserError } {
  const { idempotencyKey: key, ...rest } = input;
  if (key === null || key === undefined) return null;
  if (!/^[ -~]{1,128}$/.test(key)) {
    return { error: invalid('An idempotency key has 1 to 128 printable ASCII characters.', 'idempotencyKey') };
  }
  const given = Object.entries(rest).filter(([, value]) => value !== null && value !== undefined);
  // Not RFC 8785, which can't write half a surrogate pair: the input is checked only after the look-up.
  const text = JSON.stringify(given.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return { scope, key, inputHash: createHash('sha256').update(text).digest('hex') };
}

export const keyReused: UserError = userError(
  'IDEMPOTENCY_KEY_REUSED',
  'This key was used before, with another input: a new call needs a new key.',
  'idempotencyKey',
);
