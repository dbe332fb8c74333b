import { codePoints, isStorable } from '../text/characters.ts';
import { invalid, type UserError } from '../errors/userError.ts';
import { counted, type Amounts } from './amounts.ts';
import type { GrantedRights } from './effectiveEntitlement.ts';

interface AboutGrant {
  readonly grantId: string;
  readonly cloneId: string;
  readonly occurredAt: Date;
}

/** EconomyService granted a clone these rights. */
export interface GrantedFact extends AboutGrant, GrantedRights {
  readonly kind: 'GRANTED';
}

/** The grant ends at `occurredAt`. */
export interface RevokedFact extends AboutGrant {
  readonly kind: 'REVOKED';
}

export type EntitlementFact = GrantedFact | RevokedFact;

type Unfilled<Rights> = { readonly [Field in keyof Rights]?: Rights[Field] | null | undefined };

/** A fact as it arrives; null is the same as left out. */
export interface FactInput extends AboutGrant, Unfilled<GrantedRights> {
  readonly kind: EntitlementFact['kind'];
}

const mostAmount = 1_000_000;
const mostIdCharacters = 128;

/** The fact that an input states, with its defaults (`effectiveAt` is `occurredAt`); a revocation ignores everything else. */
export function factOf({ grantId, cloneId, occurredAt, kind, ...rights }: FactInput): EntitlementFact {
  if (kind === 'REVOKED') return { kind, grantId, cloneId, occurredAt };
  return {
    kind,
    grantId,
    cloneId,
    occurredAt,
    ...(Object.fromEntries(counted.map(({ amount }) => [amount, rights[amount] ?? 0])) as Amounts),
    modelTier: rights.modelTier ?? null,
    effectiveAt: rights.effectiveAt ?? occurredAt,
    expiresAt: rights.expiresAt ?? null,
  };
}

/** Everything that is wrong with a fact by itself. @param index its place in the batch */
export function flawsOf(fact: EntitlementFact, index: number): UserError[] {
  const flaw = (field: string, message: string): UserError => invalid(message, 'facts', index, field);
  const flaws = isGrantId(fact.grantId)
    ? []
    : [flaw('grantId', `A grant id has 1 to ${mostIdCharacters} characters and no control characters.`)];
  if (fact.kind === 'REVOKED') return flaws;
  for (const { amount } of counted) {
    if (fact[amount] < 0 || fact[amount] > mostAmount)
      flaws.push(flaw(amount, `An amount is a number from 0 to ${mostAmount.toLocaleString('en')}.`));
  }
  if (fact.expiresAt !== null && fact.expiresAt <= fact.effectiveAt)
    flaws.push(flaw('expiresAt', 'A grant ends after it begins.'));
  return flaws;
}

/** Whether a text can be stored as a grant id. */
export function isGrantId(text: string): boolean {
  return text !== '' && codePoints(text) <= mostIdCharacters && isStorable(text) && !/\p{Cc}/u.test(text);
}
