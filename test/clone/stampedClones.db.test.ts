import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { clonesOnPage } from '../../src/clone/read.ts';
import { stampedClones, stampedNewest } from '../../src/clone/store.ts';
import type { PrismaClient } from '../../src/database/generated/client.ts';
import type { Database } from '../../src/database/openDatabase.ts';
import { openTestDatabase } from '../database/openTestDatabase.ts';
import { storeClones } from '../makers.ts';
import { startTestService, user } from '../startTestService.ts';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});

afterAll(() => database.close());

/** Stores two clones, runs `work` on the first, and returns which of them then count as changed. */
async function changedBy(
  work: (client: PrismaClient, id: string) => Promise<unknown>,
): Promise<{ readonly first: boolean; readonly second: boolean }> {
  const { client } = database;
  const ids = await storeClones(client, [{}, {}]);
  const clones = stampedClones(client);
  const before = await clones.read(ids);
  const stamps = ids.map((id) => before.get(id)?.stamp ?? expect.fail());
  expect(await clones.changed(ids, stamps)).toEqual([]);
  await work(client, ids[0] ?? expect.fail());
  const changed = await clones.changed(ids, stamps);
  return { first: changed.includes(ids[0] ?? ''), second: changed.includes(ids[1] ?? '') };
}

it('a clone that was written counts as changed, even if updated_at or every column kept its value', async () => {
  const writes = [
    (client: PrismaClient, id: string) => client.clone.update({ where: { id }, data: { updatedAt: new Date() } }),
    (client: PrismaClient, id: string) =>
      client.$executeRaw`UPDATE clones SET description = 'other' WHERE id = ${id}::uuid`,
    (client: PrismaClient, id: string) =>
      client.$executeRaw`UPDATE clones SET description = description WHERE id = ${id}::uuid`,
  ];
  for (const write of writes) expect(await changedBy(write)).toEqual({ first: true, second: false });
});

it('a clone that was locked, or whose write was rolled back, does not', async () => {
  const unwritten = [
    (client: PrismaClient, id: string) =>
      client.$queryRaw`SELECT id FROM clones WHERE id = ${id}::uuid FOR NO KEY UPDATE`,
    async (client: PrismaClient, id: string) => {
      const undone = database.client.$transaction(async (transaction) => {
        await transaction.$executeRaw`UPDATE clones SET description = 'undone' WHERE id = ${id}::uuid`;
        throw new Error('undone');
      });
      await expect(undone).rejects.toThrow('undone');
      return client;
    },
  ];
  for (const work of unwritten) expect(await changedBy(work)).toEqual({ first: false, second: false });
});

it('a missing clone counts as changed, whatever its stamp', async () => {
  const id = newId();
  expect(await stampedClones(database.client).changed([id], ['1 1'])).toEqual([id]);
});

/** Stores three clones with a unique name, runs `work` on them, and returns whether the first page, the two newest, is still current. */
async function pageStandsAfter(
  name: string,
  work: (
    client: PrismaClient,
    ids: { readonly newest: string; readonly second: string; readonly behind: string },
  ) => Promise<unknown>,
): Promise<boolean> {
  const { client } = database;
  const [behind = '', second = '', newest = ''] = await storeClones(
    client,
    [1, 2, 3].map((day) => ({ name, createdAt: new Date(Date.UTC(2026, 0, day)) })),
  );
  const page = clonesOnPage({ listing: 'listed_name', search: name, page: { limit: 2, after: null } });
  const pages = stampedNewest(client);
  const { value, stamp } = await pages.read(page);
  expect(value.map(({ id }) => id)).toEqual([newest, second]);
  expect(await pages.stands(page, stamp)).toBe(true);
  await work(client, { newest, second, behind });
  const stands = await pages.stands(page, stamp);
  expect((await pages.read(page)).stamp === stamp).toBe(stands);
  return stands;
}

const day = (number: number): Date => new Date(Date.UTC(2026, 0, number));

it.each<[what: string, name: string, work: Parameters<typeof pageStandsAfter>[1]]>([
  [
    'one of its clones is written',
    'page written',
    (client, { second }) => client.clone.update({ where: { id: second }, data: { description: 'other' } }),
  ],
  [
    'one of its clones leaves the list',
    'page left',
    (client, { newest }) => client.clone.update({ where: { id: newest }, data: { status: 'ARCHIVED' } }),
  ],
  [
    'a newer clone is added',
    'page joined',
    (client) => storeClones(client, [{ name: 'page joined', createdAt: day(4) }]),
  ],
  [
    'a clone is added in between',
    'page between',
    (client) => storeClones(client, [{ name: 'page between', createdAt: new Date(day(3).getTime() - 1) }]),
  ],
])('a page of clones is stale once %s', async (_, name, work) => {
  expect(await pageStandsAfter(name, work)).toBe(false);
});

it.each<[what: string, name: string, work: Parameters<typeof pageStandsAfter>[1]]>([
  [
    'a clone after it is written',
    'page behind',
    (client, { behind }) => client.clone.update({ where: { id: behind }, data: { description: 'other' } }),
  ],
  [
    'an older clone is added',
    'page older',
    (client) => storeClones(client, [{ name: 'page older', createdAt: day(1) }]),
  ],
  [
    'one of its clones is locked',
    'page locked',
    (client, { newest }) => client.$queryRaw`SELECT id FROM clones WHERE id = ${newest}::uuid FOR NO KEY UPDATE`,
  ],
])('a page of clones stays current when %s', async (_, name, work) => {
  expect(await pageStandsAfter(name, work)).toBe(true);
});

it('an empty page is stale once a clone is added', async () => {
  const page = clonesOnPage({ listing: 'listed_name', search: 'page empty', page: { limit: 2, after: null } });
  const pages = stampedNewest(database.client);
  const { value, stamp } = await pages.read(page);
  expect(value).toEqual([]);
  expect(await pages.stands(page, stamp)).toBe(true);
  await storeClones(database.client, [{ name: 'page empty' }]);
  expect(await pages.stands(page, stamp)).toBe(false);
});

const service = startTestService();

it('a directory page changed by another process is returned as it is now', async () => {
  const ask = async () =>
    (
      await service.ask(
        user('bob'),
        '{ publicClones(search: "shown before") { nodes { publicProfile { name description } } } }',
      )
    ).data.publicClones.nodes;
  const [id = ''] = await storeClones(service.database.client, [{ name: 'Shown before' }]);
  for (let time = 1; time <= 3; time += 1)
    expect(await ask()).toMatchObject([{ publicProfile: { name: 'Shown before' } }]);
  await service.database.client.clone.update({ where: { id }, data: { description: 'Told' } });
  expect(await ask()).toMatchObject([{ publicProfile: { name: 'Shown before', description: 'Told' } }]);
  await service.database.client.clone.update({ where: { id }, data: { status: 'SUSPENDED' } });
  expect(await ask()).toEqual([]);
});

it('the next read sees what another process wrote', async () => {
  const alice = user('alice', 'clone:admin');
  const [id = ''] = await storeClones(service.database.client, [{ name: 'Before' }]);
  const ask = async () =>
    (
      await service.ask(
        alice,
        'query($id: ID!) { clone(id: $id) { status publicProfileDraft { name description } model { modelId } } }',
        { id },
      )
    ).data.clone;
  await ask();
  expect(await ask()).toMatchObject({ status: 'ACTIVE', publicProfileDraft: { name: 'Before' } });
  const { client } = service.database;
  const changes = [
    [
      client.$executeRaw`UPDATE clones SET name = 'After' WHERE id = ${id}::uuid`,
      { publicProfileDraft: { name: 'After' } },
    ],
    [
      client.$executeRaw`UPDATE clones SET description = 'Told' WHERE id = ${id}::uuid`,
      { publicProfileDraft: { name: 'After', description: 'Told' } },
    ],
    [client.$executeRaw`UPDATE clones SET status = 'SUSPENDED' WHERE id = ${id}::uuid`, { status: 'SUSPENDED' }],
    [
      client.$executeRaw`UPDATE clones SET model_id = 'other', model_name = 'Other' WHERE id = ${id}::uuid`,
      { model: { modelId: 'other' } },
    ],
  ] as const;
  for (const [change, expected] of changes) {
    await change;
    expect(await ask()).toMatchObject(expected);
  }
});
