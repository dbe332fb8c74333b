import type { CloneRecord } from '../clone/clone.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { LifecycleSource, Resolvers } from '../graphql/generated/resolvers.ts';
import { deriveLifecycle, type Lifecycle } from './deriveLifecycle.ts';
import { noFacts, type Source } from './facts.ts';
import { blockersOf } from './readiness.ts';
import { doneStepsOf, isSetUp, setupOf } from './setup.ts';
import type { SummarySource } from './summary.ts';

export const lifecycleResolvers: Resolvers = {
  Clone: {
    // Asked here directly, nobody has brought facts along: a gateway comes back with them, by _entities.
    lifecycle: (clone) => ({ cloneId: clone.id, done: doneStepsOf(clone), facts: noFacts }),
    readiness,
  },
  LifecycleSummary: {
    clone: ({ cloneId }, _, { loaders }) => loaders.clone.load(cloneId),
    setup: ({ done }, _, { service }) => setupOf(done, service.policy.moderationGate),
    state: (summary, _, context) => lifecycleOf(summary, context).state,
    nextAction: (summary, _, context) => lifecycleOf(summary, context).nextAction,
    unavailable: (summary, _, context) => lifecycleOf(summary, context).unavailable.map((source) => sourceNames[source]),
  },
};

const sourceNames: Record<Source, LifecycleSource> = { audition: 'AUDITION', queue: 'QUEUE', arena: 'ARENA' };

function lifecycleOf({ done, facts }: SummarySource, { service }: RequestContext): Lifecycle {
  return deriveLifecycle(facts, isSetUp(done, service.policy.moderationGate));
}

async function readiness(clone: CloneRecord, _: unknown, { loaders, service }: RequestContext) {
  const [{ capacity, asOf }, active] = await Promise.all([
    loaders.entitlement.load(clone),
    loaders.version.activeOf(clone),
  ]);
  const used = active && { ...active.usage, modelTier: active.model.tier };
  const blockers = blockersOf(clone, used, capacity, service.policy.moderationGate);
  const ready = blockers.length === 0;
  return { ready, strategyVersionId: ready ? clone.activeVersionId : null, blockers, asOf };
}
