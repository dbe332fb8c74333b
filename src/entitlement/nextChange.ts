import { isInForce, type Grant } from './effectiveEntitlement.ts';

/**
 * The first instant after `now` at which other grants are in force than before it: one begins, ends or is revoked. Null when
 * nothing lies ahead, as far as the grants say.
 */
export function nextChange(grants: readonly Grant[], now: Date): Date | null {
  const instants = grants
    .flatMap(({ effectiveAt, expiresAt, revokedAt }) => [effectiveAt, expiresAt, revokedAt])
    .filter((instant) => instant !== null && instant > now)
    .toSorted((a, b) => Number(a) - Number(b));
  const inForceAt = (instant: Date): string => grants.map((grant) => (isInForce(grant, instant) ? '1' : '0')).join('');
  const current = inForceAt(now);
  return instants.find((instant) => instant !== null && inForceAt(instant) !== current) ?? null;
}
