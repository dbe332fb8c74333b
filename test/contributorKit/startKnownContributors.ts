import { recordArenaSlot } from '../../src/demo/contributors/arena.ts';
import { recordAudition } from '../../src/demo/contributors/audition.ts';
import { recordQueueEntry } from '../../src/demo/contributors/queue.ts';
import { startContributors, type Contributors } from '../../src/demo/contributors/startContributors.ts';

/** Clones with facts in each subgraph; the versions that they name don't exist. */
export const active = '0190a000-0000-7000-8000-000000000001';
export const gone = '0190a000-0000-7000-8000-000000000002';

const time = '2026-01-01T00:00:00.000Z';

/** The demo's three subgraphs, with facts of two clones. */
export async function startKnownContributors(folder: string): Promise<Contributors> {
  const contributors = await startContributors({ folder, ports: { audition: 0, queue: 0, arena: 0 } });
  const { audition, queue, arena } = contributors;
  const run = { strategyVersionId: 'version-nowhere', propAccountId: null };
  for (const [cloneId, status] of [
    [active, 'RUNNING'],
    [gone, 'PASSED'],
  ] as const) {
    recordAudition(audition.store, {
      id: `audition-${cloneId}`,
      cloneId,
      status,
      ...run,
      startedAt: time,
      finishedAt: null,
      outcomeReason: null,
    });
  }
  for (const [cloneId, status] of [
    [active, 'WAITING'],
    [gone, 'EXPIRED'],
  ] as const) {
    recordQueueEntry(queue.store, {
      id: `entry-${cloneId}`,
      cloneId,
      status,
      enqueuedAt: time,
      estimatedPromotionAt: null,
    });
  }
  for (const [cloneId, retiredAt] of [
    [active, null],
    [gone, time],
  ] as const) {
    recordArenaSlot(arena.store, {
      id: `slot-${cloneId}`,
      cloneId,
      race: 'Race',
      rank: 1,
      enteredAt: time,
      ...run,
      retiredAt,
      retirementReason: null,
    });
  }
  return contributors;
}
