export const scopes = ['clone:read', 'strategy:read', 'entitlement:write', 'clone:admin', 'clone:moderate'] as const;
export type Scope = (typeof scopes)[number];

/** Access decisions depend only on this and on an owner's id. */
export interface Caller {
  /** anonymous: no token. user: may own clones. service: a token with clone:read, strategy:read or entitlement:write; owns nothing. */
  readonly kind: 'anonymous' | 'user' | 'service';
  /** The token's `sub`; null when anonymous. */
  readonly subject: string | null;
  readonly scopes: ReadonlySet<Scope>;
}

export const anonymous: Caller = { kind: 'anonymous', subject: null, scopes: new Set() };
