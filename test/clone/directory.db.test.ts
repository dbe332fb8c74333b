import { beforeAll, describe, expect, it } from 'vitest';
import { createClone, createPublishedClone, storeClones, type StoredClone } from '../makers.ts';
import { nobody, service as serviceCaller, startTestService, user, type TestService } from '../startTestService.ts';
import type { Caller } from '../../src/access/caller.ts';

const open = startTestService();
const gated = startTestService({ moderationGate: 'audition' });

async function listed(service: TestService, ownerId: string, caller: Caller = nobody): Promise<(string | null)[]> {
  const query =
    'query($r: [_Any!]!) { publicClones(first: 100) { nodes { id owner { id } publicProfile { name } } } _entities(representations: $r) { ... on User { clones(first: 100) { nodes { id } } } } }';
  const { data, errors } = await service.ask(caller, query, { r: [{ __typename: 'User', id: ownerId }] });
  expect(errors).toEqual([]);
  const directory = data.publicClones.nodes.filter(({ owner }: { owner: { id: string } }) => owner.id === ownerId);
  // User.clones shows others the same as the directory.
  if (caller === nobody)
    expect(data._entities[0].clones.nodes).toEqual(directory.map(({ id }: { id: string }) => ({ id })));
  return directory
    .map(({ publicProfile }: { publicProfile: { name: string | null } }) => publicProfile.name)
    .toSorted();
}

describe('the directory', () => {
  it('lists exactly the clones that are ACTIVE, named and published', async () => {
    const statuses = ['ACTIVE', 'SUSPENDED', 'ARCHIVED'] as const;
    const all = statuses.flatMap((status) =>
      [true, false].flatMap((published) =>
        ['Named', null].map((name) => ({ status, published, name, ownerId: 'lister' })),
      ),
    );
    await storeClones(open.database.client, all);
    expect(await listed(open, 'lister')).toEqual(['Named']);
  });

  it('drops a clone whose profile was rejected, and keeps it out through later edits', async () => {
    const { client } = open.database;
    const [id = ''] = await storeClones(client, [{ ownerId: 'rejected', name: 'Rejected' }]);
    const decided = new Date();
    await client.clone.update({
      where: { id },
      data: { moderationStatus: 'REJECTED', lastDecision: 'REJECTED', moderatedAt: decided },
    });
    expect(await listed(open, 'rejected')).toEqual([]);
    const answer = await open.ask(
      user('rejected'),
      'mutation($id: ID!) { updatePublicProfile(input: { cloneId: $id, name: "Mended" }) { clone { publicProfile { name moderationStatus } publicProfileDraft { moderationStatus } } errors { code } } }',
      { id },
    );
    expect(answer.data.updatePublicProfile).toEqual({
      clone: {
        publicProfile: { name: 'Mended', moderationStatus: 'REJECTED' },
        publicProfileDraft: { moderationStatus: 'PENDING' },
      },
      errors: [],
    });
    expect(await listed(open, 'rejected')).toEqual([]);
    await client.clone.update({
      where: { id },
      data: { moderationStatus: 'APPROVED', lastDecision: 'APPROVED', waitingSince: null },
    });
    expect(await listed(open, 'rejected')).toEqual(['Mended']);
  });

  it('has a clone as soon as it is published, and under its new name as soon as that is saved', async () => {
    const alice = user('publisher');
    await createClone(open, alice, { name: 'Unpublished' });
    expect(await listed(open, 'publisher')).toEqual([]);
    const { cloneId } = await createPublishedClone(open, alice, 'First name');
    expect(await listed(open, 'publisher')).toEqual(['First name']);
    await open.ask(
      alice,
      'mutation($id: ID!) { updatePublicProfile(input: { cloneId: $id, name: "Second name" }) { errors { code } } }',
      { id: cloneId },
    );
    expect(await listed(open, 'publisher')).toEqual(['Second name']);
  });

  it('lists only approved names with a moderation gate', async () => {
    const { client } = gated.database;
    const { cloneId } = await createPublishedClone(gated, user('gated'), 'Waits');
    expect(await listed(gated, 'gated')).toEqual([]);
    const approved = {
      approvedRevision: 1,
      approvedAt: new Date(),
      approvedName: 'Approved',
      approvedNameFolded: 'approved',
    };
    await client.clone.update({ where: { id: cloneId }, data: approved });
    expect(await listed(gated, 'gated')).toEqual(['Approved']);
    const { data } = await gated.ask(nobody, '{ publicClones(search: "waits") { nodes { id } } }');
    expect(data.publicClones.nodes).toEqual([]);
  });
});

describe('User.clones', () => {
  beforeAll(async () => {
    const clones: StoredClone[] = [
      {},
      { published: false },
      { status: 'SUSPENDED' },
      { status: 'ARCHIVED', name: null, published: false },
    ];
    await storeClones(
      open.database.client,
      clones.map((clone) => ({ ...clone, ownerId: 'sara' })),
    );
  });

  it.each([
    ['nobody', nobody, 1],
    ['a stranger', user('stranger'), 1],
    ['EconomyService', serviceCaller('entitlement:write'), 1],
    ['the owner', user('sara'), 4],
    ['a service with clone:read', serviceCaller('clone:read'), 4],
    ['a service with strategy:read', serviceCaller('strategy:read'), 4],
    ['a moderator', user('mod', 'clone:moderate'), 4],
    ['an admin', user('root', 'clone:admin'), 4],
    ['a service whose subject is the owner’s', { ...serviceCaller('entitlement:write'), subject: 'sara' }, 1],
  ])('shows %s what they may see', async (_, caller, count) => {
    const query =
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on User { id clones { nodes { id owner { id } } } } } }';
    const { data, errors } = await open.ask(caller, query, { r: [{ __typename: 'User', id: 'sara' }] });
    expect(errors).toEqual([]);
    expect(data._entities[0].clones.nodes).toHaveLength(count);
  });

  it('of a user without clones is an empty page, and of an invalid user id is null', async () => {
    const query = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on User { clones { nodes { id } } } } }';
    const users = ['no-such-user', '', 'x'.repeat(129), 'a\0', '\ud800', 7, null, { id: 'sara' }].map((id) => ({
      __typename: 'User',
      id,
    }));
    const { data, errors } = await open.ask(nobody, query, { r: users });
    expect(errors).toEqual([]);
    expect(data._entities).toEqual([{ clones: { nodes: [] } }, ...users.slice(1).map(() => null)]);
  });
});

describe('myClones', () => {
  it('lists all of the caller’s clones, whatever their status, and nobody else’s', async () => {
    const clones: StoredClone[] = [{}, { published: false, name: null }, { status: 'ARCHIVED' }];
    await storeClones(
      open.database.client,
      clones.map((clone) => ({ ...clone, ownerId: 'mine' })),
    );
    await storeClones(open.database.client, [{ ownerId: 'theirs' }]);
    const { data } = await open.ask(user('mine'), '{ myClones { nodes { owner { id } acceptsChanges } } }');
    expect(data.myClones.nodes.map(({ owner }: { owner: { id: string } }) => owner.id)).toEqual([
      'mine',
      'mine',
      'mine',
    ]);
    expect(
      data.myClones.nodes.filter(({ acceptsChanges }: { acceptsChanges: boolean }) => acceptsChanges),
    ).toHaveLength(2);
  });
});
