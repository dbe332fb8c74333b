import { expect, it } from 'vitest';
import { createClone, storeClones } from '../makers.ts';
import { admin, moderate, moderator } from '../profile/operate.ts';
import { startTestService, user } from '../startTestService.ts';

const service = startTestService();

async function counted(caller = moderator): Promise<number> {
  const { data, errors } = await service.ask(caller, '{ moderationQueueCount }');
  expect(errors).toEqual([]);
  return data.moderationQueueCount;
}

it('moderationQueueCount is the number of clones in the queue, up to 10,000, for every operator', async () => {
  const alice = user('alice');
  expect(await counted()).toBe(0);
  const [first] = [
    await createClone(service, alice, { name: 'First' }),
    await createClone(service, alice, { name: 'Second' }),
    await createClone(service, alice),
  ];
  const queue = await service.ask(moderator, '{ moderationQueue { nodes { id } } }');
  expect([await counted(), await counted(admin), queue.data.moderationQueue.nodes.length]).toEqual([2, 2, 2]);
  await moderate(service, first, 1, 'REJECT');
  expect(await counted()).toBe(1);

  await storeClones(
    service.database.client,
    Array.from({ length: 200 }, (_, index) => ({ name: `Waiting ${index}`, published: false })),
  );
  await service.database.client.clone.updateMany({
    where: { name: { startsWith: 'Waiting' } },
    data: { waitingSince: new Date('2026-01-01T00:00:00Z') },
  });
  expect(await counted()).toBe(201);
  // Multiply the existing rows beyond the maximum count.
  await service.database.client.$executeRaw`
    INSERT INTO clones (id, owner_id, created_at, updated_at, profile_updated_at, moderation_status, waiting_since)
    SELECT gen_random_uuid(), 'many', created_at, updated_at, created_at, 'PENDING', waiting_since FROM clones, generate_series(1, 60) WHERE waiting_since IS NOT NULL`;
  expect(await counted()).toBe(10_000);
});
