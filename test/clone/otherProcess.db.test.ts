import { expect, it } from 'vitest';
import { directoryPages } from '../../src/clone/read.ts';
import type { PrismaClient } from '../../src/database/generated/client.ts';
import { storeClones } from '../makers.ts';
import { startTestService, user } from '../startTestService.ts';

const service = startTestService();

const day = (number: number): Date => new Date(Date.UTC(2026, 0, number));

/** Stores three clones of a name that nobody else has, runs `work`, and says whether the page of the two newest is still current. */
async function isCurrentAfter(
  name: string,
  work: (client: PrismaClient, ids: readonly string[]) => Promise<unknown>,
): Promise<boolean> {
  const { client } = service.database;
  const ids = await storeClones(
    client,
    [3, 2, 1].map((age) => ({ name, createdAt: day(age) })),
  );
  const asked = { listing: 'listed_name', search: name, page: { limit: 2, after: null } } as const;
  const pages = directoryPages(client);
  const { rows, hash } = await pages.read(asked);
  expect(rows.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  expect(await pages.isCurrent(asked, hash)).toBe(true);
  await work(client, ids);
  const isCurrent = await pages.isCurrent(asked, hash);
  expect((await pages.read(asked)).hash === hash).toBe(isCurrent);
  return isCurrent;
}

type Work = Parameters<typeof isCurrentAfter>[1];
const describeAs = (description: string | null, place: number): Work => {
  return (client, ids) => client.clone.update({ where: { id: ids[place] ?? '' }, data: { description } });
};

it.each<[what: string, name: string, work: Work]>([
  ['a clone on it is written', 'page written', describeAs('other', 1)],
  [
    'a clone leaves the list',
    'page left',
    (client, ids) => client.clone.update({ where: { id: ids[0] ?? '' }, data: { status: 'ARCHIVED' } }),
  ],
  ['a newer clone comes', 'page joined', (client) => storeClones(client, [{ name: 'page joined', createdAt: day(4) }])],
  [
    'a clone comes in between',
    'page between',
    (client) => storeClones(client, [{ name: 'page between', createdAt: new Date(day(3).getTime() - 1) }]),
  ],
])('a page of the directory is no longer current when %s', async (_, name, work) => {
  expect(await isCurrentAfter(name, work)).toBe(false);
});

it.each<[what: string, name: string, work: Work]>([
  ['a clone behind it is written', 'page behind', describeAs('other', 2)],
  ['an older clone comes', 'page older', (client) => storeClones(client, [{ name: 'page older', createdAt: day(0) }])],
  [
    'a clone on it is written and written back, as a failover may leave it',
    'page back',
    async (client, ids) => {
      const first = ids[0] ?? '';
      const { description } = await client.clone.findUniqueOrThrow({ where: { id: first } });
      await describeAs('other', 0)(client, ids);
      await describeAs(description, 0)(client, ids);
    },
  ],
])('a page of the directory is still current when %s', async (_, name, work) => {
  expect(await isCurrentAfter(name, work)).toBe(true);
});

it('an empty page is no longer current once a clone comes', async () => {
  const asked = { listing: 'listed_name', search: 'page empty', page: { limit: 2, after: null } } as const;
  const pages = directoryPages(service.database.client);
  const { hash } = await pages.read(asked);
  expect(await pages.isCurrent(asked, hash)).toBe(true);
  await storeClones(service.database.client, [{ name: 'page empty' }]);
  expect(await pages.isCurrent(asked, hash)).toBe(false);
});

it('a page of the directory that another process changed is given as it is now', async () => {
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

it('what another process wrote is seen by the next read', async () => {
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
