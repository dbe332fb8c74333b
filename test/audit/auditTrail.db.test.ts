import { beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import { forOwner } from '../../src/audit/trailView.ts';
import { createClone } from '../makers.ts';
import { applyFacts, economy } from '../entitlement/applyFacts.ts';
import { admin, moderate, moderator, setStatus } from '../profile/operate.ts';
import { nobody, service as serviceCaller, startTestService, user } from '../startTestService.ts';

const service = startTestService();
const alice = user('alice');
let cloneId: string;

interface Event {
  readonly id: string;
  readonly sequence: number;
  readonly action: string;
  readonly actorKind: string;
  readonly actor: string | null;
  readonly at: string;
  readonly details: Record<string, unknown>;
}

async function read(caller: Caller, args: Record<string, unknown> = {}, id = cloneId) {
  const query =
    'query($id: ID!, $first: Int, $after: String) { clone(id: $id) { auditTrail(first: $first, after: $after) { nodes { id sequence action actorKind actor at details } edges { cursor node { sequence } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }';
  const { data, errors } = await service.ask(caller, query, { id, ...args });
  return {
    trail: data.clone.auditTrail as {
      nodes: Event[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    } | null,
    codes: errors.map(({ code }) => code),
  };
}

beforeAll(async () => {
  cloneId = await createClone(service, alice, { name: 'Trailed' });
  await moderate(service, cloneId, 1, 'REJECT', 'a reason that the owner reads in the profile');
  await applyFacts(service, { grantId: 'trailed', cloneId, assets: 1 });
  await setStatus(service, cloneId, 'SUSPENDED', 'for operators only');
  await setStatus(service, cloneId, 'ACTIVE', 'for operators, too');
  await service.ask(
    alice,
    'mutation($id: ID!) { updatePublicProfile(input: { cloneId: $id, name: "Trailed on" }) { errors { code } } }',
    { id: cloneId },
  );
});

const brief = (events: readonly Event[] | undefined) =>
  events?.map(({ sequence, action, actorKind, actor, details }) => [sequence, action, actorKind, actor, details]);
const limits = {
  granted: ['trailed'],
  revoked: [],
  maxDataStreams: 3,
  maxAssets: 6,
  maxPromptCharacters: 4_000,
  modelTier: 'STANDARD',
};

describe('the audit trail', () => {
  it.each([
    ['a moderator', moderator],
    ['an admin', admin],
    ['an owner who is an operator', user('alice', 'clone:admin')],
  ])('shows %s everything, newest first', async (_, caller) => {
    expect(brief((await read(caller)).trail?.nodes)).toEqual([
      [6, 'profile.updated', 'OWNER', 'alice', { fields: ['name'], revision: 2 }],
      [5, 'status.changed', 'OPERATOR', 'root', { before: 'SUSPENDED', after: 'ACTIVE', reason: 'for operators, too' }],
      [4, 'status.changed', 'OPERATOR', 'root', { before: 'ACTIVE', after: 'SUSPENDED', reason: 'for operators only' }],
      [3, 'entitlement.changed', 'SERVICE', 'a-service', limits],
      [2, 'profile.moderated', 'OPERATOR', 'mod', { decision: 'REJECT', revision: 1 }],
      [1, 'clone.created', 'OWNER', 'alice', { fields: ['name'], model: null }],
    ]);
  });

  it('shows the owner other actors by kind only, and status changes without their reason', async () => {
    expect(brief((await read(alice)).trail?.nodes)).toEqual([
      [6, 'profile.updated', 'OWNER', 'alice', { fields: ['name'], revision: 2 }],
      [5, 'status.changed', 'OPERATOR', null, { before: 'SUSPENDED', after: 'ACTIVE' }],
      [4, 'status.changed', 'OPERATOR', null, { before: 'ACTIVE', after: 'SUSPENDED' }],
      [3, 'entitlement.changed', 'SERVICE', null, limits],
      [2, 'profile.moderated', 'OPERATOR', null, { decision: 'REJECT', revision: 1 }],
      [1, 'clone.created', 'OWNER', 'alice', { fields: ['name'], model: null }],
    ]);
  });

  it.each([
    ['nobody', nobody, 'UNAUTHENTICATED'],
    ['a stranger', user('mallory'), 'FORBIDDEN'],
    ['a contest service', serviceCaller('clone:read'), 'FORBIDDEN'],
    ['EconomyService', economy, 'FORBIDDEN'],
  ] as const)('is null for %s, with an error', async (_, caller, code) => {
    expect(await read(caller)).toEqual({ trail: null, codes: [code] });
  });

  it('names an owner who acted as an operator, and never takes a service for the owner', () => {
    const entry = {
      id: 'x',
      cloneId,
      sequence: 1,
      action: 'status.changed',
      at: new Date(),
      details: { reason: 'r' },
    } as const;
    expect(forOwner({ ...entry, actorKind: 'OPERATOR', actor: 'alice' }, 'alice')).toMatchObject({
      actor: 'alice',
      details: {},
    });
    expect(forOwner({ ...entry, actorKind: 'SERVICE', actor: 'alice' }, 'alice')).toMatchObject({ actor: null });
  });

  it.each([1, 2, 4, 100])('returns every event once, in pages of %i', async (first) => {
    const sequences: number[] = [];
    let after: string | null = null;
    do {
      const { trail } = await read(admin, { first, after });
      sequences.push(...(trail?.nodes ?? []).map(({ sequence }) => sequence));
      after = trail?.pageInfo.hasNextPage ? trail.pageInfo.endCursor : null;
    } while (after !== null);
    expect(sequences).toEqual([6, 5, 4, 3, 2, 1]);
  });

  it('returns 20 for null, none for 0, and skips nothing while events are added', async () => {
    const busy = await createClone(service, alice, { name: 'Busy' });
    for (let index = 0; index < 24; index += 1)
      await setStatus(service, busy, index % 2 === 0 ? 'SUSPENDED' : 'ACTIVE');
    expect((await read(admin, { first: null }, busy)).trail?.nodes).toHaveLength(20);
    expect((await read(admin, { first: 0 }, busy)).trail?.nodes).toEqual([]);
    const seen: number[] = [];
    let after: string | null = null;
    for (let round = 0; round < 5; round += 1) {
      const { trail } = await read(admin, { first: 5, after }, busy);
      seen.push(...(trail?.nodes ?? []).map(({ sequence }) => sequence));
      after = trail?.pageInfo.endCursor ?? null;
      await setStatus(service, busy, round % 2 === 0 ? 'SUSPENDED' : 'ACTIVE');
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => 25 - index));
  });
});
