/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** What began an activation. Grows: handle values you don't know. */
export type ActivationCause =
  /** The creator made a version the active one that had been published before. */
  | 'ACTIVATED'
  /** The history began with an upgrade, and this version was active then although another was published last. Since when isn't known. */
  | 'IMPORTED'
  /** The creator paused the clone. */
  | 'PAUSED'
  /** A version was published, which makes it the active one. */
  | 'PUBLISHED'
  /** The creator ended the pause. */
  | 'RESUMED';

/** Status of the latest audition. Owned by the Audition subgraph. */
export type AuditionStatus =
  /** It ended and is being judged. */
  | 'EVALUATING'
  /** The clone failed. */
  | 'FAILED'
  /** There has been no audition. */
  | 'NONE'
  /** The clone passed. */
  | 'PASSED'
  /** It is running. */
  | 'RUNNING'
  /** It was voided. */
  | 'VOIDED';

/** What a creator can do now. Grows: handle values you don't know. */
export type LifecycleAction =
  /** Follow the competition. */
  | 'COMPETE'
  /** Finish the remaining set-up steps. */
  | 'COMPLETE_SETUP'
  /** Try the audition again. */
  | 'RETRY_AUDITION'
  /** Submit the clone for its first audition. */
  | 'SUBMIT_FOR_AUDITION'
  /** Look at the clone's career. */
  | 'VIEW_CAREER'
  /** Wait for a place in the Arena. */
  | 'WAIT_FOR_ARENA'
  /** Wait for the audition's result. */
  | 'WAIT_FOR_AUDITION';

/** Who contributes a lifecycle fact. */
export type LifecycleSource =
  /** The Arena subgraph: `arenaStatus`. */
  | 'ARENA'
  /** The Audition subgraph: `auditionStatus`. */
  | 'AUDITION'
  /** The Queue subgraph: `queueStatus`. */
  | 'QUEUE';

/** Where a clone stands. */
export type LifecycleState =
  /** The latest audition was failed or voided; the clone can try again. */
  | 'AUDITION_FAILED'
  /** The latest audition is running or being evaluated. */
  | 'AUDITION_RUNNING'
  /** The clone holds an Arena slot. */
  | 'COMPETING'
  /** The audition was passed, and the clone can be given an Arena slot. */
  | 'COMPETITION_ELIGIBLE'
  /** Set up, and ready to be submitted for an audition. */
  | 'CONFIGURED'
  /** No longer competing; kept as career history. */
  | 'RETIRED'
  /** The clone exists, but its set-up is incomplete. */
  | 'SETUP_REQUIRED';

/** What needs an approved profile. */
export type ModerationGate =
  /** Auditions. */
  | 'AUDITION'
  /** Publishing and auditions. */
  | 'BOTH'
  /** Nothing. */
  | 'NONE'
  /** Publishing. */
  | 'PUBLISH';

/** Why a clone isn't ready. Grows: treat an unknown value as a blocker. */
export type ReadinessBlocker =
  /** The clone is SUSPENDED or ARCHIVED. */
  | 'CLONE_NOT_ACTIVE'
  /** The active version exceeds the effective entitlement. */
  | 'ENTITLEMENT_EXCEEDED'
  /** No model is selected. */
  | 'MODEL_NOT_SELECTED'
  /** Nothing was published. */
  | 'NO_PUBLISHED_STRATEGY'
  /** The creator paused the clone: start nothing new. What already runs goes on. */
  | 'PAUSED'
  /** The moderation gate asks for an approved profile, and there is none. */
  | 'PROFILE_NOT_APPROVED'
  /** The profile has no name. */
  | 'PROFILE_UNNAMED';

/** A set-up step. Grows: handle values you don't know. */
export type SetupStepKind =
  /** Have the profile approved. Only where the moderation gate asks for it. */
  | 'APPROVE_PROFILE'
  /** Give the profile a name. */
  | 'NAME_PROFILE'
  /** Publish a strategy. */
  | 'PUBLISH_STRATEGY'
  /** Select a model. */
  | 'SELECT_MODEL';

export type CloneCardFragment = { readonly id: string, readonly createdAt: string | null, readonly publicProfile: { readonly name: string | null } | null, readonly activation: { readonly sequence: number, readonly at: string, readonly paused: boolean, readonly cause: ActivationCause, readonly reason: string | null, readonly version: { readonly id: string, readonly number: number | null, readonly note: string | null } } | null, readonly lifecycle: { readonly cloneId: string, readonly state: LifecycleState | null, readonly nextAction: LifecycleAction | null, readonly unavailable: ReadonlyArray<LifecycleSource> | null, readonly setup: { readonly complete: boolean, readonly steps: ReadonlyArray<{ readonly kind: SetupStepKind, readonly done: boolean }> } | null, readonly latestAudition: { readonly id: string, readonly status: AuditionStatus, readonly startedAt: string, readonly finishedAt: string | null, readonly outcomeReason: string | null } | null, readonly queueEntry: { readonly id: string, readonly position: number, readonly estimatedPromotionAt: string | null } | null, readonly arenaSlot: { readonly id: string, readonly race: string, readonly rank: number | null, readonly enteredAt: string } | null, readonly retirement: { readonly retiredAt: string, readonly reason: string | null } | null } | null } & { ' $fragmentName'?: 'CloneCardFragment' };

export type MyClonesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type MyClonesQuery = { readonly myClones: { readonly edges: ReadonlyArray<{ readonly node: (
        { readonly id: string, readonly lifecycle: { readonly cloneId: string, readonly state: LifecycleState | null } | null }
        & { ' $fragmentRefs'?: { 'CloneCardFragment': CloneCardFragment } }
      ) }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } | null };

export type OperatorHomeQueryVariables = Exact<{ [key: string]: never; }>;


export type OperatorHomeQuery = { readonly moderationQueueCount: number | null, readonly moderationGate: ModerationGate | null };

export type ReadinessQueryVariables = Exact<{ [key: string]: never; }>;


export type ReadinessQuery = { readonly publicClones: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly publicProfile: { readonly name: string | null } | null, readonly readiness: { readonly ready: boolean, readonly strategyVersionId: string | null, readonly blockers: ReadonlyArray<ReadinessBlocker> } | null }> } };

export const CloneCardFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CloneCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Clone"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"publicProfile"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"activation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"paused"}},{"kind":"Field","name":{"kind":"Name","value":"cause"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"version"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"note"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"lifecycle"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cloneId"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"nextAction"}},{"kind":"Field","name":{"kind":"Name","value":"unavailable"}},{"kind":"Field","name":{"kind":"Name","value":"setup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"complete"}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"done"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"latestAudition"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"outcomeReason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"queueEntry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedPromotionAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"arenaSlot"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"race"}},{"kind":"Field","name":{"kind":"Name","value":"rank"}},{"kind":"Field","name":{"kind":"Name","value":"enteredAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retirement"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retiredAt"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]} as unknown as DocumentNode<CloneCardFragment, unknown>;
export const MyClonesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MyClones"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"myClones"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"lifecycle"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cloneId"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"CloneCard"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CloneCard"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Clone"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"publicProfile"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"activation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequence"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"paused"}},{"kind":"Field","name":{"kind":"Name","value":"cause"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"version"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"note"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"lifecycle"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cloneId"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"nextAction"}},{"kind":"Field","name":{"kind":"Name","value":"unavailable"}},{"kind":"Field","name":{"kind":"Name","value":"setup"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"complete"}},{"kind":"Field","name":{"kind":"Name","value":"steps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"done"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"latestAudition"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"outcomeReason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"queueEntry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"estimatedPromotionAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"arenaSlot"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"race"}},{"kind":"Field","name":{"kind":"Name","value":"rank"}},{"kind":"Field","name":{"kind":"Name","value":"enteredAt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"retirement"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retiredAt"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}}]}}]}}]} as unknown as DocumentNode<MyClonesQuery, MyClonesQueryVariables>;
export const OperatorHomeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OperatorHome"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"moderationQueueCount"}},{"kind":"Field","name":{"kind":"Name","value":"moderationGate"}}]}}]} as unknown as DocumentNode<OperatorHomeQuery, OperatorHomeQueryVariables>;
export const ReadinessDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Readiness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"publicClones"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"publicProfile"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"readiness"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ready"}},{"kind":"Field","name":{"kind":"Name","value":"strategyVersionId"}},{"kind":"Field","name":{"kind":"Name","value":"blockers"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ReadinessQuery, ReadinessQueryVariables>;