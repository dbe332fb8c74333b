import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLResolveInfo } from 'graphql';
import { describe, expect, it } from 'vitest';
import { anonymous, scopes, type Caller, type Scope } from '../../src/access/caller.ts';
import { guardSchema } from '../../src/access/guard.ts';
import { accessRules, type Guarded, type Rule } from '../../src/access/rules.ts';
import { ApiError } from '../../src/errors/apiError.ts';
import { service, user } from '../startTestService.ts';
import { callerNames, expectedReaders, guardedFields, guardedRoots, namedIn } from './expectedAccess.ts';

const readers = new Map([...expectedReaders(guardedFields), ...expectedReaders(guardedRoots)]);
const rows = Object.entries<Rule>(accessRules).flatMap(([coordinate, rule]) =>
  typeof rule === 'object' ? [[coordinate, rule] as const] : [],
);
/** Null without an error unless shown: nobody is refused. */
const refusing = rows.filter(([, rule]) => rule.whenShown === undefined);

const scopeSets = scopes.reduce<readonly Scope[][]>(
  (sets, scope) => [...sets, ...sets.map((set) => [...set, scope])],
  [[]],
);
const isService = (set: readonly Scope[]) =>
  set.some((scope) => ['clone:read', 'strategy:read', 'entitlement:write'].includes(scope));
/** The caller of a verified token; its scopes decide whether it is a user or a service. */
const holder = (subject: string, set: readonly Scope[]): Caller =>
  isService(set) ? { ...service(...set), subject } : user(subject, ...set);
/** All kinds of callers: no token, or the owner's or another's `sub` with any scopes. */
const everybody: readonly Caller[] = [
  anonymous,
  ...['alice', 'mallory'].flatMap((subject) => scopeSets.map((set) => holder(subject, set))),
];

/** A field for each row, behind the real guard. */
const fields = new Map(
  refusing.map(([, rule]) => {
    const schema = buildSchema('type Query { field: Int }');
    guardSchema(schema, { 'Query.field': rule });
    return [rule, schema.getQueryType()?.getFields()['field']] as const;
  }),
);

/** What resolving the row's field of the owner's clone throws, or null. */
async function refusalOf(rule: Guarded, caller: Caller, ownerId = 'alice'): Promise<ApiError | null> {
  try {
    await fields.get(rule)?.resolve?.({ ownerId }, {}, { caller, ownerOf: async () => ownerId }, {
      fieldName: 'field',
    } as GraphQLResolveInfo);
    return null;
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}

describe.each(refusing)('the refusal of %s', (coordinate, rule) => {
  it('names exactly the tokens that would do, to every caller that is refused', async () => {
    const refusals = (
      await Promise.all(everybody.map(async (caller) => ({ caller, refusal: await refusalOf(rule, caller) })))
    ).filter(({ refusal }) => refusal !== null);
    expect(refusals.length).toBeGreaterThan(0);
    for (const { caller, refusal } of refusals) {
      expect({ kind: caller.kind, code: refusal?.code, named: namedIn(refusal?.message ?? '') }).toEqual({
        kind: caller.kind,
        code: caller.kind === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN',
        named: callerNames.filter((name) => readers.get(coordinate)?.has(name)),
      });
    }
  });

  it('gives advice that works, and omits nothing that would', async () => {
    for (const caller of everybody) {
      const { message } = (await refusalOf(rule, caller)) ?? {};
      if (message === undefined) continue;
      for (const scope of scopes) {
        const next = holder(caller.subject ?? 'someone', [...caller.scopes, scope]);
        const helps = message.includes(scope) || (message.includes("a user's") && next.kind === 'user');
        expect({ scope, helps: (await refusalOf(rule, next)) === null }).toEqual({ scope, helps });
      }
      expect((await refusalOf(rule, user('alice'))) === null).toBe(/owner,|owner\.|user's/.test(message));
      expect((await refusalOf(rule, user('mallory'))) === null).toBe(message.includes("user's"));
    }
  });

  it('does not depend on who owns the clone or whose token it is', async () => {
    for (const set of scopeSets) {
      const messages = await Promise.all(
        ['bob', 'carol'].flatMap((owner) =>
          ['mallory', 'trent'].map(async (subject) => (await refusalOf(rule, holder(subject, set), owner))?.message),
        ),
      );
      expect(new Set(messages).size).toBe(1);
      expect(messages[0] ?? '').not.toMatch(/bob|carol|mallory|trent/);
    }
  });

  it('tells only services that they own nothing, and only where ownership would help', async () => {
    for (const caller of everybody) {
      const { message } = (await refusalOf(rule, caller)) ?? {};
      if (message === undefined) continue;
      expect(message.includes("A service's token owns nothing.")).toBe(
        caller.kind === 'service' && rule.to.some((audience) => audience === 'owner' || audience === 'users'),
      );
    }
  });
});

describe('the messages of refusals', () => {
  it('are exactly these', async () => {
    const texts = await Promise.all(
      refusing.flatMap(([, rule]) => everybody.map(async (caller) => (await refusalOf(rule, caller))?.message)),
    );
    const withoutHint = new Set(texts.flatMap((text) => text?.replace(" A service's token owns nothing.", '') ?? []));
    expect([...withoutHint].filter((text) => text.startsWith('This needs another token')).toSorted()).toEqual([
      "This needs another token: a user's.",
      'This needs another token: one with the scope clone:admin or clone:moderate.',
      'This needs another token: one with the scope clone:admin.',
      'This needs another token: one with the scope clone:moderate.',
      'This needs another token: one with the scope clone:read, strategy:read or clone:admin.',
      'This needs another token: one with the scope clone:read, strategy:read, clone:admin or clone:moderate.',
      'This needs another token: one with the scope entitlement:write.',
      "This needs another token: that of the clone's owner, or one with the scope clone:admin or clone:moderate.",
      "This needs another token: that of the clone's owner, or one with the scope clone:read or strategy:read.",
      "This needs another token: that of the clone's owner, or one with the scope clone:read, strategy:read, clone:admin or clone:moderate.",
      "This needs another token: that of the clone's owner, or one with the scope clone:read, strategy:read, clone:admin, clone:moderate or entitlement:write.",
      "This needs another token: that of the clone's owner, or one with the scope strategy:read.",
      "This needs another token: that of the clone's owner.",
    ]);
    const [anothers, bearers] = ['another', 'a bearer'].map((kind) =>
      [...withoutHint].filter((text) => text.startsWith(`This needs ${kind} token: `)),
    );
    expect(bearers?.map((text) => text.replace('a bearer', 'another')).toSorted()).toEqual(anothers?.toSorted());
    expect(withoutHint.size).toBe(26);
  });

  it('are quoted correctly in doc/errors.md', async () => {
    const quoted = [
      ...readFileSync(new URL('../../doc/errors.md', import.meta.url), 'utf8').matchAll(
        /`(This needs another token: [^`]+)`/g,
      ),
    ].map(([, text]) => text);
    const refusal = await refusalOf(accessRules['StrategyVersion.graph'], user('mallory'));
    expect(quoted).toEqual([refusal?.message]);
  });
});
