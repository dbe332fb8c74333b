import type { Scope } from '../access/caller.ts';

interface Rights {
  /** What the page says after the name. */
  readonly is: string;
  readonly scopes: readonly Scope[];
  /** The gateway that knows what they work with. */
  readonly gateway: 'public' | 'internal';
}

/** Who one can be in the demo. A token's `sub` is the name here. The page and the server share this. */
export const people = {
  alice: { is: 'a creator', scopes: [], gateway: 'public' },
  bob: { is: 'a creator', scopes: [], gateway: 'public' },
  backer: { is: 'who owns no clone', scopes: [], gateway: 'public' },
  contest: { is: 'the contest service', scopes: ['clone:read', 'strategy:read'], gateway: 'internal' },
  olga: { is: 'an operator', scopes: ['clone:admin', 'clone:moderate'], gateway: 'internal' },
} as const satisfies Readonly<Record<string, Rights>>;

export type Person = keyof typeof people;

export function isPerson(name: unknown): name is Person {
  return typeof name === 'string' && Object.hasOwn(people, name);
}
