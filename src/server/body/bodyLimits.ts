import type { Caller } from '../../access/caller.ts';
import type { LimitSettings } from '../../settings/settings.ts';
import type { BodyLimits } from './readBody.ts';

type Sizes = Pick<
  LimitSettings,
  'maxBodyBytes' | 'maxAnonymousBodyBytes' | 'maxBodyDepth' | 'maxBodyValues' | 'bodyTimeoutMs'
>;

/** What a caller's body may be. The largest legal one is a creator's save; nobody without a token may do that. */
export function bodyLimits(sizes: Sizes): (caller: Caller) => BodyLimits {
  const { maxBodyBytes, maxAnonymousBodyBytes } = sizes;
  const inside = { depth: sizes.maxBodyDepth, values: sizes.maxBodyValues, timeoutMs: sizes.bodyTimeoutMs };
  const known: BodyLimits = { bytes: maxBodyBytes, setting: 'MAX_BODY_BYTES', ...inside };
  const unknown: BodyLimits =
    maxAnonymousBodyBytes < maxBodyBytes
      ? { bytes: maxAnonymousBodyBytes, setting: 'MAX_ANONYMOUS_BODY_BYTES', ...inside }
      : known;
  return ({ kind }) => (kind === 'anonymous' ? unknown : known);
}
