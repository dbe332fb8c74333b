import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { stampedClones } from '../../src/clone/store.ts';
import type { Client, Database } from '../../src/database/openDatabase.ts';
import { openTestDatabase } from '../database/openTestDatabase.ts';
import { storeClones } from '../makers.ts';
import { startTestService, user } from '../startTestService.ts';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});

afterAll(() => database.close());

/** Stores two clones, runs `work` on the first, and says which of them are taken for changed after it. */
async function changedBy(work: (client: Client, id: string) => Promise<unknown>): Promise<{ readonly first: boolean; readonly second: boolean }> {
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

it('a clone that was written is changed, even when the time of its change was not, and even when nothing in it was', async () => {
  const writes = [
    (client: Client, id: string) => client.clone.update({ where: { id }, data: { updatedAt: new Date() } }),
    (client: Client, id: string) => client.$executeRaw`UPDATE clones SET description = 'other' WHERE id = ${id}::uuid`,
    (client: Client, id: string) => client.$executeRaw`UPDATE clones SET description = description WHERE id = ${id}::uuid`,
  ];
  for (const write of writes) expect(await changedBy(write)).toEqual({ first: true, second: false });
});

it('a clone that was locked, or whose write was rolled back, is not', async () => {
  const unwritten = [
    (client: Client, id: string) => client.$queryRaw`SELECT id FROM clones WHERE id = ${id}::uuid FOR NO KEY UPDATE`,
    async (client: Client, id: string) => {
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

it('a clone that is not there is changed, whatever its stamp', async () => {
  const id = newId();
  expect(await stampedClones(database.client).changed([id], ['1 1'])).toEqual([id]);
});

const service = startTestService();

it('what another process wrote is seen by the next read', async () => {
  const alice = user('alice', 'clone:admin');
  const [id = ''] = await storeClones(service.database.client, [{ name: 'Before' }]);
  const ask = async () => (await service.ask(alice, 'query($id: ID!) { clone(id: $id) { status publicProfileDraft { name description } model { id } } }', { id })).data.clone;
  await ask();
  expect(await ask()).toMatchObject({ status: 'ACTIVE', publicProfileDraft: { name: 'Before' } });
  const { client } = service.database;
  const changes = [
    [client.$executeRaw`UPDATE clones SET name = 'After' WHERE id = ${id}::uuid`, { publicProfileDraft: { name: 'After' } }],
    [client.$executeRaw`UPDATE clones SET description = 'Told' WHERE id = ${id}::uuid`, { publicProfileDraft: { name: 'After', description: 'Told' } }],
    [client.$executeRaw`UPDATE clones SET status = 'SUSPENDED' WHERE id = ${id}::uuid`, { status: 'SUSPENDED' }],
    [client.$executeRaw`UPDATE clones SET model_id = 'other', model_name = 'Other' WHERE id = ${id}::uuid`, { model: { id: 'other' } }],
  ] as const;
  for (const [change, expected] of changes) {
    await change;
    expect(await ask()).toMatchObject(expected);
  }
});
