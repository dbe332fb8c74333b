import { describe, expect, it } from 'vitest';
import { storeClones, storeVersions } from '../makers.ts';
import { nobody, startTestService, user } from '../startTestService.ts';
import { pageReader, pageThrough } from './pageThrough.ts';

const service = startTestService();
const same = new Date('2026-03-01T12:00:00.123Z');
const later = new Date('2026-03-01T12:00:00.124Z');

describe('paging while clones are added', () => {
  it('skips and repeats nothing; only new clones at the head may be missed', async () => {
    const { client } = service.database;
    await storeClones(
      client,
      Array.from({ length: 47 }, (_, index) => ({ ownerId: 'alice', createdAt: index < 40 ? same : later })),
    );
    const before = await pageThrough(pageReader(service, nobody, 'publicClones'), 100);
    const added: string[] = [];
    const add = async (round: number) => {
      const times = [later, same, new Date(later.getTime() + round)];
      added.push(
        ...(await storeClones(
          client,
          times.map((createdAt) => ({ ownerId: 'bob', createdAt })),
        )),
      );
    };
    const seen = await pageThrough(pageReader(service, nobody, 'publicClones'), 6, add);
    expect(seen).toHaveLength(new Set(seen).size);
    expect(seen.filter((one) => !added.includes(one))).toEqual(before);
  });

  it('skips and repeats no versions, newest first, either', async () => {
    const [cloneId = ''] = await storeClones(service.database.client, [{ ownerId: 'carol' }]);
    for (let number = 2; number <= 9; number += 1) await storeVersions(service.database.client, [cloneId], number);
    const seen: number[] = [];
    let after: string | null = null;
    for (let round = 1; round <= 5; round += 1) {
      const query =
        'query($id: ID!, $after: String) { clone(id: $id) { strategyVersions(first: 2, after: $after) { nodes { number } pageInfo { endCursor hasNextPage } } } }';
      const { data } = await service.ask(user('carol'), query, { id: cloneId, after });
      seen.push(...data.clone.strategyVersions.nodes.map(({ number }: { number: number }) => number));
      after = data.clone.strategyVersions.pageInfo.endCursor;
      await storeVersions(service.database.client, [cloneId], 9 + round);
    }
    expect(seen).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });
});
