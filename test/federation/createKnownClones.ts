import { askGraph } from '../../src/demo/askGraph.ts';
import { recordArenaSlot } from '../../src/demo/contributors/arena.ts';
import { recordAudition, type AuditionFact } from '../../src/demo/contributors/audition.ts';
import { recordQueueEntry, type QueueFact } from '../../src/demo/contributors/queue.ts';
import type { Contributors } from '../../src/demo/contributors/startContributors.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import type { Federation } from './startFederation.ts';
import type { Facts } from './trueLifecycle.ts';

/** A clone about which the tests know everything that an answer may contain. */
export interface KnownClone {
  readonly id: string;
  readonly facts: Facts;
  /** Whether set-up is complete: it has a name, a model and one version. */
  readonly complete: boolean;
  readonly versionId: string | null;
}

export const owner = 'alice';
/** The prompt of every complete clone's version. */
export const knownPrompt = 'Buy the rumour, sell the news.';

/** Creates clones through the Clone service's API, and records their facts in the contributing subgraphs. */
export async function createKnownClones(
  federation: Federation,
  wanted: readonly { readonly facts: Facts; readonly complete: boolean }[],
): Promise<KnownClone[]> {
  const ask = askGraph(federation.cloneUrl, await federation.token(owner));
  const create = async (complete: boolean) => {
    const input = complete ? { name: 'Known', modelId: 'swift-1' } : {};
    const { createClone } = await ask<{ createClone: { clone: { id: string } } }>(creation, { input });
    const { id: cloneId } = createClone.clone;
    if (!complete) return { id: cloneId, versionId: null };
    const { publish } = await ask<{ publish: { strategyVersion: { id: string } } }>(publication, {
      cloneId,
      graph: sampleGraph(knownPrompt),
    });
    return { id: cloneId, versionId: publish.strategyVersion.id };
  };
  const clones = await Promise.all(
    wanted.map(async ({ facts, complete }) => ({ facts, complete, ...(await create(complete)) })),
  );
  for (const clone of clones) recordFacts(federation.contributors, clone);
  return clones;
}

const creation = 'mutation ($input: CreateCloneInput!) { createClone(input: $input) { clone { id } } }';
const publication = `mutation ($cloneId: ID!, $graph: StrategyGraphInput!) {
  saveStrategyDraft(input: { cloneId: $cloneId, expectedRevision: 0, graph: $graph }) { errors { code } }
  publish: publishStrategy(input: { cloneId: $cloneId, expectedRevision: 1 }) { strategyVersion { id } }
}`;

const longAgo = '2026-01-01T00:00:00.000Z';

/** Stores a clone's facts as the contest service would; the ids of details are made from the clone's. */
export function recordFacts(
  { audition, queue, arena }: Contributors,
  { id: cloneId, facts, versionId }: KnownClone,
): void {
  if (facts.audition !== 'NONE') {
    recordAudition(audition.store, {
      id: `audition-${cloneId}`,
      cloneId,
      status: facts.audition as AuditionFact['status'],
      strategyVersionId: versionId,
      propAccountId: null,
      startedAt: longAgo,
      finishedAt: null,
      outcomeReason: null,
    });
  }
  if (facts.queue !== 'NONE') {
    const status = facts.queue as QueueFact['status'];
    recordQueueEntry(queue.store, {
      id: `entry-${cloneId}`,
      cloneId,
      status,
      enqueuedAt: longAgo,
      estimatedPromotionAt: null,
    });
  }
  if (facts.arena !== 'NONE') {
    const retired =
      facts.arena === 'RETIRED'
        ? { retiredAt: longAgo, retirementReason: cloneId }
        : { retiredAt: null, retirementReason: null };
    recordArenaSlot(arena.store, {
      id: `slot-${cloneId}`,
      cloneId,
      race: 'Race',
      rank: 1,
      enteredAt: longAgo,
      strategyVersionId: versionId,
      propAccountId: null,
      ...retired,
    });
  }
}
