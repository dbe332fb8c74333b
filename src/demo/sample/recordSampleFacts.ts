import { recordArenaSlot } from '../contributors/arena.ts';
import { recordAudition } from '../contributors/audition.ts';
import { recordQueueEntry } from '../contributors/queue.ts';
import type { Contributors } from '../contributors/startContributors.ts';
import type { CreatedClone } from './createSampleClone.ts';
import type { SampleClone } from './sampleClones.ts';

/** Stores what the contest service would know about a sample clone: the audition ran the first version, the Arena runs the active one. */
export function recordSampleFacts(
  sample: SampleClone,
  { cloneId, versionIds }: CreatedClone,
  to: Contributors,
  now: Date,
): void {
  const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
  const { audition, queue, arena, key } = sample;
  if (audition !== undefined) {
    const over = audition.status !== 'RUNNING' && audition.status !== 'EVALUATING';
    recordAudition(to.audition.store, {
      id: `audition-${key}`,
      cloneId,
      status: audition.status,
      strategyVersionId: versionIds[0] ?? null,
      propAccountId: `prop-audition-${key}`,
      startedAt: ago(audition.hoursAgo),
      finishedAt: over ? ago(audition.hoursAgo * 0.9) : null,
      outcomeReason: audition.reason ?? null,
    });
  }
  if (queue !== undefined) {
    recordQueueEntry(to.queue.store, {
      id: `queue-${key}`,
      cloneId,
      status: queue.status,
      enqueuedAt: ago(queue.hoursAgo),
      estimatedPromotionAt: queue.status === 'WAITING' ? ago(-48) : null,
    });
  }
  if (arena !== undefined) {
    recordArenaSlot(to.arena.store, {
      id: `slot-${key}`,
      cloneId,
      race: arena.race,
      rank: arena.rank ?? null,
      enteredAt: ago(arena.hoursAgo),
      strategyVersionId: versionIds.at(-1) ?? null,
      propAccountId: `prop-arena-${key}`,
      retiredAt: arena.retired === undefined ? null : ago(arena.retired.hoursAgo),
      retirementReason: arena.retired?.reason ?? null,
    });
  }
}
