import { examples } from '../../src/demo/examples.ts';

/** The queries whose plans are recorded: the most frequent one of each of four kinds of callers. */
export const plannedQueries = {
  /** The builder: all of a creator's clones, as the demo shows them. */
  summary: { asks: 'owner', query: examples.find(({ name }) => name === 'summary')?.query ?? '' },
  /** A dashboard: many clones by their ids. */
  dashboard: {
    asks: null,
    query: `query Dashboard($ids: [ID!]!) {
      clones(ids: $ids) { id publicProfile { name } lifecycle { state nextAction unavailable auditionStatus queueStatus arenaStatus } }
    }`,
  },
  /** From an audition to the version that it ran, and the state beside it. */
  version: {
    asks: 'engine',
    query: `query AuditionedVersion($ids: [ID!]!) {
      clones(ids: $ids) {
        id lifecycle { state latestAudition { status strategyVersion { number isActive contentHash graph { tradingPrompts { prompt } } } } }
      }
    }`,
  },
  /** The contest service, before it starts an audition or a race. */
  contest: {
    asks: 'engine',
    query: `query Contest($ids: [ID!]!) {
      clones(ids: $ids) {
        id status readiness { ready strategyVersionId blockers } activeStrategyVersion { id number contentHash }
        lifecycle { auditionStatus queueStatus arenaStatus }
      }
    }`,
  },
} as const;
