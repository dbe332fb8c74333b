import type { CloneRecord } from '../clone/clone.ts';
import type { RequestContext } from '../api/context.ts';
import type { LifecycleSource, Resolvers } from '../api/generated/resolvers.ts';
import { whenBoth } from '../api/whenThere.ts';
import { noFacts, type Source } from '../lifecycle/facts.ts';
import { blockersOf } from '../lifecycle/readiness.ts';
import { doneStepsOf, setupOf } from '../lifecycle/setup.ts';
import { summaryOf } from '../lifecycle/summary.ts';

export const lifecycleResolvers = {
  Clone: {
    // No facts yet: a gateway sends them through _entities.
    lifecycle: (clone, _, { service }) => ({
      ...summaryOf(clone.id, doneStepsOf(clone), noFacts, service.policy.moderationGate),
      isDirect: true,
    }),
    readiness,
  },
  LifecycleSummary: {
    clone: ({ cloneId }, _, { loaders }) => loaders.clone.load(cloneId),
    setup: ({ done }, _, { service }) => setupOf(done, service.policy.moderationGate),
    state: ({ lifecycle, isDirect }, _, { service }) => {
      // No source has failed when none was asked.
      service.metrics.countLifecycle(isDirect ? { ...lifecycle, unavailable: [] } : lifecycle);
      return lifecycle.state;
    },
    nextAction: ({ lifecycle }) => lifecycle.nextAction,
    unavailable: ({ lifecycle }) => lifecycle.unavailable.map((source) => sourceNames[source]),
  },
} satisfies Resolvers;

const sourceNames: Record<Source, LifecycleSource> = { audition: 'AUDITION', queue: 'QUEUE', arena: 'ARENA' };

function readiness(clone: CloneRecord, _: unknown, { loaders, service }: RequestContext) {
  const entitlement = loaders.entitlement.load(clone);
  return whenBoth(entitlement, loaders.versionFacts.load(clone.activeVersionId), ({ capacity, asOf }, active) => {
    const used = active && { ...active.usage, modelTier: active.model.tier };
    const blockers = blockersOf(clone, used, capacity, service.policy.moderationGate);
    const ready = blockers.length === 0;
    const strategyVersionId = ready ? clone.activeVersionId : null;
    return { ready, strategyVersionId, activation: clone.activation, blockers, asOf };
  });
}
