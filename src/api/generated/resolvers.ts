import type { JsonObject } from '../../text/jsonObject.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CloneRecord, UserReference } from '../../clone/clone.ts';
import type { ProfileView } from '../../profile/publicFace.ts';
import type { SummarySource } from '../../lifecycle/summary.ts';
import type { TrailView } from '../../audit/trailView.ts';
import type { CloneEventView } from '../eventPage.ts';
import type { CloneDraft } from '../../strategy/draft.ts';
import type { Checkpoint } from '../../strategy/checkpoint.ts';
import type { DraftMerge } from '../../strategy/mergeDrafts.ts';
import type { VersionRecord } from '../../strategy/version.ts';
import type { ActivationRecord } from '../../activation/activation.ts';
import type { ClonesEntitlement } from '../../entitlement/entitlementOf.ts';
import type { CreatedPayload, ClonePayload, DraftPayload, PublishPayload, MovedPayload, FactsPayload } from '../payload.ts';
import type { RequestContext } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant in RFC 3339 with an offset, years 1970 to 9999. It is kept to the millisecond and always answered in UTC. Nothing rolls over: 30 February is refused. */
  DateTime: { input: Date; output: Date; }
  /** A JSON object (not a list, not a bare value). */
  JSONObject: { input: JsonObject; output: JsonObject; }
  /** A string of at most 2,048 characters. Each field that accepts one says what else it must be; a wrong one is INVALID_INPUT with a path, not a request error. */
  URL: { input: string; output: string; }
  link__Import: { input: unknown; output: unknown; }
};

/** Which version to make the active one. */
export type ActivateStrategyVersionInput = {
  /** One of the caller's clones. */
  readonly cloneId: Scalars['ID']['input'];
  /** The `sequence` of the activation that the creator looked at. Any but the newest is REVISION_CONFLICT; the payload has the newest. */
  readonly expectedActivation: Scalars['Int']['input'];
  /** Why, up to 500 characters; blank is null. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
  /** A version of the same clone; another clone's is NOT_FOUND. */
  readonly versionId: Scalars['ID']['input'];
};

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

/** What activateStrategyVersion or setPaused did. */
export type ActivationPayload = {
  /** The newest activation as it is now; null when nothing was published. */
  readonly activation: Maybe<StrategyActivation>;
  /** True only in the answer of the call that changed something; false beside errors, and if it was so already. */
  readonly changed: Scalars['Boolean']['output'];
  /** The clone as it is now. */
  readonly clone: Maybe<Clone>;
  /** Why nothing happened; empty on success. */
  readonly errors: ReadonlyArray<UserError>;
};

/** Who did something, by kind. */
export type ActorKind =
  /** An operator. */
  | 'OPERATOR'
  /** The clone's creator. */
  | 'OWNER'
  /** Another service. */
  | 'SERVICE';

/** Facts to apply. */
export type ApplyEntitlementFactsInput = {
  /** At most 500. They may be sent in any order and any number of times. */
  readonly facts: ReadonlyArray<EntitlementFactInput>;
};

/** What applyEntitlementFacts did. */
export type ApplyEntitlementFactsPayload = {
  /** The entitlements of the clones concerned, as they are now. */
  readonly entitlements: ReadonlyArray<Entitlement>;
  /** Why nothing was applied; empty on success. */
  readonly errors: ReadonlyArray<UserError>;
  /** One result for each fact, in order. */
  readonly results: ReadonlyArray<EntitlementFactResult>;
};

/** Place in the Arena. Owned by the Arena subgraph. */
export type ArenaStatus =
  /** Holds a slot. */
  | 'COMPETING'
  /** Holds no slot. */
  | 'NONE'
  /** Retired. */
  | 'RETIRED';

/** A set of assets. */
export type AssetBlock = {
  /** The block's id, unique among all blocks of its graph. A draft and a version may each have a block with this id. */
  readonly blockId: Scalars['ID']['output'];
  /** Symbols of the catalog. */
  readonly symbols: ReadonlyArray<Scalars['String']['output']>;
};

/** An asset block. */
export type AssetBlockInput = {
  /** 1 to 64 of A-Z, a-z, 0-9, _ and -. */
  readonly blockId: Scalars['ID']['input'];
  /** Symbols of the catalog: at most 200, of at most 100 characters each. */
  readonly symbols: ReadonlyArray<Scalars['String']['input']>;
};

/** An asset that a strategy can use. */
export type AssetDefinition = {
  /** Name to display. */
  readonly displayName: Scalars['String']['output'];
  /** The symbol that an asset block names. */
  readonly symbol: Scalars['String']['output'];
};

/** One change of a clone, without any content. */
export type AuditEvent = {
  /** What was done, such as `strategy.published`. */
  readonly action: Scalars['String']['output'];
  /** The actor's id; null if the reader may only know the kind. */
  readonly actor: Maybe<Scalars['String']['output']>;
  /** Who did it, by kind. */
  readonly actorKind: ActorKind;
  /** When. */
  readonly at: Scalars['DateTime']['output'];
  /** Names of changed fields, revisions, limits; never content. Large details count towards the 32 MiB of content that a request may read. */
  readonly details: Scalars['JSONObject']['output'];
  /** The event's id. */
  readonly id: Scalars['ID']['output'];
  /** 1, 2, 3 … for each clone, without gaps. */
  readonly sequence: Scalars['Int']['output'];
};

/** A page of audit events. */
export type AuditEventConnection = {
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<AuditEventEdge>;
  /** The items. */
  readonly nodes: ReadonlyArray<AuditEvent>;
  /** Where the page is in the list. */
  readonly pageInfo: PageInfo;
};

/** An audit event and its cursor. */
export type AuditEventEdge = {
  /** Pass it as `after` to continue after this item. */
  readonly cursor: Scalars['String']['output'];
  /** The event. */
  readonly node: AuditEvent;
};

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

/** What a clone may use without any grant. */
export type BaseEntitlement = {
  /** Distinct symbols. */
  readonly maxAssets: Scalars['Int']['output'];
  /** Data stream blocks. */
  readonly maxDataStreams: Scalars['Int']['output'];
  /** Code points of a prompt. */
  readonly maxPromptCharacters: Scalars['Int']['output'];
  /** The strongest tier. */
  readonly modelTier: ModelTier;
};

/** A directed connection between two blocks. */
export type BlockConnection = {
  /** The id of the block that it comes from. */
  readonly from: Scalars['ID']['output'];
  /** The id of the block that it leads to. */
  readonly to: Scalars['ID']['output'];
};

/** A connection. */
export type BlockConnectionInput = {
  /** The id of the block that it comes from. */
  readonly from: Scalars['ID']['input'];
  /** The id of the block that it leads to. */
  readonly to: Scalars['ID']['input'];
};

/** A capability that a creator may show. Grows: handle values you don't know. */
export type CapabilityKind =
  /** How many distinct assets the clone may use. */
  | 'ASSET_CAPACITY'
  /** How many data streams the clone may use. */
  | 'DATA_STREAM_CAPACITY'
  /** The selected model. Showing it also makes `Clone.model` public. */
  | 'MODEL'
  /** Only the tier of the selected model. */
  | 'MODEL_TIER';

/** One capability that the creator chose to show. */
export type CapabilitySignal = {
  /** The number: for the capacities, from the effective entitlement. */
  readonly capacity: Maybe<Scalars['Int']['output']>;
  /** Which capability. */
  readonly kind: CapabilityKind;
  /** Text to display, in English. */
  readonly label: Scalars['String']['output'];
  /** The tier: for MODEL and MODEL_TIER. */
  readonly modelTier: Maybe<ModelTier>;
};

/** How something changed. */
export type ChangeKind =
  /** It is new. */
  | 'ADDED'
  /** It exists in both, and differs. */
  | 'CHANGED'
  /** It is gone. */
  | 'REMOVED';

/** What changed. Grows: handle values you don't know. */
export type ChangeSubject =
  /** An asset block. */
  | 'ASSET'
  /** A connection. */
  | 'CONNECTION'
  /** A data stream block. */
  | 'DATA_STREAM'
  /** The model. */
  | 'MODEL'
  /** A trading prompt block. */
  | 'TRADING_PROMPT';

/** What replaced a state of the draft. Grows: handle values you don't know. */
export type CheckpointReason =
  /** The draft was discarded. */
  | 'DISCARDED'
  /** A save. This state was the last one in its ten minutes of the clock: 14:00 to 14:10, 14:10 to 14:20 and so on. */
  | 'EDITED'
  /** A version was restored into the draft. */
  | 'RESTORED'
  /** The draft was put back to another checkpoint. */
  | 'REVERTED';

/** A clone: a product actor that owns a strategy. It is not a trading account: one clone can have many prop accounts over time. */
export type Clone = {
  /** False while the clone is SUSPENDED or ARCHIVED: creator mutations then answer CLONE_NOT_ACTIVE. For the owner and operators. */
  readonly acceptsChanges: Maybe<Scalars['Boolean']['output']>;
  /** What is live: the newest of `activations`; null when nothing was published. For the owner, services and operators. */
  readonly activation: Maybe<StrategyActivation>;
  /** Every publishing, every return to another version, every pause and resumption, newest first. For the owner, services and operators. */
  readonly activations: Maybe<StrategyActivationConnection>;
  /** The version that auditions and races use; null when nothing was published. For the owner, services and operators. */
  readonly activeStrategyVersion: Maybe<StrategyVersion>;
  /** The id of the version that auditions and races use; null when nothing was published. For the owner, services and operators. */
  readonly activeStrategyVersionId: Maybe<Scalars['ID']['output']>;
  /** Who changed what and when, newest first, without any content. For the owner and operators. */
  readonly auditTrail: Maybe<AuditEventConnection>;
  /** When the clone was created. */
  readonly createdAt: Maybe<Scalars['DateTime']['output']>;
  /** What this clone may use now. For the owner, services, operators, and callers with `entitlement:write`. */
  readonly entitlement: Maybe<Entitlement>;
  /** The clone's id. Opaque. */
  readonly id: Scalars['ID']['output'];
  /** Where the clone stands between set-up and retirement, from all lifecycle sources. */
  readonly lifecycle: Maybe<LifecycleSummary>;
  /** The selected model, which the next publish freezes; null when none is selected. For the owner, services and operators, and for everybody while the creator shows MODEL; to others null without an error. */
  readonly model: Maybe<SelectedModel>;
  /** The creator who owns this clone. Never changes. */
  readonly owner: Maybe<User>;
  /** What the public sees of this clone. */
  readonly publicProfile: Maybe<PublicProfile>;
  /** What the creator last saved, approved or not. For the owner and operators. */
  readonly publicProfileDraft: Maybe<PublicProfile>;
  /** Why publishStrategy would refuse the draft now, by codes alone; empty exactly when it would succeed. Reads the draft's content, as `strategyDraft` does. For the owner and operators. */
  readonly publishBlockers: Maybe<ReadonlyArray<PublishBlocker>>;
  /** Whether an audition or a race may start now, and the version to pin. For the owner, services and operators. */
  readonly readiness: Maybe<Readiness>;
  /** Internal status of the clone's row, not its lifecycle. For services and operators. */
  readonly status: Maybe<CloneStatus>;
  /** The strategy that the creator is editing. For the owner only. */
  readonly strategyDraft: Maybe<StrategyDraft>;
  /** The version that was active at an instant, by the `at` of `activations`; null when nothing was published by then. Paused or not: `activations` tells. For the owner, services and operators. */
  readonly strategyVersionAt: Maybe<StrategyVersion>;
  /** Every published version, newest first. For the owner, services and operators. */
  readonly strategyVersions: Maybe<StrategyVersionConnection>;
  /** When something that the public can see last changed, set-up steps included. Saving a strategy draft doesn't change it. */
  readonly updatedAt: Maybe<Scalars['DateTime']['output']>;
};


/** A clone: a product actor that owns a strategy. It is not a trading account: one clone can have many prop accounts over time. */
export type CloneActivationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A clone: a product actor that owns a strategy. It is not a trading account: one clone can have many prop accounts over time. */
export type CloneAuditTrailArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A clone: a product actor that owns a strategy. It is not a trading account: one clone can have many prop accounts over time. */
export type CloneStrategyVersionAtArgs = {
  at: Scalars['DateTime']['input'];
};


/** A clone: a product actor that owns a strategy. It is not a trading account: one clone can have many prop accounts over time. */
export type CloneStrategyVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of clones. */
export type CloneConnection = {
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<CloneEdge>;
  /** The items. */
  readonly nodes: ReadonlyArray<Clone>;
  /** Where the page is in the list. */
  readonly pageInfo: PageInfo;
};

/** A clone and its cursor. */
export type CloneEdge = {
  /** Pass it as `after` to continue after this item. */
  readonly cursor: Scalars['String']['output'];
  /** The clone. */
  readonly node: Clone;
};

/** That something happened. What holds now is beside it: the clone as it is when this is read, so never older than the event. */
export type CloneEvent = {
  /** When. */
  readonly at: Scalars['DateTime']['output'];
  /** The clone as it is now, with what the caller may read of it. */
  readonly clone: Maybe<Clone>;
  /** The clone's id. */
  readonly cloneId: Scalars['ID']['output'];
  /** The event's id, the same each time it is read. */
  readonly id: Scalars['ID']['output'];
  /** What happened. */
  readonly kind: CloneEventKind;
  /** Grows within a clone. What is no event leaves holes. */
  readonly sequence: Scalars['Int']['output'];
  /** The version that was published or activated; null for other kinds. */
  readonly strategyVersion: Maybe<StrategyVersion>;
};

/** A part of the log of events. */
export type CloneEventConnection = {
  /** Send it as `after` next time, also when nothing came. */
  readonly continueFrom: Scalars['String']['output'];
  /** Whether there is more to read now. */
  readonly hasMore: Scalars['Boolean']['output'];
  /** The events, oldest first. There may be fewer than `first`, or none, although more follow: see `hasMore`. */
  readonly nodes: ReadonlyArray<CloneEvent>;
  /** True while events wait for a transaction that began before them and is still under way: they come later. */
  readonly pending: Scalars['Boolean']['output'];
};

/** What happened to a clone. Grows: skip what you don't know. */
export type CloneEventKind =
  /** The clone was created. */
  | 'CREATED'
  /** Facts about grants were applied, or a grant began, ended or was revoked at its time. */
  | 'ENTITLEMENT_CHANGED'
  /** The creator selected a model. */
  | 'MODEL_SELECTED'
  /** The creator paused the clone, or resumed it. */
  | 'PAUSE_CHANGED'
  /** A moderator approved or rejected the profile. */
  | 'PROFILE_MODERATED'
  /** The creator saved the profile, shown capabilities included. */
  | 'PROFILE_UPDATED'
  /** An operator changed the row status. */
  | 'STATUS_CHANGED'
  /** The creator went back to a published version. */
  | 'STRATEGY_ACTIVATED'
  /** A version was published, and with that became the active one. */
  | 'STRATEGY_PUBLISHED';

/** Internal status of a clone's row. The lifecycle doesn't depend on it. */
export type CloneStatus =
  /** Accepts changes. */
  | 'ACTIVE'
  /** Kept as career history; accepts no changes. */
  | 'ARCHIVED'
  /** An operator stopped changes and hid the moderated content. */
  | 'SUSPENDED';

/** What to create. Null is the same as left out. Text is checked as in UpdatePublicProfileInput. */
export type CreateCloneInput = {
  /** Up to 2,000 characters. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 128 printable ASCII characters. The same key with the same input gives the same clone, however much later; with another input it is IDEMPOTENCY_KEY_REUSED. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** https, a host name without port or credentials, from an allowed host. */
  readonly imageUrl?: InputMaybe<Scalars['URL']['input']>;
  /** A model of the catalog that the base entitlement allows. */
  readonly modelId?: InputMaybe<Scalars['ID']['input']>;
  /** 1 to 60 characters after trimming. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
};

/** What createClone did. */
export type CreateClonePayload = {
  /** The clone; null beside errors. */
  readonly clone: Maybe<Clone>;
  /** True only in the answer of the call that created it. */
  readonly created: Scalars['Boolean']['output'];
  /** Why nothing happened; empty on success. */
  readonly errors: ReadonlyArray<UserError>;
};

/** A stream of market or other data. */
export type DataStreamBlock = {
  /** The block's id, unique among all blocks of its graph. A draft and a version may each have a block with this id. */
  readonly blockId: Scalars['ID']['output'];
  /** One of the stream's intervals; null for a stream without any. */
  readonly interval: Maybe<Scalars['String']['output']>;
  /** Parameters as the stream's JSON Schema describes them. */
  readonly parameters: Maybe<Scalars['JSONObject']['output']>;
  /** A stream's key in the catalog. */
  readonly stream: Scalars['String']['output'];
};

/** A data stream block. */
export type DataStreamBlockInput = {
  /** 1 to 64 of A-Z, a-z, 0-9, _ and -. */
  readonly blockId: Scalars['ID']['input'];
  /** One of the stream's intervals, at most 100 characters. */
  readonly interval?: InputMaybe<Scalars['String']['input']>;
  /** Parameters of the stream: at most 4,096 characters of JSON, 5 levels deep. */
  readonly parameters?: InputMaybe<Scalars['JSONObject']['input']>;
  /** A stream's key in the catalog, at most 100 characters. */
  readonly stream: Scalars['String']['input'];
};

/** Which draft to discard. */
export type DiscardStrategyDraftInput = {
  /** One of the caller's clones. */
  readonly cloneId: Scalars['ID']['input'];
  /** The draft's current revision. */
  readonly expectedRevision: Scalars['Int']['input'];
};

/** What one clone may use: the catalog's base plus the grants in force. */
export type Entitlement = {
  /** When this was judged. */
  readonly asOf: Scalars['DateTime']['output'];
  /** When the next grant begins, ends or is revoked, by what is known at `asOf`: read again then. New facts and another catalog may change it earlier. Null when nothing lies ahead. */
  readonly changesAt: Maybe<Scalars['DateTime']['output']>;
  /** The clone's id. */
  readonly cloneId: Scalars['ID']['output'];
  /** Every grant that is in force or will be, and the 100 that ended last; by `effectiveAt`. */
  readonly grants: ReadonlyArray<EntitlementGrant>;
  /** How many distinct symbols a strategy may have in all asset blocks together. */
  readonly maxAssets: Scalars['Int']['output'];
  /** How many data stream blocks a strategy may have. */
  readonly maxDataStreams: Scalars['Int']['output'];
  /** How long a prompt may be, in Unicode code points. */
  readonly maxPromptCharacters: Scalars['Int']['output'];
  /** The strongest tier that may be selected. */
  readonly modelTier: ModelTier;
  /** Where the active version or the selected model exceeds the entitlement now. */
  readonly violations: ReadonlyArray<EntitlementViolation>;
};

/** A grant, or the revocation of one. */
export type EntitlementFactInput = {
  /** Assets it adds, 0 to 1,000,000. */
  readonly assets?: InputMaybe<Scalars['Int']['input']>;
  /** The clone. */
  readonly cloneId: Scalars['ID']['input'];
  /** Data streams it adds, 0 to 1,000,000. A revocation ignores this and the five fields below. */
  readonly dataStreams?: InputMaybe<Scalars['Int']['input']>;
  /** From when it counts; left out: `occurredAt`. */
  readonly effectiveAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Until when it counts, after `effectiveAt`; left out: no end. */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** EconomyService's id of the grant, 1 to 128 characters. It belongs to one clone. */
  readonly grantId: Scalars['ID']['input'];
  /** Granted or revoked. */
  readonly kind: EntitlementFactKind;
  /** The tier it allows. */
  readonly modelTier?: InputMaybe<ModelTier>;
  /** When it happened. For a revocation: from when the grant no longer counts. */
  readonly occurredAt: Scalars['DateTime']['input'];
  /** Prompt characters it adds, 0 to 1,000,000. */
  readonly promptCharacters?: InputMaybe<Scalars['Int']['input']>;
};

/** What a fact says. */
export type EntitlementFactKind =
  /** A grant. */
  | 'GRANTED'
  /** The revocation of a grant, whether or not the grant is known yet. */
  | 'REVOKED';

/** What became of a fact. */
export type EntitlementFactOutcome =
  /** It is stored. */
  | 'APPLIED'
  /** It differs from what is stored under its grant, or the grant belongs to another clone. */
  | 'CONFLICT'
  /** It isn't allowed. */
  | 'INVALID'
  /** It is valid, but its batch had a bad one. */
  | 'NOT_APPLIED'
  /** It was already stored. */
  | 'UNCHANGED';

/** What became of one fact. */
export type EntitlementFactResult = {
  /** The fact's grant. */
  readonly grantId: Scalars['ID']['output'];
  /** The fact's index in the input, from 0. */
  readonly index: Scalars['Int']['output'];
  /** What became of it. */
  readonly outcome: EntitlementFactOutcome;
};

/** One grant, as EconomyService reported it. */
export type EntitlementGrant = {
  /** Assets it adds. */
  readonly assets: Scalars['Int']['output'];
  /** Data streams it adds. */
  readonly dataStreams: Scalars['Int']['output'];
  /** From when it counts. */
  readonly effectiveAt: Scalars['DateTime']['output'];
  /** Until when it counts; null when it has no end. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** EconomyService's id of the grant. */
  readonly grantId: Scalars['ID']['output'];
  /** Whether it counts now. */
  readonly inForce: Scalars['Boolean']['output'];
  /** The tier that it allows; null when it allows none. */
  readonly modelTier: Maybe<ModelTier>;
  /** Prompt characters it adds. */
  readonly promptCharacters: Scalars['Int']['output'];
  /** From when it is revoked, also in the future; null when it isn't. */
  readonly revokedAt: Maybe<Scalars['DateTime']['output']>;
};

/** What an entitlement limits. Grows: handle values you don't know. */
export type EntitlementLimit =
  /** Distinct symbols. */
  | 'ASSETS'
  /** Data stream blocks. */
  | 'DATA_STREAMS'
  /** The tier of the model. */
  | 'MODEL_TIER'
  /** Code points of the longest prompt. */
  | 'PROMPT_CHARACTERS';

/** Where a version or the selected model exceeds the entitlement. */
export type EntitlementViolation = {
  /** What is used; null for MODEL_TIER. */
  readonly actual: Maybe<Scalars['Int']['output']>;
  /** The tier that is used; only for MODEL_TIER. */
  readonly actualTier: Maybe<ModelTier>;
  /** What is allowed; null for MODEL_TIER. */
  readonly allowed: Maybe<Scalars['Int']['output']>;
  /** The tier that is allowed; only for MODEL_TIER. */
  readonly allowedTier: Maybe<ModelTier>;
  /** Which limit. */
  readonly limit: EntitlementLimit;
  /** The version; null for the selected model. */
  readonly strategyVersionId: Maybe<Scalars['ID']['output']>;
};

/** Whether an issue stops publishing. */
export type IssueSeverity =
  /** Stops publishing. */
  | 'ERROR'
  /** Worth knowing. */
  | 'WARNING';

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

/**
 * Where a clone stands between set-up and retirement. The Audition, Queue and Arena subgraphs each add their status and
 * details; this subgraph derives the state from the three statuses. Whatever isn't known is null: a state is never guessed.
 */
export type LifecycleSummary = {
  /** From the Arena subgraph. */
  readonly arenaStatus: Maybe<ArenaStatus>;
  /** From the Audition subgraph. */
  readonly auditionStatus: Maybe<AuditionStatus>;
  /** The clone. */
  readonly clone: Maybe<Clone>;
  /** The clone's id. */
  readonly cloneId: Scalars['ID']['output'];
  /** What the creator can do now; null unless the known facts decide it. */
  readonly nextAction: Maybe<LifecycleAction>;
  /** From the Queue subgraph. */
  readonly queueStatus: Maybe<QueueStatus>;
  /** Which set-up steps are done. */
  readonly setup: Maybe<SetupProgress>;
  /** Where the clone stands; null unless the known facts decide it. */
  readonly state: Maybe<LifecycleState>;
  /** Every source whose fact was unknown, even if the state was decided without it; [] when all were known. Null when the gateway couldn't ask this subgraph: read that as unknown too. */
  readonly unavailable: Maybe<ReadonlyArray<LifecycleSource>>;
};

/** A trading model that the catalog offers. */
export type Model = {
  /** Whether this catalog offers it. */
  readonly available: Scalars['Boolean']['output'];
  /** Name to display. */
  readonly displayName: Scalars['String']['output'];
  /** The model's id. Another version of the catalog may have another name, tier or availability for it. */
  readonly id: Scalars['ID']['output'];
  /** How strong it is. */
  readonly tier: ModelTier;
};

/** How strong a model is, weakest first. Grows: handle values you don't know. */
export type ModelTier =
  /** Stronger. */
  | 'ADVANCED'
  /** The strongest. */
  | 'FRONTIER'
  /** Included for everyone. */
  | 'STANDARD';

/** A moderation decision. */
export type ModeratePublicProfileInput = {
  /** The clone. */
  readonly cloneId: Scalars['ID']['input'];
  /** The decision. */
  readonly decision: ModerationDecision;
  /** The revision that was looked at. If it isn't current: REVISION_CONFLICT with the current profile. */
  readonly expectedRevision: Scalars['Int']['input'];
  /** Why, for the owner and operators: up to 500 characters; blank is null. The same decision again doesn't change it. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** What moderatePublicProfile did. */
export type ModeratePublicProfilePayload = {
  /** The clone as it is now. */
  readonly clone: Maybe<Clone>;
  /** Why nothing happened; empty on success. */
  readonly errors: ReadonlyArray<UserError>;
};

/** A moderator's decision. */
export type ModerationDecision =
  /** The public may see it. */
  | 'APPROVE'
  /** The public may not see it. */
  | 'REJECT';

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

/** Moderation status of a profile's content. */
export type ModerationStatus =
  /** An operator approved it. */
  | 'APPROVED'
  /** Waits for an operator, or has not been decided on. */
  | 'PENDING'
  /** An operator rejected it. */
  | 'REJECTED';

/** Every mutation happens as a whole or not at all. Expected failures are in the payload's `errors`; an empty list means that it happened. */
export type Mutation = {
  /** Makes a published version of the clone the active one again. It keeps its id and number; the draft and a pause stay. Entitlement and profile are judged as for publishing. Activating what is active changes nothing and succeeds. For the owner. */
  readonly activateStrategyVersion: Maybe<ActivationPayload>;
  /** Applies grants and revocations from EconomyService: all of them or none. Needs `entitlement:write`. */
  readonly applyEntitlementFacts: Maybe<ApplyEntitlementFactsPayload>;
  /** Creates a clone that belongs to the caller. For users. */
  readonly createClone: Maybe<CreateClonePayload>;
  /** Resets the draft to the active version, or to an empty draft when nothing is published. What it replaces becomes a checkpoint. For the owner. */
  readonly discardStrategyDraft: Maybe<StrategyDraftPayload>;
  /** Approves or rejects the profile draft that was looked at. Needs `clone:moderate`. */
  readonly moderatePublicProfile: Maybe<ModeratePublicProfilePayload>;
  /** Freezes the current draft into an immutable version and makes it the active one. Without unpublished changes it makes none and gives the active version. For the owner. */
  readonly publishStrategy: Maybe<PublishStrategyPayload>;
  /** Copies a version of the same clone into the draft, graph and layout as a whole. Versions, the active one and the model stay as they are. What it replaces becomes a checkpoint. For the owner. */
  readonly restoreStrategyVersion: Maybe<StrategyDraftPayload>;
  /** Puts the draft back to a checkpoint, graph and layout as a whole. What it replaces becomes a checkpoint, so it can be undone. For the owner. */
  readonly revertStrategyDraft: Maybe<StrategyDraftPayload>;
  /** Saves the strategy draft as a whole. It may be incomplete. Saving what is already saved changes nothing and succeeds whatever the revision. A save that comes too late is merged if it brings its base. For the owner. */
  readonly saveStrategyDraft: Maybe<StrategyDraftPayload>;
  /** Selects the model that the next publish freezes. For the owner. */
  readonly selectModel: Maybe<SelectModelPayload>;
  /** Changes the internal row status. Needs `clone:admin`. */
  readonly setCloneStatus: Maybe<SetCloneStatusPayload>;
  /** Pauses the clone, so that no audition or race may start with it, or resumes it. What runs goes on. Pausing what is paused changes nothing and succeeds. For the owner. */
  readonly setPaused: Maybe<ActivationPayload>;
  /** Changes the profile draft. For the owner. */
  readonly updatePublicProfile: Maybe<UpdatePublicProfilePayload>;
};


/** Every mutation happens as a whole or not at all. Expected failures are in the payload's `errors`; an empty list means that it happened. */
export type MutationActivateStrategyVersionArgs = {
  input: ActivateStrategyVersionInput;
};


/** Every mutation happens as a whole or not at all. Expected failures are in the payload's `errors`; an empty list means that it happened. */
export type MutationApplyEntitlementFactsArgs = {
  input: ApplyEntitlementFactsInput;
};


/** Every mutation happens as a whole or not at all. Expected failures are in the payload's `errors`; an empty list means that it happened. */
export type MutationCreateCloneArgs = {
  input: CreateCloneInput;
};


/** Every mutation happens as a whole or not at all. Expected failures are in the payload's `errors`; an empty list means that it happened. */
export type MutationDiscardStrategyDraftArgs = {
  input: DiscardStrategyDraftInput;
};


/** Every mutation happens as a whole or not at all. Expected failures are in the payload's `errors`; an empty list means that it happened. */
export type MutationModeratePublicProfileArgs = {
  input: ModeratePublicProfileInput;
};


/** Every mutation happens as a whole or not at all. Expected failures are in the payload's `errors`; an empty list means that it happened. */
export type MutationPublishStrategyArgs = {
  input: PublishStrategyInput;
};


/** Every mutation happens as a whole or not at all. Expected failures are in the payload's `errors`; an empty list means that it happened. */
export type MutationRestoreStrategyVersionArgs = {
  input: RestoreStrategyVersionInput;
};


/** Every mutation happens as a whole or not at all. Expected failures are in the payload's `errors`; an empty list means that it happened. */
export type MutationRevertStrategyDraftArgs = {
  input: RevertStrategyDraftInput;
};


/** Every mutation happens as a whole or not at all. Expected failures are in the payload's `errors`; an empty list means that it happened. */
export type MutationSaveStrategyDraftArgs = {
  input: SaveStrategyDraftInput;
};


/** Every mutation happens as a whole or not at all. Expected failures are in the payload's `errors`; an empty list means that it happened. */
export type MutationSelectModelArgs = {
  input: SelectModelInput;
};


/** Every mutation happens as a whole or not at all. Expected failures are in the payload's `errors`; an empty list means that it happened. */
export type MutationSetCloneStatusArgs = {
  input: SetCloneStatusInput;
};


/** Every mutation happens as a whole or not at all. Expected failures are in the payload's `errors`; an empty list means that it happened. */
export type MutationSetPausedArgs = {
  input: SetPausedInput;
};


/** Every mutation happens as a whole or not at all. Expected failures are in the payload's `errors`; an empty list means that it happened. */
export type MutationUpdatePublicProfileArgs = {
  input: UpdatePublicProfileInput;
};

/** Blockers of `readiness` that operators can filter by: all but ENTITLEMENT_EXCEEDED, which comes and goes with time. */
export type OperatorBlocker =
  /** The clone is SUSPENDED or ARCHIVED. */
  | 'CLONE_NOT_ACTIVE'
  /** No model is selected. */
  | 'MODEL_NOT_SELECTED'
  /** Nothing was published. */
  | 'NO_PUBLISHED_STRATEGY'
  /** The creator paused the clone. */
  | 'PAUSED'
  /** The moderation gate asks for an approved profile, and there is none. No clone has it while the gate doesn't ask. */
  | 'PROFILE_NOT_APPROVED'
  /** The profile has no name. */
  | 'PROFILE_UNNAMED';

/** Conditions on clones. A clone must meet all that are given. */
export type OperatorCloneFilter = {
  /** Only clones with this blocker in their `readiness`. */
  readonly blocker?: InputMaybe<OperatorBlocker>;
  /** Only clones whose profile draft has this moderation status. */
  readonly moderationStatus?: InputMaybe<ModerationStatus>;
  /** Only clones of this user. */
  readonly ownerId?: InputMaybe<Scalars['ID']['input']>;
  /** Only clones whose saved or approved name matches, by the rules of `search` in `publicClones`. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Only clones whose set-up is complete, or only those whose isn't: `lifecycle { setup { complete } }`. */
  readonly setUp?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only clones in this row status. */
  readonly status?: InputMaybe<CloneStatus>;
};

/** Where a page is in its list, as in the Relay cursor connections specification. */
export type PageInfo = {
  /** The last item's cursor: pass it as `after` for the next page. Null when the page is empty. */
  readonly endCursor: Maybe<Scalars['String']['output']>;
  /** Whether there is more after this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether the page was asked for after a cursor. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** The first item's cursor; null when the page is empty. */
  readonly startCursor: Maybe<Scalars['String']['output']>;
};

/** What backers see of a clone. `Clone.publicProfile` is what the public sees now; `Clone.publicProfileDraft` is what the creator last saved. */
export type PublicProfile = {
  /** The capabilities that the creator chose to show, with their current values. One without a value (no model yet) is left out. */
  readonly capabilitySignals: ReadonlyArray<CapabilitySignal>;
  /** What the creator says about the clone, up to 2,000 characters. */
  readonly description: Maybe<Scalars['String']['output']>;
  /** An image's address: https, a host name without port or credentials. This service never fetches it. */
  readonly imageUrl: Maybe<Scalars['URL']['output']>;
  /** When the last moderation decision was made. For the owner and operators. */
  readonly moderatedAt: Maybe<Scalars['DateTime']['output']>;
  /** The reason given for the last moderation decision; null when none was given. For the owner and operators. */
  readonly moderationReason: Maybe<Scalars['String']['output']>;
  /** The moderation status of what is shown. */
  readonly moderationStatus: ModerationStatus;
  /** The clone's name, 1 to 60 characters; null when it has none or it is hidden. */
  readonly name: Maybe<Scalars['String']['output']>;
  /** 0 for the empty profile of a new clone. Each change of moderated content (name, description, image, shown assets and data sources) adds one. For the owner and operators. */
  readonly revision: Maybe<Scalars['Int']['output']>;
  /** Assets that the creator chose to show. Free text, never derived from the strategy. */
  readonly shownAssets: ReadonlyArray<Scalars['String']['output']>;
  /** The kinds of capability that the creator chose to show. For the owner and operators. */
  readonly shownCapabilities: Maybe<ReadonlyArray<CapabilityKind>>;
  /** Data sources that the creator chose to show. Free text, never derived from the strategy. */
  readonly shownDataSources: ReadonlyArray<Scalars['String']['output']>;
  /** When this profile was last saved. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Since when content waits for review; null when none waits. Further edits don't change it. For the owner and operators. */
  readonly waitingSince: Maybe<Scalars['DateTime']['output']>;
};

/** Why publishing would be refused, without any of the draft's content. */
export type PublishBlocker = {
  /** The code that publishStrategy would answer. */
  readonly code: UserErrorCode;
  /** The kinds of issue that prevent publishing the draft, each once; empty if the draft isn't the reason. */
  readonly issueCodes: ReadonlyArray<StrategyIssueCode>;
};

/** What to publish. */
export type PublishStrategyInput = {
  /** One of the caller's clones. */
  readonly cloneId: Scalars['ID']['input'];
  /** The revision of the draft that was looked at. */
  readonly expectedRevision: Scalars['Int']['input'];
  /** 1 to 128 printable ASCII characters. The same key with the same input gives the same version, however much later, and changes nothing; with another input it is IDEMPOTENCY_KEY_REUSED. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** A note for the version's history, up to 500 characters; blank is null. */
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

/** What publishStrategy did. */
export type PublishStrategyPayload = {
  /** The clone as it is now. */
  readonly clone: Maybe<Clone>;
  /** True only in the answer of the call that created it; false for a repeat, and for a draft without unpublished changes. */
  readonly created: Scalars['Boolean']['output'];
  /** Why nothing happened; empty on success. */
  readonly errors: ReadonlyArray<UserError>;
  /** The draft as it is now. */
  readonly strategyDraft: Maybe<StrategyDraft>;
  /** The version; null beside errors. */
  readonly strategyVersion: Maybe<StrategyVersion>;
  /** The draft's issues, if they prevented publishing. */
  readonly validation: Maybe<StrategyValidation>;
};

/** Reads. A field that the caller may not read is null with an error; no field above it is null. */
export type Query = {
  /** One clone by its id, or null when there is none. */
  readonly clone: Maybe<Clone>;
  /**
   * What happened to clones, oldest first: a log to read on from. From its beginning nothing is left out, a clone's events come
   * in their order, and none is ever added in front of a cursor that was given. Events are kept for ever. Needs `clone:read`,
   * `strategy:read` or `clone:admin`.
   */
  readonly cloneEvents: Maybe<CloneEventConnection>;
  /** Clones by their ids, one for each of `ids` in the same order, repeats included; null where there is none. */
  readonly clones: ReadonlyArray<Maybe<Clone>>;
  /** What needs an approved profile: the setting MODERATION_GATE. For operators. */
  readonly moderationGate: Maybe<ModerationGate>;
  /** Clones with a profile draft that waits for a moderator, longest waiting first. Needs `clone:moderate`. */
  readonly moderationQueue: Maybe<CloneConnection>;
  /** How many clones wait in `moderationQueue`; 10000 means that many or more. For operators. */
  readonly moderationQueueCount: Maybe<Scalars['Int']['output']>;
  /** The caller's own clones, newest first. For users: a service owns nothing, so its token is FORBIDDEN. */
  readonly myClones: Maybe<CloneConnection>;
  /** Every clone, newest first, for operators. Needs `clone:admin`. */
  readonly operatorClones: Maybe<CloneConnection>;
  /** The backers' directory, newest first: ACTIVE clones with a visible name and a published strategy. */
  readonly publicClones: CloneConnection;
  /** What a builder can offer: streams, assets, models, and what a clone may use without any grant. */
  readonly strategyCatalog: StrategyCatalog;
  /** One strategy version by its id, or null when there is none. Whoever has the id may read the version's public fields. */
  readonly strategyVersion: Maybe<StrategyVersion>;
  /** Strategy versions by their ids, one for each of `ids` in the same order, repeats included; null where there is none. */
  readonly strategyVersions: ReadonlyArray<Maybe<StrategyVersion>>;
  /** A dry run: the issues that publishing this graph would find, with the clone's model and entitlement. Saves nothing. For the owner. */
  readonly validateStrategy: Maybe<StrategyValidation>;
};


/** Reads. A field that the caller may not read is null with an error; no field above it is null. */
export type QueryCloneArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. A field that the caller may not read is null with an error; no field above it is null. */
export type QueryCloneEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  kinds?: InputMaybe<ReadonlyArray<CloneEventKind>>;
};


/** Reads. A field that the caller may not read is null with an error; no field above it is null. */
export type QueryClonesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/** Reads. A field that the caller may not read is null with an error; no field above it is null. */
export type QueryModerationQueueArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. A field that the caller may not read is null with an error; no field above it is null. */
export type QueryMyClonesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. A field that the caller may not read is null with an error; no field above it is null. */
export type QueryOperatorClonesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<OperatorCloneFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Reads. A field that the caller may not read is null with an error; no field above it is null. */
export type QueryPublicClonesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
};


/** Reads. A field that the caller may not read is null with an error; no field above it is null. */
export type QueryStrategyCatalogArgs = {
  version?: InputMaybe<Scalars['String']['input']>;
};


/** Reads. A field that the caller may not read is null with an error; no field above it is null. */
export type QueryStrategyVersionArgs = {
  id: Scalars['ID']['input'];
};


/** Reads. A field that the caller may not read is null with an error; no field above it is null. */
export type QueryStrategyVersionsArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


/** Reads. A field that the caller may not read is null with an error; no field above it is null. */
export type QueryValidateStrategyArgs = {
  cloneId: Scalars['ID']['input'];
  graph: StrategyGraphInput;
};

/** Place in the promotion queue. Owned by the Queue subgraph. */
export type QueueStatus =
  /** The place expired. */
  | 'EXPIRED'
  /** Not queued. */
  | 'NONE'
  /** Promoted to the Arena. */
  | 'PROMOTED'
  /** Waiting for an Arena slot. */
  | 'WAITING';

/** What a contest service checks before it starts or repeats an audition or a race, in one read. It doesn't depend on lifecycle facts. */
export type Readiness = {
  /** The `sequence` of the activation that was judged, ready or not. Store it beside the pinned version. Null when nothing was published. */
  readonly activation: Maybe<Scalars['Int']['output']>;
  /** When this was judged. */
  readonly asOf: Scalars['DateTime']['output'];
  /** Everything that prevents a start, in the order of the enum. */
  readonly blockers: ReadonlyArray<ReadinessBlocker>;
  /** True when there is no blocker. */
  readonly ready: Scalars['Boolean']['output'];
  /** The version to pin; null unless ready. */
  readonly strategyVersionId: Maybe<Scalars['ID']['output']>;
};

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

/** Which version to restore. */
export type RestoreStrategyVersionInput = {
  /** One of the caller's clones. */
  readonly cloneId: Scalars['ID']['input'];
  /** The draft's current revision. */
  readonly expectedRevision: Scalars['Int']['input'];
  /** A version of the same clone; another clone's is NOT_FOUND. */
  readonly versionId: Scalars['ID']['input'];
};

/** Which checkpoint to put the draft back to. */
export type RevertStrategyDraftInput = {
  /** One of the caller's clones. */
  readonly cloneId: Scalars['ID']['input'];
  /** The draft's current revision. */
  readonly expectedRevision: Scalars['Int']['input'];
  /** The `revision` of one of the draft's checkpoints; any other is NOT_FOUND. */
  readonly toRevision: Scalars['Int']['input'];
};

/** A whole draft. */
export type SaveStrategyDraftInput = {
  /** The draft that this one was made from, as this service gave it. With it, a save that comes too late is merged, block by block, with what was saved since; without it, it is refused. A save that isn't late needs none. */
  readonly base?: InputMaybe<StrategyDraftBaseInput>;
  /** One of the caller's clones. */
  readonly cloneId: Scalars['ID']['input'];
  /** The revision on which this draft is based. */
  readonly expectedRevision: Scalars['Int']['input'];
  /** The graph. It may be incomplete. Graph and layout together have at most 1,048,576 characters of JSON; more is INVALID_INPUT at `input`, `graph`. */
  readonly graph: StrategyGraphInput;
  /** The builder's layout: at most 65,536 characters of JSON, 16 levels deep. Left out: it stays; null removes it. */
  readonly layout?: InputMaybe<Scalars['JSONObject']['input']>;
};

/** Which model to select. */
export type SelectModelInput = {
  /** One of the caller's clones. */
  readonly cloneId: Scalars['ID']['input'];
  /** A model of the catalog that the clone's entitlement allows. */
  readonly modelId: Scalars['ID']['input'];
};

/** What selectModel did. */
export type SelectModelPayload = {
  /** The clone as it is now. */
  readonly clone: Maybe<Clone>;
  /** Why nothing happened; empty on success. */
  readonly errors: ReadonlyArray<UserError>;
};

/** The model that a clone has selected or that a version has frozen, named as it was then. */
export type SelectedModel = {
  /** Whether the catalog offers it now. */
  readonly available: Scalars['Boolean']['output'];
  /** Name to display. */
  readonly displayName: Scalars['String']['output'];
  /** The model's id in the catalog. */
  readonly modelId: Scalars['ID']['output'];
  /** How strong it is. */
  readonly tier: ModelTier;
};

/** A change of the row status. */
export type SetCloneStatusInput = {
  /** The clone. */
  readonly cloneId: Scalars['ID']['input'];
  /** Why: 1 to 500 characters, not blank. Only operators see it. */
  readonly reason: Scalars['String']['input'];
  /** The new status. ACTIVE and SUSPENDED can become each other or ARCHIVED; ARCHIVED can only become ACTIVE. */
  readonly status: CloneStatus;
};

/** What setCloneStatus did. */
export type SetCloneStatusPayload = {
  /** The clone as it is now. */
  readonly clone: Maybe<Clone>;
  /** Why nothing happened; empty on success. */
  readonly errors: ReadonlyArray<UserError>;
};

/** To pause or to resume. */
export type SetPausedInput = {
  /** One of the caller's clones. It has to have a published version. */
  readonly cloneId: Scalars['ID']['input'];
  /** The `sequence` of the activation that the creator looked at. Any but the newest is REVISION_CONFLICT; the payload has the newest. */
  readonly expectedActivation: Scalars['Int']['input'];
  /** True pauses, false resumes. */
  readonly paused: Scalars['Boolean']['input'];
  /** Why, up to 500 characters; blank is null. */
  readonly reason?: InputMaybe<Scalars['String']['input']>;
};

/** How far a clone's set-up has come. */
export type SetupProgress = {
  /** True when every step is done. */
  readonly complete: Scalars['Boolean']['output'];
  /** Every step that is needed, in the order of the enum. */
  readonly steps: ReadonlyArray<SetupStep>;
};

/** One set-up step. */
export type SetupStep = {
  /** Whether it is done. */
  readonly done: Scalars['Boolean']['output'];
  /** Which step. */
  readonly kind: SetupStepKind;
};

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

/**
 * A period in which one version was active, with the clone either paused or not. A clone's newest activation is what is live. Together
 * they are its history, without gaps or overlaps. None is ever changed or deleted; `until` is null until the next one begins.
 */
export type StrategyActivation = {
  /** Who began it, by kind. */
  readonly actorKind: ActorKind;
  /** When it began; never earlier than the one before. */
  readonly at: Scalars['DateTime']['output'];
  /** What began it. */
  readonly cause: ActivationCause;
  /** True: no audition or race may start in it. */
  readonly paused: Scalars['Boolean']['output'];
  /** Why, if the creator said so; null otherwise. For the owner and operators. */
  readonly reason: Maybe<Scalars['String']['output']>;
  /** 1, 2, 3 … for each clone, without gaps. Send that of the newest as `expectedActivation`. */
  readonly sequence: Scalars['Int']['output'];
  /** When the next one began, itself not included; null for the newest. */
  readonly until: Maybe<Scalars['DateTime']['output']>;
  /** The version that was active in it. */
  readonly version: StrategyVersion;
};

/** A page of activations. */
export type StrategyActivationConnection = {
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<StrategyActivationEdge>;
  /** The items. */
  readonly nodes: ReadonlyArray<StrategyActivation>;
  /** Where the page is in the list. */
  readonly pageInfo: PageInfo;
};

/** An activation and its cursor. */
export type StrategyActivationEdge = {
  /** Pass it as `after` to continue after this item. */
  readonly cursor: Scalars['String']['output'];
  /** The activation. */
  readonly node: StrategyActivation;
};

/** What a builder can offer. */
export type StrategyCatalog = {
  /** Assets. */
  readonly assets: ReadonlyArray<AssetDefinition>;
  /** What a clone may use without any grant. */
  readonly baseEntitlement: BaseEntitlement;
  /** Models. */
  readonly models: ReadonlyArray<Model>;
  /** Data streams. */
  readonly streams: ReadonlyArray<StreamDefinition>;
  /** A label and a fingerprint of everything else in the catalog, so it changes whenever the content does. A catalog that was read stays valid as long as this is the same. */
  readonly version: Scalars['String']['output'];
};

/** One difference between two strategies. */
export type StrategyChange = {
  /** The member of the canonical content after the change; null when it was removed. */
  readonly after: Maybe<Scalars['JSONObject']['output']>;
  /** The member of the canonical content before the change; null when it was added. */
  readonly before: Maybe<Scalars['JSONObject']['output']>;
  /** How it changed. */
  readonly kind: ChangeKind;
  /** What changed. */
  readonly subject: ChangeSubject;
  /** The block's id; `from->to` for a connection; `model` for the model. */
  readonly subjectId: Scalars['ID']['output'];
};

/**
 * An earlier state of a draft, to which revertStrategyDraft puts it back. Private to the owner, like the draft. `graph`, `layout` and
 * `changesToDraft` read its content, which counts towards what a request may read, as a draft's does. If it is dropped while it is being
 * read, that is SERVICE_UNAVAILABLE.
 */
export type StrategyCheckpoint = {
  /** What reverting to it would change in the draft. Layout and order don't count. */
  readonly changesToDraft: ReadonlyArray<StrategyChange>;
  /** The graph of that state. */
  readonly graph: StrategyGraph;
  /** The builder's layout of that state. */
  readonly layout: Maybe<Scalars['JSONObject']['output']>;
  /** What replaced it, and so why it was kept. */
  readonly reason: CheckpointReason;
  /** The revision that the draft had then. */
  readonly revision: Scalars['Int']['output'];
  /** When that state was saved. */
  readonly savedAt: Scalars['DateTime']['output'];
};

/** A page of a draft's earlier states. */
export type StrategyCheckpointConnection = {
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<StrategyCheckpointEdge>;
  /** The items. */
  readonly nodes: ReadonlyArray<StrategyCheckpoint>;
  /** Where the page is in the list. */
  readonly pageInfo: PageInfo;
};

/** A checkpoint and its cursor. */
export type StrategyCheckpointEdge = {
  /** Pass it as `after` to continue after this item. */
  readonly cursor: Scalars['String']['output'];
  /** The checkpoint. */
  readonly node: StrategyCheckpoint;
};

/** A block that both sides changed in different ways, or that one side changed or connected anew and the other removed. */
export type StrategyConflict = {
  /** The block in the base, a member of the canonical content; null if it isn't there. */
  readonly base: Maybe<Scalars['JSONObject']['output']>;
  /** The members in conflict, such as `prompt`; of a block with another `stream`, all that either side changed. Empty if only one side has the block. */
  readonly members: ReadonlyArray<Scalars['String']['output']>;
  /** The block in this save; null if it isn't there. */
  readonly mine: Maybe<Scalars['JSONObject']['output']>;
  /** The kind of block: never a connection, since these don't conflict. If each side made another kind of block by this id, there is a conflict for each kind. */
  readonly subject: ChangeSubject;
  /** The block's id. */
  readonly subjectId: Scalars['ID']['output'];
  /** The block as it is stored; null if it isn't there. */
  readonly theirs: Maybe<Scalars['JSONObject']['output']>;
};

/**
 * The mutable strategy that a creator edits. Private to the owner. All fields except `cloneId`, `revision` and `updatedAt` read its
 * content. One request may read 32 MiB of content of drafts and versions; beyond that, LIMIT_EXCEEDED: ask for fewer at once.
 */
export type StrategyDraft = {
  /** How blocks, connections and model differ from the active version, or from nothing when nothing was published. */
  readonly changesSinceActive: ReadonlyArray<StrategyChange>;
  /** Earlier states of the draft, newest first: one for each ten minutes of editing, and each that a discard, a restore or a revert replaced. The newest 50 are kept, of 8 MiB together at most. */
  readonly checkpoints: StrategyCheckpointConnection;
  /** The clone's id. */
  readonly cloneId: Scalars['ID']['output'];
  /** The graph, in the order in which the creator saved it. */
  readonly graph: StrategyGraph;
  /** Whether content or model differs from the active version's, publishable or not. Layout and order don't count. */
  readonly hasUnpublishedChanges: Scalars['Boolean']['output'];
  /** The builder's layout: positions, the visual Trading Clone Block. Never executed, never hashed. */
  readonly layout: Maybe<Scalars['JSONObject']['output']>;
  /** The errors that publishStrategy would answer now; empty exactly when it would succeed. */
  readonly publishBlockers: ReadonlyArray<UserError>;
  /** 0 for the empty draft of a new clone. Each change adds one; it never decreases. */
  readonly revision: Scalars['Int']['output'];
  /** When the draft last changed. */
  readonly updatedAt: Scalars['DateTime']['output'];
  /** Everything that prevents publishing the graph, and warnings. */
  readonly validation: StrategyValidation;
};


/**
 * The mutable strategy that a creator edits. Private to the owner. All fields except `cloneId`, `revision` and `updatedAt` read its
 * content. One request may read 32 MiB of content of drafts and versions; beyond that, LIMIT_EXCEEDED: ask for fewer at once.
 */
export type StrategyDraftCheckpointsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** What a draft was made from: at most 1,048,576 characters of JSON, or it is INVALID_INPUT at `input`, `base`. */
export type StrategyDraftBaseInput = {
  /** The graph. */
  readonly graph: StrategyGraphInput;
  /** The layout; left out or null when there was none. */
  readonly layout?: InputMaybe<Scalars['JSONObject']['input']>;
};

/** What a draft mutation did. */
export type StrategyDraftPayload = {
  /** The clone as it is now. */
  readonly clone: Maybe<Clone>;
  /** Why nothing happened; empty on success. */
  readonly errors: ReadonlyArray<UserError>;
  /** What a late save with a base came to. Null when nothing had to be merged, and when a graph names a block or a connection twice: such a save is REVISION_CONFLICT. */
  readonly merge: Maybe<StrategyMerge>;
  /** The draft as it is now. */
  readonly strategyDraft: Maybe<StrategyDraft>;
};

/** Data Stream Block -> Asset Block -> Trading Prompt Block. At most 50 blocks of a kind and 500 connections. */
export type StrategyGraph = {
  /** What the data is about. */
  readonly assets: ReadonlyArray<AssetBlock>;
  /** Data stream -> asset, and asset -> trading prompt. */
  readonly connections: ReadonlyArray<BlockConnection>;
  /** Where data comes from. */
  readonly dataStreams: ReadonlyArray<DataStreamBlock>;
  /** How to trade on it. */
  readonly tradingPrompts: ReadonlyArray<TradingPromptBlock>;
};

/** A strategy graph. At most 50 blocks of a kind and 500 connections; graph and layout together have at most 1,048,576 characters of JSON. */
export type StrategyGraphInput = {
  /** Asset blocks, at most 50. */
  readonly assets: ReadonlyArray<AssetBlockInput>;
  /** Connections, at most 500. */
  readonly connections: ReadonlyArray<BlockConnectionInput>;
  /** Data stream blocks, at most 50. */
  readonly dataStreams: ReadonlyArray<DataStreamBlockInput>;
  /** Trading prompt blocks, at most 50 (publishing needs exactly one). */
  readonly tradingPrompts: ReadonlyArray<TradingPromptBlockInput>;
};

/** One thing that is wrong with a graph. */
export type StrategyIssue = {
  /** The block to mark; for a connection, one of its ends that exists. Null when the issue isn't about a block. */
  readonly blockId: Maybe<Scalars['ID']['output']>;
  /** What kind of issue. */
  readonly code: StrategyIssueCode;
  /** A sentence for the creator: what is wrong and what to do. Never contains what the creator wrote. */
  readonly message: Scalars['String']['output'];
  /**
   * The place in the graph, as member names and indexes from 0, in the order in which the blocks were sent: a list such as
   * ["dataStreams"], a block such as ["assets", "1"], or one of its members such as ["assets", "0", "symbols", "2"],
   * ["dataStreams", "0", "parameters", "lookback"] or ["connections", "3", "to"]. ["model"] is the clone's model; an empty path is the
   * graph as a whole.
   */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
  /** Whether it stops publishing. */
  readonly severity: IssueSeverity;
};

/** What can be wrong with a graph. Grows: handle values you don't know. */
export type StrategyIssueCode =
  /** A symbol occurs twice in one block. At the later one. */
  | 'DUPLICATE_ASSET'
  /** Two blocks, of whatever kinds, have the same id. At the later block's `blockId`. */
  | 'DUPLICATE_BLOCK_ID'
  /** The same connection occurs twice. At the later one. */
  | 'DUPLICATE_CONNECTION'
  /** An asset block has no symbol. At its `symbols`. */
  | 'EMPTY_ASSET_BLOCK'
  /** There are no blocks. The path is empty. */
  | 'EMPTY_GRAPH'
  /** The trading prompt is blank. At its `prompt`. */
  | 'EMPTY_PROMPT'
  /** The graph or the model exceeds the clone's entitlement. At `dataStreams`, `assets`, the longest prompt, or `model`. */
  | 'ENTITLEMENT_EXCEEDED'
  /** A connection goes neither from a data stream to an asset block nor from an asset block to a trading prompt. At the connection. */
  | 'INVALID_CONNECTION'
  /** A parameter doesn't fit the stream's JSON Schema. One issue each, at `parameters` or at the member inside it that the schema names. */
  | 'INVALID_PARAMETERS'
  /** There is no asset block. At `assets`. */
  | 'MISSING_ASSET_BLOCK'
  /** There is no data stream. At `dataStreams`. */
  | 'MISSING_DATA_STREAM'
  /** No model is selected. At `model`. */
  | 'MISSING_MODEL'
  /** There is no trading prompt. At `tradingPrompts`. */
  | 'MISSING_TRADING_PROMPT'
  /** There is more than one trading prompt. At each except the first. */
  | 'MULTIPLE_TRADING_PROMPTS'
  /** A block is on no path from a data stream to the trading prompt. At the block. */
  | 'UNCONNECTED_BLOCK'
  /** The catalog doesn't have this asset. At the symbol. */
  | 'UNKNOWN_ASSET'
  /** A connection names a block that doesn't exist. At its `from` or `to`. */
  | 'UNKNOWN_BLOCK'
  /** The stream doesn't have this interval, needs one, or takes none. At the block's `interval`. */
  | 'UNKNOWN_INTERVAL'
  /** The catalog doesn't offer the selected model. At `model`. */
  | 'UNKNOWN_MODEL'
  /** The catalog doesn't have this stream. At the block's `stream`. */
  | 'UNKNOWN_STREAM';

/** A late save, merged with what had been saved since its base. Without conflicts the merged draft was stored, unless the payload has errors; with one, nothing was. */
export type StrategyMerge = {
  /** Where both changed the same thing in different ways, in the order of the changes. If there is one, the save is REVISION_CONFLICT. */
  readonly conflicts: ReadonlyArray<StrategyConflict>;
  /** The merged graph; beside conflicts, the stored one. */
  readonly graph: StrategyGraph;
  /** What this save changes in the base. */
  readonly mine: ReadonlyArray<StrategyChange>;
  /** What had been changed since the base. When a save that was stored is sent again, its own changes are among them. */
  readonly theirs: ReadonlyArray<StrategyChange>;
};

/** What validating a graph found. */
export type StrategyValidation = {
  /** All issues, in a stable order: at most 20 for a block and 200 in all. */
  readonly issues: ReadonlyArray<StrategyIssue>;
  /** True when there is no issue of severity ERROR. */
  readonly publishable: Scalars['Boolean']['output'];
};

/**
 * An immutable snapshot of a strategy that runtime systems reference. It is never changed and never deleted. `graph`, `layout` and
 * `changesSince` read its content. One request may read 32 MiB of content of drafts and versions; beyond that, LIMIT_EXCEEDED: ask for
 * fewer at once.
 */
export type StrategyVersion = {
  /** The version of the catalog with which it was validated. For the owner, services and operators. */
  readonly catalogVersion: Maybe<Scalars['String']['output']>;
  /** How it differs from another version of the same clone; null when there is no such version. For the owner and services with `strategy:read`. */
  readonly changesSince: Maybe<ReadonlyArray<StrategyChange>>;
  /** The clone it belongs to. */
  readonly clone: Maybe<Clone>;
  /** The id of the clone it belongs to. */
  readonly cloneId: Maybe<Scalars['ID']['output']>;
  /** SHA-256 of the canonical content, in lower-case hex. For the owner and services. */
  readonly contentHash: Maybe<Scalars['String']['output']>;
  /** The format of the canonical content; 1 today. For the owner and services. */
  readonly contentSchema: Maybe<Scalars['Int']['output']>;
  /** Where this version exceeds the clone's entitlement now. For the owner and services. */
  readonly entitlementViolations: Maybe<ReadonlyArray<EntitlementViolation>>;
  /** The frozen graph in canonical order. For the owner and services with `strategy:read`. */
  readonly graph: Maybe<StrategyGraph>;
  /** The version's id. Whoever has it may read `cloneId`, `clone`, `number`, `isActive` and `publishedAt`. */
  readonly id: Scalars['ID']['output'];
  /** Whether auditions and races use this version now. */
  readonly isActive: Maybe<Scalars['Boolean']['output']>;
  /** The builder's layout when it was published. For the owner only. */
  readonly layout: Maybe<Scalars['JSONObject']['output']>;
  /** The model as it was when published, even if the catalog has dropped it since. For the owner, services and operators. */
  readonly model: Maybe<SelectedModel>;
  /** What the creator noted when publishing. For the owner and operators. */
  readonly note: Maybe<Scalars['String']['output']>;
  /** 1, 2, 3 … for each clone, without gaps. */
  readonly number: Maybe<Scalars['Int']['output']>;
  /** When it was published. */
  readonly publishedAt: Maybe<Scalars['DateTime']['output']>;
  /** The id of the user who published it. For the owner and operators. */
  readonly publishedBy: Maybe<Scalars['ID']['output']>;
};


/**
 * An immutable snapshot of a strategy that runtime systems reference. It is never changed and never deleted. `graph`, `layout` and
 * `changesSince` read its content. One request may read 32 MiB of content of drafts and versions; beyond that, LIMIT_EXCEEDED: ask for
 * fewer at once.
 */
export type StrategyVersionChangesSinceArgs = {
  number?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of strategy versions. */
export type StrategyVersionConnection = {
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<StrategyVersionEdge>;
  /** The items. */
  readonly nodes: ReadonlyArray<StrategyVersion>;
  /** Where the page is in the list. */
  readonly pageInfo: PageInfo;
};

/** A strategy version and its cursor. */
export type StrategyVersionEdge = {
  /** Pass it as `after` to continue after this item. */
  readonly cursor: Scalars['String']['output'];
  /** The version. */
  readonly node: StrategyVersion;
};

/** A data stream that a strategy can use. */
export type StreamDefinition = {
  /** What the stream contains, for the creator who chooses it. */
  readonly description: Scalars['String']['output'];
  /** Name to display. */
  readonly displayName: Scalars['String']['output'];
  /** The intervals, of which a block needs one; empty for a stream without any. */
  readonly intervals: ReadonlyArray<Scalars['String']['output']>;
  /** The key that a data stream block names. */
  readonly key: Scalars['String']['output'];
  /**
   * JSON Schema (2020-12) of the block's parameters; null for a stream that takes none. It refers to nothing outside itself. A
   * `default` says what the stream uses when a parameter is left out; it is never filled in.
   */
  readonly parametersSchema: Maybe<Scalars['JSONObject']['output']>;
};

/** The creator's instructions to the trading model. */
export type TradingPromptBlock = {
  /** The block's id, unique among all blocks of its graph. A draft and a version may each have a block with this id. */
  readonly blockId: Scalars['ID']['output'];
  /** The prompt, kept code point for code point. */
  readonly prompt: Scalars['String']['output'];
};

/** A trading prompt block. */
export type TradingPromptBlockInput = {
  /** 1 to 64 of A-Z, a-z, 0-9, _ and -. */
  readonly blockId: Scalars['ID']['input'];
  /** At most 100,000 characters, kept code point for code point. */
  readonly prompt: Scalars['String']['input'];
};

/**
 * Changes to a profile. A field left out stays; null clears it (a list: empties it). Invisible characters are INVALID_INPUT: control
 * characters, and those that Unicode calls default-ignorable, unless an emoji or a script needs them. One that merely has no effect,
 * such as a selector after an emoji, is removed.
 */
export type UpdatePublicProfileInput = {
  /** One of the caller's clones. */
  readonly cloneId: Scalars['ID']['input'];
  /** Up to 2,000 characters; blank is null. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** The revision on which this change is based; left out: no check. */
  readonly expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** https, a host name without port or credentials, from an allowed host. */
  readonly imageUrl?: InputMaybe<Scalars['URL']['input']>;
  /** 1 to 60 characters after trimming. A clone with a published version can't clear its name. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Up to 50 texts of 1 to 100 characters. */
  readonly shownAssets?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Which capabilities to show. */
  readonly shownCapabilities?: InputMaybe<ReadonlyArray<CapabilityKind>>;
  /** Up to 50 texts of 1 to 100 characters. */
  readonly shownDataSources?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** What updatePublicProfile did. */
export type UpdatePublicProfilePayload = {
  /** The clone as it is now. */
  readonly clone: Maybe<Clone>;
  /** Why nothing happened; empty on success. */
  readonly errors: ReadonlyArray<UserError>;
};

/** A user, owned by UserService. This subgraph adds the user's clones. */
export type User = {
  /** The user's clones, newest first. The user, services and operators see all of them; others see those that `publicClones` would list. */
  readonly clones: Maybe<CloneConnection>;
  /** The user's id, as in the `sub` of their token. */
  readonly id: Scalars['ID']['output'];
};


/** A user, owned by UserService. This subgraph adds the user's clones. */
export type UserClonesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** An expected failure. The payload's other fields have the current state. */
export type UserError = {
  /** What kind of failure. */
  readonly code: UserErrorCode;
  /** What is wrong and what is allowed. Never contains what was sent. */
  readonly message: Scalars['String']['output'];
  /** The place in the arguments, as member names and indexes, starting with "input". */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
};

/** Why a mutation did nothing. Grows: handle values you don't know. */
export type UserErrorCode =
  /** The clone is suspended or archived. */
  | 'CLONE_NOT_ACTIVE'
  /** This exceeds the clone's entitlement. */
  | 'ENTITLEMENT_EXCEEDED'
  /** Another fact is stored under this grant id. */
  | 'GRANT_CONFLICT'
  /** The idempotency key was used before, with another input. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** A value isn't allowed. */
  | 'INVALID_INPUT'
  /** The owner may have no more clones. */
  | 'LIMIT_REACHED'
  /** The profile has to be approved first. */
  | 'MODERATION_REQUIRED'
  /** There is nothing with this id. */
  | 'NOT_FOUND'
  /** The draft, the profile or the activation changed since it was read; the payload shows it as it is now. */
  | 'REVISION_CONFLICT'
  /** The draft can't be published; `validation` says why. */
  | 'STRATEGY_INVALID';

export type Link__Purpose =
  | 'EXECUTION'
  | 'SECURITY';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Clone: Clone;
  LifecycleSummary: LifecycleSummary;
  StrategyVersion: StrategyVersion;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Clone:
    ( { __typename: 'Clone' }
    & GraphQLRecursivePick<FederationTypes['Clone'], {"id":true}> );
  LifecycleSummary:
    ( { __typename: 'LifecycleSummary' }
    & GraphQLRecursivePick<FederationTypes['LifecycleSummary'], {"cloneId":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['LifecycleSummary'], {"auditionStatus":true,"queueStatus":true,"arenaStatus":true}>
        | GraphQLRecursivePick<FederationTypes['LifecycleSummary'], {"auditionStatus":true,"queueStatus":true,"arenaStatus":true}>
        | GraphQLRecursivePick<FederationTypes['LifecycleSummary'], {"auditionStatus":true,"queueStatus":true,"arenaStatus":true}>
        | GraphQLRecursivePick<FederationTypes['LifecycleSummary'], {"auditionStatus":true,"queueStatus":true,"arenaStatus":true}>
        | GraphQLRecursivePick<FederationTypes['LifecycleSummary'], {"auditionStatus":true,"queueStatus":true,"arenaStatus":true}>
        | GraphQLRecursivePick<FederationTypes['LifecycleSummary'], {"auditionStatus":true,"queueStatus":true,"arenaStatus":true}>
        | GraphQLRecursivePick<FederationTypes['LifecycleSummary'], {"auditionStatus":true,"queueStatus":true,"arenaStatus":true}> ) );
  StrategyVersion:
    ( { __typename: 'StrategyVersion' }
    & GraphQLRecursivePick<FederationTypes['StrategyVersion'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  ActivateStrategyVersionInput: ActivateStrategyVersionInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ActivationCause: ActivationCause;
  ActivationPayload: ResolverTypeWrapper<MovedPayload>;
  ActorKind: ActorKind;
  ApplyEntitlementFactsInput: ApplyEntitlementFactsInput;
  ApplyEntitlementFactsPayload: ResolverTypeWrapper<FactsPayload>;
  ArenaStatus: ArenaStatus;
  AssetBlock: ResolverTypeWrapper<AssetBlock>;
  AssetBlockInput: AssetBlockInput;
  AssetDefinition: ResolverTypeWrapper<AssetDefinition>;
  AuditEvent: ResolverTypeWrapper<TrailView>;
  AuditEventConnection: ResolverTypeWrapper<Omit<AuditEventConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['AuditEventEdge']>, nodes: ReadonlyArray<ResolversTypes['AuditEvent']> }>;
  AuditEventEdge: ResolverTypeWrapper<Omit<AuditEventEdge, 'node'> & { node: ResolversTypes['AuditEvent'] }>;
  AuditionStatus: AuditionStatus;
  BaseEntitlement: ResolverTypeWrapper<BaseEntitlement>;
  BlockConnection: ResolverTypeWrapper<BlockConnection>;
  BlockConnectionInput: BlockConnectionInput;
  CapabilityKind: CapabilityKind;
  CapabilitySignal: ResolverTypeWrapper<CapabilitySignal>;
  ChangeKind: ChangeKind;
  ChangeSubject: ChangeSubject;
  CheckpointReason: CheckpointReason;
  Clone: ResolverTypeWrapper<CloneRecord>;
  CloneConnection: ResolverTypeWrapper<Omit<CloneConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['CloneEdge']>, nodes: ReadonlyArray<ResolversTypes['Clone']> }>;
  CloneEdge: ResolverTypeWrapper<Omit<CloneEdge, 'node'> & { node: ResolversTypes['Clone'] }>;
  CloneEvent: ResolverTypeWrapper<CloneEventView>;
  CloneEventConnection: ResolverTypeWrapper<Omit<CloneEventConnection, 'nodes'> & { nodes: ReadonlyArray<ResolversTypes['CloneEvent']> }>;
  CloneEventKind: CloneEventKind;
  CloneStatus: CloneStatus;
  CreateCloneInput: CreateCloneInput;
  CreateClonePayload: ResolverTypeWrapper<CreatedPayload>;
  DataStreamBlock: ResolverTypeWrapper<DataStreamBlock>;
  DataStreamBlockInput: DataStreamBlockInput;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DiscardStrategyDraftInput: DiscardStrategyDraftInput;
  Entitlement: ResolverTypeWrapper<ClonesEntitlement>;
  EntitlementFactInput: EntitlementFactInput;
  EntitlementFactKind: EntitlementFactKind;
  EntitlementFactOutcome: EntitlementFactOutcome;
  EntitlementFactResult: ResolverTypeWrapper<EntitlementFactResult>;
  EntitlementGrant: ResolverTypeWrapper<EntitlementGrant>;
  EntitlementLimit: EntitlementLimit;
  EntitlementViolation: ResolverTypeWrapper<EntitlementViolation>;
  IssueSeverity: IssueSeverity;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  LifecycleAction: LifecycleAction;
  LifecycleSource: LifecycleSource;
  LifecycleState: LifecycleState;
  LifecycleSummary: ResolverTypeWrapper<SummarySource>;
  Model: ResolverTypeWrapper<Model>;
  ModelTier: ModelTier;
  ModeratePublicProfileInput: ModeratePublicProfileInput;
  ModeratePublicProfilePayload: ResolverTypeWrapper<ClonePayload>;
  ModerationDecision: ModerationDecision;
  ModerationGate: ModerationGate;
  ModerationStatus: ModerationStatus;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OperatorBlocker: OperatorBlocker;
  OperatorCloneFilter: OperatorCloneFilter;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PublicProfile: ResolverTypeWrapper<ProfileView>;
  PublishBlocker: ResolverTypeWrapper<PublishBlocker>;
  PublishStrategyInput: PublishStrategyInput;
  PublishStrategyPayload: ResolverTypeWrapper<PublishPayload>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  QueueStatus: QueueStatus;
  Readiness: ResolverTypeWrapper<Readiness>;
  ReadinessBlocker: ReadinessBlocker;
  RestoreStrategyVersionInput: RestoreStrategyVersionInput;
  RevertStrategyDraftInput: RevertStrategyDraftInput;
  SaveStrategyDraftInput: SaveStrategyDraftInput;
  SelectModelInput: SelectModelInput;
  SelectModelPayload: ResolverTypeWrapper<ClonePayload>;
  SelectedModel: ResolverTypeWrapper<SelectedModel>;
  SetCloneStatusInput: SetCloneStatusInput;
  SetCloneStatusPayload: ResolverTypeWrapper<ClonePayload>;
  SetPausedInput: SetPausedInput;
  SetupProgress: ResolverTypeWrapper<SetupProgress>;
  SetupStep: ResolverTypeWrapper<SetupStep>;
  SetupStepKind: SetupStepKind;
  StrategyActivation: ResolverTypeWrapper<ActivationRecord>;
  StrategyActivationConnection: ResolverTypeWrapper<Omit<StrategyActivationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['StrategyActivationEdge']>, nodes: ReadonlyArray<ResolversTypes['StrategyActivation']> }>;
  StrategyActivationEdge: ResolverTypeWrapper<Omit<StrategyActivationEdge, 'node'> & { node: ResolversTypes['StrategyActivation'] }>;
  StrategyCatalog: ResolverTypeWrapper<StrategyCatalog>;
  StrategyChange: ResolverTypeWrapper<StrategyChange>;
  StrategyCheckpoint: ResolverTypeWrapper<Checkpoint>;
  StrategyCheckpointConnection: ResolverTypeWrapper<Omit<StrategyCheckpointConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['StrategyCheckpointEdge']>, nodes: ReadonlyArray<ResolversTypes['StrategyCheckpoint']> }>;
  StrategyCheckpointEdge: ResolverTypeWrapper<Omit<StrategyCheckpointEdge, 'node'> & { node: ResolversTypes['StrategyCheckpoint'] }>;
  StrategyConflict: ResolverTypeWrapper<StrategyConflict>;
  StrategyDraft: ResolverTypeWrapper<CloneDraft>;
  StrategyDraftBaseInput: StrategyDraftBaseInput;
  StrategyDraftPayload: ResolverTypeWrapper<DraftPayload>;
  StrategyGraph: ResolverTypeWrapper<StrategyGraph>;
  StrategyGraphInput: StrategyGraphInput;
  StrategyIssue: ResolverTypeWrapper<StrategyIssue>;
  StrategyIssueCode: StrategyIssueCode;
  StrategyMerge: ResolverTypeWrapper<DraftMerge>;
  StrategyValidation: ResolverTypeWrapper<StrategyValidation>;
  StrategyVersion: ResolverTypeWrapper<VersionRecord>;
  StrategyVersionConnection: ResolverTypeWrapper<Omit<StrategyVersionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['StrategyVersionEdge']>, nodes: ReadonlyArray<ResolversTypes['StrategyVersion']> }>;
  StrategyVersionEdge: ResolverTypeWrapper<Omit<StrategyVersionEdge, 'node'> & { node: ResolversTypes['StrategyVersion'] }>;
  StreamDefinition: ResolverTypeWrapper<StreamDefinition>;
  TradingPromptBlock: ResolverTypeWrapper<TradingPromptBlock>;
  TradingPromptBlockInput: TradingPromptBlockInput;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  UpdatePublicProfileInput: UpdatePublicProfileInput;
  UpdatePublicProfilePayload: ResolverTypeWrapper<ClonePayload>;
  User: ResolverTypeWrapper<UserReference>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  link__Import: ResolverTypeWrapper<Scalars['link__Import']['output']>;
  link__Purpose: Link__Purpose;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  ActivateStrategyVersionInput: ActivateStrategyVersionInput;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  ActivationPayload: MovedPayload;
  ApplyEntitlementFactsInput: ApplyEntitlementFactsInput;
  ApplyEntitlementFactsPayload: FactsPayload;
  AssetBlock: AssetBlock;
  AssetBlockInput: AssetBlockInput;
  AssetDefinition: AssetDefinition;
  AuditEvent: TrailView;
  AuditEventConnection: Omit<AuditEventConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['AuditEventEdge']>, nodes: ReadonlyArray<ResolversParentTypes['AuditEvent']> };
  AuditEventEdge: Omit<AuditEventEdge, 'node'> & { node: ResolversParentTypes['AuditEvent'] };
  BaseEntitlement: BaseEntitlement;
  BlockConnection: BlockConnection;
  BlockConnectionInput: BlockConnectionInput;
  CapabilitySignal: CapabilitySignal;
  Clone: CloneRecord;
  CloneConnection: Omit<CloneConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['CloneEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Clone']> };
  CloneEdge: Omit<CloneEdge, 'node'> & { node: ResolversParentTypes['Clone'] };
  CloneEvent: CloneEventView;
  CloneEventConnection: Omit<CloneEventConnection, 'nodes'> & { nodes: ReadonlyArray<ResolversParentTypes['CloneEvent']> };
  CreateCloneInput: CreateCloneInput;
  CreateClonePayload: CreatedPayload;
  DataStreamBlock: DataStreamBlock;
  DataStreamBlockInput: DataStreamBlockInput;
  DateTime: Scalars['DateTime']['output'];
  DiscardStrategyDraftInput: DiscardStrategyDraftInput;
  Entitlement: ClonesEntitlement;
  EntitlementFactInput: EntitlementFactInput;
  EntitlementFactResult: EntitlementFactResult;
  EntitlementGrant: EntitlementGrant;
  EntitlementViolation: EntitlementViolation;
  JSONObject: Scalars['JSONObject']['output'];
  LifecycleSummary: SummarySource;
  Model: Model;
  ModeratePublicProfileInput: ModeratePublicProfileInput;
  ModeratePublicProfilePayload: ClonePayload;
  Mutation: Record<PropertyKey, never>;
  OperatorCloneFilter: OperatorCloneFilter;
  PageInfo: PageInfo;
  PublicProfile: ProfileView;
  PublishBlocker: PublishBlocker;
  PublishStrategyInput: PublishStrategyInput;
  PublishStrategyPayload: PublishPayload;
  Query: Record<PropertyKey, never>;
  Readiness: Readiness;
  RestoreStrategyVersionInput: RestoreStrategyVersionInput;
  RevertStrategyDraftInput: RevertStrategyDraftInput;
  SaveStrategyDraftInput: SaveStrategyDraftInput;
  SelectModelInput: SelectModelInput;
  SelectModelPayload: ClonePayload;
  SelectedModel: SelectedModel;
  SetCloneStatusInput: SetCloneStatusInput;
  SetCloneStatusPayload: ClonePayload;
  SetPausedInput: SetPausedInput;
  SetupProgress: SetupProgress;
  SetupStep: SetupStep;
  StrategyActivation: ActivationRecord;
  StrategyActivationConnection: Omit<StrategyActivationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['StrategyActivationEdge']>, nodes: ReadonlyArray<ResolversParentTypes['StrategyActivation']> };
  StrategyActivationEdge: Omit<StrategyActivationEdge, 'node'> & { node: ResolversParentTypes['StrategyActivation'] };
  StrategyCatalog: StrategyCatalog;
  StrategyChange: StrategyChange;
  StrategyCheckpoint: Checkpoint;
  StrategyCheckpointConnection: Omit<StrategyCheckpointConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['StrategyCheckpointEdge']>, nodes: ReadonlyArray<ResolversParentTypes['StrategyCheckpoint']> };
  StrategyCheckpointEdge: Omit<StrategyCheckpointEdge, 'node'> & { node: ResolversParentTypes['StrategyCheckpoint'] };
  StrategyConflict: StrategyConflict;
  StrategyDraft: CloneDraft;
  StrategyDraftBaseInput: StrategyDraftBaseInput;
  StrategyDraftPayload: DraftPayload;
  StrategyGraph: StrategyGraph;
  StrategyGraphInput: StrategyGraphInput;
  StrategyIssue: StrategyIssue;
  StrategyMerge: DraftMerge;
  StrategyValidation: StrategyValidation;
  StrategyVersion: VersionRecord;
  StrategyVersionConnection: Omit<StrategyVersionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['StrategyVersionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['StrategyVersion']> };
  StrategyVersionEdge: Omit<StrategyVersionEdge, 'node'> & { node: ResolversParentTypes['StrategyVersion'] };
  StreamDefinition: StreamDefinition;
  TradingPromptBlock: TradingPromptBlock;
  TradingPromptBlockInput: TradingPromptBlockInput;
  URL: Scalars['URL']['output'];
  UpdatePublicProfileInput: UpdatePublicProfileInput;
  UpdatePublicProfilePayload: ClonePayload;
  User: UserReference;
  UserError: UserError;
  link__Import: Scalars['link__Import']['output'];
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type LinkDirectiveArgs = {
  as?: Maybe<Scalars['String']['input']>;
  for?: Maybe<Link__Purpose>;
  import?: Maybe<ReadonlyArray<Maybe<Scalars['link__Import']['input']>>>;
  url: Scalars['String']['input'];
};

export type LinkDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = LinkDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ShareableDirectiveArgs = { };

export type ShareableDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = ShareableDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type TagDirectiveArgs = {
  name: Scalars['String']['input'];
};

export type TagDirectiveResolver<Result, Parent, ContextType = RequestContext, Args = TagDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ActivationPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ActivationPayload'] = ResolversParentTypes['ActivationPayload']> = {
  activation?: Resolver<Maybe<ResolversTypes['StrategyActivation']>, ParentType, ContextType>;
  changed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  clone?: Resolver<Maybe<ResolversTypes['Clone']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ApplyEntitlementFactsPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ApplyEntitlementFactsPayload'] = ResolversParentTypes['ApplyEntitlementFactsPayload']> = {
  entitlements?: Resolver<ReadonlyArray<ResolversTypes['Entitlement']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  results?: Resolver<ReadonlyArray<ResolversTypes['EntitlementFactResult']>, ParentType, ContextType>;
};

export type AssetBlockResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AssetBlock'] = ResolversParentTypes['AssetBlock']> = {
  blockId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  symbols?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AssetDefinitionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AssetDefinition'] = ResolversParentTypes['AssetDefinition']> = {
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  symbol?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AuditEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AuditEvent'] = ResolversParentTypes['AuditEvent']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  actorKind?: Resolver<ResolversTypes['ActorKind'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  details?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AuditEventConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AuditEventConnection'] = ResolversParentTypes['AuditEventConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AuditEventEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AuditEvent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AuditEventEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['AuditEventEdge'] = ResolversParentTypes['AuditEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEvent'], ParentType, ContextType>;
};

export type BaseEntitlementResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BaseEntitlement'] = ResolversParentTypes['BaseEntitlement']> = {
  maxAssets?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  maxDataStreams?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  maxPromptCharacters?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  modelTier?: Resolver<ResolversTypes['ModelTier'], ParentType, ContextType>;
};

export type BlockConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['BlockConnection'] = ResolversParentTypes['BlockConnection']> = {
  from?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CapabilitySignalResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CapabilitySignal'] = ResolversParentTypes['CapabilitySignal']> = {
  capacity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CapabilityKind'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  modelTier?: Resolver<Maybe<ResolversTypes['ModelTier']>, ParentType, ContextType>;
};

export type CloneResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Clone'] = ResolversParentTypes['Clone'], FederationReferenceType extends FederationReferenceTypes['Clone'] = FederationReferenceTypes['Clone']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Clone']> | FederationReferenceType, FederationReferenceType, ContextType>;
  acceptsChanges?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  activation?: Resolver<Maybe<ResolversTypes['StrategyActivation']>, ParentType, ContextType>;
  activations?: Resolver<Maybe<ResolversTypes['StrategyActivationConnection']>, ParentType, ContextType, RequireFields<CloneActivationsArgs, 'first'>>;
  activeStrategyVersion?: Resolver<Maybe<ResolversTypes['StrategyVersion']>, ParentType, ContextType>;
  activeStrategyVersionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  auditTrail?: Resolver<Maybe<ResolversTypes['AuditEventConnection']>, ParentType, ContextType, RequireFields<CloneAuditTrailArgs, 'first'>>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  entitlement?: Resolver<Maybe<ResolversTypes['Entitlement']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lifecycle?: Resolver<Maybe<ResolversTypes['LifecycleSummary']>, ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['SelectedModel']>, ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  publicProfile?: Resolver<Maybe<ResolversTypes['PublicProfile']>, ParentType, ContextType>;
  publicProfileDraft?: Resolver<Maybe<ResolversTypes['PublicProfile']>, ParentType, ContextType>;
  publishBlockers?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PublishBlocker']>>, ParentType, ContextType>;
  readiness?: Resolver<Maybe<ResolversTypes['Readiness']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['CloneStatus']>, ParentType, ContextType>;
  strategyDraft?: Resolver<Maybe<ResolversTypes['StrategyDraft']>, ParentType, ContextType>;
  strategyVersionAt?: Resolver<Maybe<ResolversTypes['StrategyVersion']>, ParentType, ContextType, RequireFields<CloneStrategyVersionAtArgs, 'at'>>;
  strategyVersions?: Resolver<Maybe<ResolversTypes['StrategyVersionConnection']>, ParentType, ContextType, RequireFields<CloneStrategyVersionsArgs, 'first'>>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CloneConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CloneConnection'] = ResolversParentTypes['CloneConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CloneEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Clone']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type CloneEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CloneEdge'] = ResolversParentTypes['CloneEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Clone'], ParentType, ContextType>;
};

export type CloneEventResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CloneEvent'] = ResolversParentTypes['CloneEvent']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  clone?: Resolver<Maybe<ResolversTypes['Clone']>, ParentType, ContextType>;
  cloneId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CloneEventKind'], ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  strategyVersion?: Resolver<Maybe<ResolversTypes['StrategyVersion']>, ParentType, ContextType>;
};

export type CloneEventConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CloneEventConnection'] = ResolversParentTypes['CloneEventConnection']> = {
  continueFrom?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  hasMore?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['CloneEvent']>, ParentType, ContextType>;
  pending?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type CreateClonePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['CreateClonePayload'] = ResolversParentTypes['CreateClonePayload']> = {
  clone?: Resolver<Maybe<ResolversTypes['Clone']>, ParentType, ContextType>;
  created?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DataStreamBlockResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['DataStreamBlock'] = ResolversParentTypes['DataStreamBlock']> = {
  blockId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  interval?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  parameters?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  stream?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type EntitlementResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Entitlement'] = ResolversParentTypes['Entitlement']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  changesAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  cloneId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  grants?: Resolver<ReadonlyArray<ResolversTypes['EntitlementGrant']>, ParentType, ContextType>;
  maxAssets?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  maxDataStreams?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  maxPromptCharacters?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  modelTier?: Resolver<ResolversTypes['ModelTier'], ParentType, ContextType>;
  violations?: Resolver<ReadonlyArray<ResolversTypes['EntitlementViolation']>, ParentType, ContextType>;
};

export type EntitlementFactResultResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EntitlementFactResult'] = ResolversParentTypes['EntitlementFactResult']> = {
  grantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['EntitlementFactOutcome'], ParentType, ContextType>;
};

export type EntitlementGrantResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EntitlementGrant'] = ResolversParentTypes['EntitlementGrant']> = {
  assets?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dataStreams?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  effectiveAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  grantId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inForce?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  modelTier?: Resolver<Maybe<ResolversTypes['ModelTier']>, ParentType, ContextType>;
  promptCharacters?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type EntitlementViolationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EntitlementViolation'] = ResolversParentTypes['EntitlementViolation']> = {
  actual?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  actualTier?: Resolver<Maybe<ResolversTypes['ModelTier']>, ParentType, ContextType>;
  allowed?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  allowedTier?: Resolver<Maybe<ResolversTypes['ModelTier']>, ParentType, ContextType>;
  limit?: Resolver<ResolversTypes['EntitlementLimit'], ParentType, ContextType>;
  strategyVersionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export interface JsonObjectScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONObject'], any> {
  name: 'JSONObject';
}

export type LifecycleSummaryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['LifecycleSummary'] = ResolversParentTypes['LifecycleSummary'], FederationReferenceType extends FederationReferenceTypes['LifecycleSummary'] = FederationReferenceTypes['LifecycleSummary']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['LifecycleSummary']> | FederationReferenceType, FederationReferenceType, ContextType>;
  clone?: Resolver<Maybe<ResolversTypes['Clone']>, ParentType, ContextType>;
  cloneId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  nextAction?: Resolver<Maybe<ResolversTypes['LifecycleAction']>, ParentType, ContextType>;
  setup?: Resolver<Maybe<ResolversTypes['SetupProgress']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['LifecycleState']>, ParentType, ContextType>;
  unavailable?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LifecycleSource']>>, ParentType, ContextType>;
};

export type ModelResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Model'] = ResolversParentTypes['Model']> = {
  available?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tier?: Resolver<ResolversTypes['ModelTier'], ParentType, ContextType>;
};

export type ModeratePublicProfilePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ModeratePublicProfilePayload'] = ResolversParentTypes['ModeratePublicProfilePayload']> = {
  clone?: Resolver<Maybe<ResolversTypes['Clone']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  activateStrategyVersion?: Resolver<Maybe<ResolversTypes['ActivationPayload']>, ParentType, ContextType, RequireFields<MutationActivateStrategyVersionArgs, 'input'>>;
  applyEntitlementFacts?: Resolver<Maybe<ResolversTypes['ApplyEntitlementFactsPayload']>, ParentType, ContextType, RequireFields<MutationApplyEntitlementFactsArgs, 'input'>>;
  createClone?: Resolver<Maybe<ResolversTypes['CreateClonePayload']>, ParentType, ContextType, RequireFields<MutationCreateCloneArgs, 'input'>>;
  discardStrategyDraft?: Resolver<Maybe<ResolversTypes['StrategyDraftPayload']>, ParentType, ContextType, RequireFields<MutationDiscardStrategyDraftArgs, 'input'>>;
  moderatePublicProfile?: Resolver<Maybe<ResolversTypes['ModeratePublicProfilePayload']>, ParentType, ContextType, RequireFields<MutationModeratePublicProfileArgs, 'input'>>;
  publishStrategy?: Resolver<Maybe<ResolversTypes['PublishStrategyPayload']>, ParentType, ContextType, RequireFields<MutationPublishStrategyArgs, 'input'>>;
  restoreStrategyVersion?: Resolver<Maybe<ResolversTypes['StrategyDraftPayload']>, ParentType, ContextType, RequireFields<MutationRestoreStrategyVersionArgs, 'input'>>;
  revertStrategyDraft?: Resolver<Maybe<ResolversTypes['StrategyDraftPayload']>, ParentType, ContextType, RequireFields<MutationRevertStrategyDraftArgs, 'input'>>;
  saveStrategyDraft?: Resolver<Maybe<ResolversTypes['StrategyDraftPayload']>, ParentType, ContextType, RequireFields<MutationSaveStrategyDraftArgs, 'input'>>;
  selectModel?: Resolver<Maybe<ResolversTypes['SelectModelPayload']>, ParentType, ContextType, RequireFields<MutationSelectModelArgs, 'input'>>;
  setCloneStatus?: Resolver<Maybe<ResolversTypes['SetCloneStatusPayload']>, ParentType, ContextType, RequireFields<MutationSetCloneStatusArgs, 'input'>>;
  setPaused?: Resolver<Maybe<ResolversTypes['ActivationPayload']>, ParentType, ContextType, RequireFields<MutationSetPausedArgs, 'input'>>;
  updatePublicProfile?: Resolver<Maybe<ResolversTypes['UpdatePublicProfilePayload']>, ParentType, ContextType, RequireFields<MutationUpdatePublicProfileArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PublicProfileResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PublicProfile'] = ResolversParentTypes['PublicProfile']> = {
  capabilitySignals?: Resolver<ReadonlyArray<ResolversTypes['CapabilitySignal']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  imageUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  moderatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  moderationReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  moderationStatus?: Resolver<ResolversTypes['ModerationStatus'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  shownAssets?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  shownCapabilities?: Resolver<Maybe<ReadonlyArray<ResolversTypes['CapabilityKind']>>, ParentType, ContextType>;
  shownDataSources?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  waitingSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type PublishBlockerResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PublishBlocker'] = ResolversParentTypes['PublishBlocker']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  issueCodes?: Resolver<ReadonlyArray<ResolversTypes['StrategyIssueCode']>, ParentType, ContextType>;
};

export type PublishStrategyPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PublishStrategyPayload'] = ResolversParentTypes['PublishStrategyPayload']> = {
  clone?: Resolver<Maybe<ResolversTypes['Clone']>, ParentType, ContextType>;
  created?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  strategyDraft?: Resolver<Maybe<ResolversTypes['StrategyDraft']>, ParentType, ContextType>;
  strategyVersion?: Resolver<Maybe<ResolversTypes['StrategyVersion']>, ParentType, ContextType>;
  validation?: Resolver<Maybe<ResolversTypes['StrategyValidation']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  clone?: Resolver<Maybe<ResolversTypes['Clone']>, ParentType, ContextType, RequireFields<QueryCloneArgs, 'id'>>;
  cloneEvents?: Resolver<Maybe<ResolversTypes['CloneEventConnection']>, ParentType, ContextType, RequireFields<QueryCloneEventsArgs, 'first'>>;
  clones?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Clone']>>, ParentType, ContextType, RequireFields<QueryClonesArgs, 'ids'>>;
  moderationGate?: Resolver<Maybe<ResolversTypes['ModerationGate']>, ParentType, ContextType>;
  moderationQueue?: Resolver<Maybe<ResolversTypes['CloneConnection']>, ParentType, ContextType, RequireFields<QueryModerationQueueArgs, 'first'>>;
  moderationQueueCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  myClones?: Resolver<Maybe<ResolversTypes['CloneConnection']>, ParentType, ContextType, RequireFields<QueryMyClonesArgs, 'first'>>;
  operatorClones?: Resolver<Maybe<ResolversTypes['CloneConnection']>, ParentType, ContextType, RequireFields<QueryOperatorClonesArgs, 'first'>>;
  publicClones?: Resolver<ResolversTypes['CloneConnection'], ParentType, ContextType, RequireFields<QueryPublicClonesArgs, 'first'>>;
  strategyCatalog?: Resolver<ResolversTypes['StrategyCatalog'], ParentType, ContextType, Partial<QueryStrategyCatalogArgs>>;
  strategyVersion?: Resolver<Maybe<ResolversTypes['StrategyVersion']>, ParentType, ContextType, RequireFields<QueryStrategyVersionArgs, 'id'>>;
  strategyVersions?: Resolver<ReadonlyArray<Maybe<ResolversTypes['StrategyVersion']>>, ParentType, ContextType, RequireFields<QueryStrategyVersionsArgs, 'ids'>>;
  validateStrategy?: Resolver<Maybe<ResolversTypes['StrategyValidation']>, ParentType, ContextType, RequireFields<QueryValidateStrategyArgs, 'cloneId' | 'graph'>>;
};

export type ReadinessResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Readiness'] = ResolversParentTypes['Readiness']> = {
  activation?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  blockers?: Resolver<ReadonlyArray<ResolversTypes['ReadinessBlocker']>, ParentType, ContextType>;
  ready?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  strategyVersionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type SelectModelPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SelectModelPayload'] = ResolversParentTypes['SelectModelPayload']> = {
  clone?: Resolver<Maybe<ResolversTypes['Clone']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SelectedModelResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SelectedModel'] = ResolversParentTypes['SelectedModel']> = {
  available?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  modelId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  tier?: Resolver<ResolversTypes['ModelTier'], ParentType, ContextType>;
};

export type SetCloneStatusPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SetCloneStatusPayload'] = ResolversParentTypes['SetCloneStatusPayload']> = {
  clone?: Resolver<Maybe<ResolversTypes['Clone']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SetupProgressResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SetupProgress'] = ResolversParentTypes['SetupProgress']> = {
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  steps?: Resolver<ReadonlyArray<ResolversTypes['SetupStep']>, ParentType, ContextType>;
};

export type SetupStepResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['SetupStep'] = ResolversParentTypes['SetupStep']> = {
  done?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['SetupStepKind'], ParentType, ContextType>;
};

export type StrategyActivationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StrategyActivation'] = ResolversParentTypes['StrategyActivation']> = {
  actorKind?: Resolver<ResolversTypes['ActorKind'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cause?: Resolver<ResolversTypes['ActivationCause'], ParentType, ContextType>;
  paused?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['StrategyVersion'], ParentType, ContextType>;
};

export type StrategyActivationConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StrategyActivationConnection'] = ResolversParentTypes['StrategyActivationConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['StrategyActivationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['StrategyActivation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type StrategyActivationEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StrategyActivationEdge'] = ResolversParentTypes['StrategyActivationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StrategyActivation'], ParentType, ContextType>;
};

export type StrategyCatalogResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StrategyCatalog'] = ResolversParentTypes['StrategyCatalog']> = {
  assets?: Resolver<ReadonlyArray<ResolversTypes['AssetDefinition']>, ParentType, ContextType>;
  baseEntitlement?: Resolver<ResolversTypes['BaseEntitlement'], ParentType, ContextType>;
  models?: Resolver<ReadonlyArray<ResolversTypes['Model']>, ParentType, ContextType>;
  streams?: Resolver<ReadonlyArray<ResolversTypes['StreamDefinition']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type StrategyChangeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StrategyChange'] = ResolversParentTypes['StrategyChange']> = {
  after?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ChangeKind'], ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['ChangeSubject'], ParentType, ContextType>;
  subjectId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type StrategyCheckpointResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StrategyCheckpoint'] = ResolversParentTypes['StrategyCheckpoint']> = {
  changesToDraft?: Resolver<ReadonlyArray<ResolversTypes['StrategyChange']>, ParentType, ContextType>;
  graph?: Resolver<ResolversTypes['StrategyGraph'], ParentType, ContextType>;
  layout?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['CheckpointReason'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  savedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type StrategyCheckpointConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StrategyCheckpointConnection'] = ResolversParentTypes['StrategyCheckpointConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['StrategyCheckpointEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['StrategyCheckpoint']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type StrategyCheckpointEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StrategyCheckpointEdge'] = ResolversParentTypes['StrategyCheckpointEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StrategyCheckpoint'], ParentType, ContextType>;
};

export type StrategyConflictResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StrategyConflict'] = ResolversParentTypes['StrategyConflict']> = {
  base?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  members?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  mine?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  subject?: Resolver<ResolversTypes['ChangeSubject'], ParentType, ContextType>;
  subjectId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  theirs?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
};

export type StrategyDraftResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StrategyDraft'] = ResolversParentTypes['StrategyDraft']> = {
  changesSinceActive?: Resolver<ReadonlyArray<ResolversTypes['StrategyChange']>, ParentType, ContextType>;
  checkpoints?: Resolver<ResolversTypes['StrategyCheckpointConnection'], ParentType, ContextType, RequireFields<StrategyDraftCheckpointsArgs, 'first'>>;
  cloneId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  graph?: Resolver<ResolversTypes['StrategyGraph'], ParentType, ContextType>;
  hasUnpublishedChanges?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  layout?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  publishBlockers?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  validation?: Resolver<ResolversTypes['StrategyValidation'], ParentType, ContextType>;
};

export type StrategyDraftPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StrategyDraftPayload'] = ResolversParentTypes['StrategyDraftPayload']> = {
  clone?: Resolver<Maybe<ResolversTypes['Clone']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  merge?: Resolver<Maybe<ResolversTypes['StrategyMerge']>, ParentType, ContextType>;
  strategyDraft?: Resolver<Maybe<ResolversTypes['StrategyDraft']>, ParentType, ContextType>;
};

export type StrategyGraphResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StrategyGraph'] = ResolversParentTypes['StrategyGraph']> = {
  assets?: Resolver<ReadonlyArray<ResolversTypes['AssetBlock']>, ParentType, ContextType>;
  connections?: Resolver<ReadonlyArray<ResolversTypes['BlockConnection']>, ParentType, ContextType>;
  dataStreams?: Resolver<ReadonlyArray<ResolversTypes['DataStreamBlock']>, ParentType, ContextType>;
  tradingPrompts?: Resolver<ReadonlyArray<ResolversTypes['TradingPromptBlock']>, ParentType, ContextType>;
};

export type StrategyIssueResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StrategyIssue'] = ResolversParentTypes['StrategyIssue']> = {
  blockId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['StrategyIssueCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['IssueSeverity'], ParentType, ContextType>;
};

export type StrategyMergeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StrategyMerge'] = ResolversParentTypes['StrategyMerge']> = {
  conflicts?: Resolver<ReadonlyArray<ResolversTypes['StrategyConflict']>, ParentType, ContextType>;
  graph?: Resolver<ResolversTypes['StrategyGraph'], ParentType, ContextType>;
  mine?: Resolver<ReadonlyArray<ResolversTypes['StrategyChange']>, ParentType, ContextType>;
  theirs?: Resolver<ReadonlyArray<ResolversTypes['StrategyChange']>, ParentType, ContextType>;
};

export type StrategyValidationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StrategyValidation'] = ResolversParentTypes['StrategyValidation']> = {
  issues?: Resolver<ReadonlyArray<ResolversTypes['StrategyIssue']>, ParentType, ContextType>;
  publishable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type StrategyVersionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StrategyVersion'] = ResolversParentTypes['StrategyVersion'], FederationReferenceType extends FederationReferenceTypes['StrategyVersion'] = FederationReferenceTypes['StrategyVersion']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['StrategyVersion']> | FederationReferenceType, FederationReferenceType, ContextType>;
  catalogVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  changesSince?: Resolver<Maybe<ReadonlyArray<ResolversTypes['StrategyChange']>>, ParentType, ContextType, Partial<StrategyVersionChangesSinceArgs>>;
  clone?: Resolver<Maybe<ResolversTypes['Clone']>, ParentType, ContextType>;
  cloneId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  contentHash?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  contentSchema?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  entitlementViolations?: Resolver<Maybe<ReadonlyArray<ResolversTypes['EntitlementViolation']>>, ParentType, ContextType>;
  graph?: Resolver<Maybe<ResolversTypes['StrategyGraph']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isActive?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  layout?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['SelectedModel']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  publishedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  publishedBy?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type StrategyVersionConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StrategyVersionConnection'] = ResolversParentTypes['StrategyVersionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['StrategyVersionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['StrategyVersion']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type StrategyVersionEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StrategyVersionEdge'] = ResolversParentTypes['StrategyVersionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StrategyVersion'], ParentType, ContextType>;
};

export type StreamDefinitionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['StreamDefinition'] = ResolversParentTypes['StreamDefinition']> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  intervals?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parametersSchema?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
};

export type TradingPromptBlockResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['TradingPromptBlock'] = ResolversParentTypes['TradingPromptBlock']> = {
  blockId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  prompt?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type UpdatePublicProfilePayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UpdatePublicProfilePayload'] = ResolversParentTypes['UpdatePublicProfilePayload']> = {
  clone?: Resolver<Maybe<ResolversTypes['Clone']>, ParentType, ContextType>;
  errors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  clones?: Resolver<Maybe<ResolversTypes['CloneConnection']>, ParentType, ContextType, RequireFields<UserClonesArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface Link__ImportScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['link__Import'], any> {
  name: 'link__Import';
}

export type Resolvers<ContextType = RequestContext> = {
  ActivationPayload?: ActivationPayloadResolvers<ContextType>;
  ApplyEntitlementFactsPayload?: ApplyEntitlementFactsPayloadResolvers<ContextType>;
  AssetBlock?: AssetBlockResolvers<ContextType>;
  AssetDefinition?: AssetDefinitionResolvers<ContextType>;
  AuditEvent?: AuditEventResolvers<ContextType>;
  AuditEventConnection?: AuditEventConnectionResolvers<ContextType>;
  AuditEventEdge?: AuditEventEdgeResolvers<ContextType>;
  BaseEntitlement?: BaseEntitlementResolvers<ContextType>;
  BlockConnection?: BlockConnectionResolvers<ContextType>;
  CapabilitySignal?: CapabilitySignalResolvers<ContextType>;
  Clone?: CloneResolvers<ContextType>;
  CloneConnection?: CloneConnectionResolvers<ContextType>;
  CloneEdge?: CloneEdgeResolvers<ContextType>;
  CloneEvent?: CloneEventResolvers<ContextType>;
  CloneEventConnection?: CloneEventConnectionResolvers<ContextType>;
  CreateClonePayload?: CreateClonePayloadResolvers<ContextType>;
  DataStreamBlock?: DataStreamBlockResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Entitlement?: EntitlementResolvers<ContextType>;
  EntitlementFactResult?: EntitlementFactResultResolvers<ContextType>;
  EntitlementGrant?: EntitlementGrantResolvers<ContextType>;
  EntitlementViolation?: EntitlementViolationResolvers<ContextType>;
  JSONObject?: GraphQLScalarType;
  LifecycleSummary?: LifecycleSummaryResolvers<ContextType>;
  Model?: ModelResolvers<ContextType>;
  ModeratePublicProfilePayload?: ModeratePublicProfilePayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PublicProfile?: PublicProfileResolvers<ContextType>;
  PublishBlocker?: PublishBlockerResolvers<ContextType>;
  PublishStrategyPayload?: PublishStrategyPayloadResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Readiness?: ReadinessResolvers<ContextType>;
  SelectModelPayload?: SelectModelPayloadResolvers<ContextType>;
  SelectedModel?: SelectedModelResolvers<ContextType>;
  SetCloneStatusPayload?: SetCloneStatusPayloadResolvers<ContextType>;
  SetupProgress?: SetupProgressResolvers<ContextType>;
  SetupStep?: SetupStepResolvers<ContextType>;
  StrategyActivation?: StrategyActivationResolvers<ContextType>;
  StrategyActivationConnection?: StrategyActivationConnectionResolvers<ContextType>;
  StrategyActivationEdge?: StrategyActivationEdgeResolvers<ContextType>;
  StrategyCatalog?: StrategyCatalogResolvers<ContextType>;
  StrategyChange?: StrategyChangeResolvers<ContextType>;
  StrategyCheckpoint?: StrategyCheckpointResolvers<ContextType>;
  StrategyCheckpointConnection?: StrategyCheckpointConnectionResolvers<ContextType>;
  StrategyCheckpointEdge?: StrategyCheckpointEdgeResolvers<ContextType>;
  StrategyConflict?: StrategyConflictResolvers<ContextType>;
  StrategyDraft?: StrategyDraftResolvers<ContextType>;
  StrategyDraftPayload?: StrategyDraftPayloadResolvers<ContextType>;
  StrategyGraph?: StrategyGraphResolvers<ContextType>;
  StrategyIssue?: StrategyIssueResolvers<ContextType>;
  StrategyMerge?: StrategyMergeResolvers<ContextType>;
  StrategyValidation?: StrategyValidationResolvers<ContextType>;
  StrategyVersion?: StrategyVersionResolvers<ContextType>;
  StrategyVersionConnection?: StrategyVersionConnectionResolvers<ContextType>;
  StrategyVersionEdge?: StrategyVersionEdgeResolvers<ContextType>;
  StreamDefinition?: StreamDefinitionResolvers<ContextType>;
  TradingPromptBlock?: TradingPromptBlockResolvers<ContextType>;
  URL?: GraphQLScalarType;
  UpdatePublicProfilePayload?: UpdatePublicProfilePayloadResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  link__Import?: GraphQLScalarType;
};

export type DirectiveResolvers<ContextType = RequestContext> = {
  link?: LinkDirectiveResolver<any, any, ContextType>;
  shareable?: ShareableDirectiveResolver<any, any, ContextType>;
  tag?: TagDirectiveResolver<any, any, ContextType>;
};
