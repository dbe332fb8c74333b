import { expect, it } from 'vitest';
import { storeClones } from '../makers.ts';
import { startTestService, user } from '../startTestService.ts';

const service = startTestService();

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
