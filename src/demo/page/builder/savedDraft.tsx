import { readFragment, type FragmentType } from '../generated/fragment-masking.ts';
import { graphql } from '../generated/gql.ts';
import { asInput, type SavedDraft } from './draft.ts';

/**
 * What every operation that changes a draft asks for: Apollo Client then updates it in its cache, and all that shows an
 * issue, a blocker or the revision with it.
 */
export const DraftPartsFragment = graphql(`
  fragment DraftParts on StrategyDraft {
    cloneId
    revision
    updatedAt
    graph {
      dataStreams {
        blockId
        stream
        interval
        parameters
      }
      assets {
        blockId
        symbols
      }
      tradingPrompts {
        blockId
        prompt
      }
      connections {
        from
        to
      }
    }
    layout
    validation {
      publishable
      issues {
        code
        severity
        message
        blockId
        path
      }
    }
    hasUnpublishedChanges
    publishBlockers {
      code
      message
      path
    }
  }
`);

/** What comes back of every change to the whole draft. */
export const ChangedDraftFragment = graphql(`
  fragment ChangedDraft on StrategyDraftPayload {
    strategyDraft {
      cloneId
      ...DraftParts
    }
    errors {
      code
      message
      path
    }
  }
`);

/** The draft as it can be edited, and sent as a base. */
export function savedDraftOf(parts: FragmentType<typeof DraftPartsFragment>): SavedDraft {
  const { revision, updatedAt, graph, layout } = readFragment(DraftPartsFragment, parts);
  return { revision, updatedAt, graph: asInput(graph), layout: layout ?? null };
}
