import type { Caller } from '../../access/caller.ts';
import type { LimitSettings } from '../../settings/settings.ts';
import type { BodyLimits } from './readBody.ts';

type Sizes = Pick<
  LimitSettings,
  'maxBodyBytes' | 'maxAnonymousBodyBytes' | 'maxBodyDepth' | 'maxBodyValues' | 'bodyTimeoutMs'
>;

/** A caller's body limits: lower without a token, since the largest legal body is a creator's save. */
export function bodyLimits(sizes: Sizes): (caller: Caller) => BodyLimits {
  const { maxBodyBytes, maxAnonymousBodyBytes } = sizes;
  const shared = { depth: sizes.maxBodyDepth, values: sizes.maxBodyValues, timeoutMs: sizes.bodyTimeoutMs };
  const withToken: BodyLimits = { bytes: maxBodyBytes, setting: 'MAX_BODY_BYTES', ...shared };
  const anonymous: BodyLimits =
    maxAnonymousBodyBytes < maxBodyBytes
      ? { bytes: maxAnonymousBodyBytes, setting: 'MAX_ANONYMOUS_BODY_BYTES', ...shared }
      : withToken;
  return ({ kind }) => (kind === 'anonymous' ? anonymous : withToken);
}
