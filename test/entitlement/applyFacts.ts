import type { Caller } from '../../src/access/caller.ts';
import { service as serviceCaller, type Asked } from '../startTestService.ts';

export const economy: Caller = serviceCaller('entitlement:write');

export interface SentFact {
  readonly grantId: string;
  readonly cloneId: string;
  readonly kind?: 'GRANTED' | 'REVOKED';
  readonly occurredAt?: string;
  readonly [field: string]: unknown;
}

const selection = `results { index grantId outcome } errors { code path message }
  entitlements { cloneId maxDataStreams maxAssets maxPromptCharacters modelTier grants { grantId dataStreams assets promptCharacters modelTier effectiveAt expiresAt revokedAt inForce } violations { limit strategyVersionId allowed actual allowedTier actualTier } }`;

/** Sends facts as EconomyService does, GRANTED long ago where they don't say; the whole answer. */
export async function sendFacts(service: Asked, facts: readonly SentFact[]) {
  const whole = facts.map((fact) => ({ kind: 'GRANTED', occurredAt: '2026-01-01T00:00:00Z', ...fact }));
  return service.ask(
    economy,
    `mutation($input: ApplyEntitlementFactsInput!) { applyEntitlementFacts(input: $input) { ${selection} } }`,
    { input: { facts: whole } },
  );
}

/** Sends facts that are good; the payload. */
export async function applyFacts(service: Asked, ...facts: readonly SentFact[]) {
  const { data, errors } = await sendFacts(service, facts);
  const payload = data?.applyEntitlementFacts;
  if (errors.length > 0 || payload.errors.length > 0) throw new Error(JSON.stringify([errors, payload?.errors]));
  return payload;
}
