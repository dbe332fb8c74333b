import { accessRules } from '../access/rules.ts';
import type { ActivateInput } from '../actions/activateStrategyVersion.ts';
import type { CreateCloneInput } from '../actions/createClone.ts';
import type { DiscardInput } from '../actions/discardStrategyDraft.ts';
import type { ModerateInput } from '../actions/moderatePublicProfile.ts';
import type { PublishInput } from '../actions/publishStrategy.ts';
import type { RestoreInput } from '../actions/restoreStrategyVersion.ts';
import type { RevertInput } from '../actions/revertStrategyDraft.ts';
import type { DraftInput, SaveDraftInput } from '../actions/saveStrategyDraft.ts';
import type { SelectModelInput } from '../actions/selectModel.ts';
import type { SetPausedInput } from '../actions/setPaused.ts';
import type { SetStatusInput } from '../actions/setCloneStatus.ts';
import type { UpdateProfileInput } from '../actions/updatePublicProfile.ts';
import type {
  FederationReferenceTypes,
  Resolvers,
  ResolversParentTypes,
  ResolversTypes,
} from '../api/generated/resolvers.ts';
import type { ActivationCause } from '../activation/activation.ts';
import type { EventKind } from '../events/eventKind.ts';
import type { AuditEntry } from '../audit/store.ts';
import type { ModelTier } from '../catalog/modelTier.ts';
import type { CapabilityKind, CloneStatus, ModerationStatus } from '../clone/clone.ts';
import type { ModeratedField } from '../clone/moderatedFields.ts';
import type { OperatorFilter, RowBlocker } from '../clone/read.ts';
import type { EntitlementFact, FactInput } from '../entitlement/fact.ts';
import type { FactOutcome } from '../entitlement/judgeFacts.ts';
import type { EntitlementLimit } from '../entitlement/violations.ts';
import type { UserErrorCode } from '../errors/userError.ts';
import type { KnownFacts, Source, StatusField } from '../lifecycle/facts.ts';
import type { ReadinessBlocker } from '../lifecycle/readiness.ts';
import type { SetupStepKind } from '../lifecycle/setup.ts';
import type { LifecycleAction, LifecycleState } from '../lifecycle/table.ts';
import type { ModerationDecision } from '../profile/moderationDecision.ts';
import type { ModerationGate } from '../profile/moderationGate.ts';
import type { DraftCause } from '../strategy/checkpoint.ts';
import type { StrategyChange } from '../strategy/changes.ts';
import type { AssetBlock, BlockConnection, TradingPromptBlock } from '../strategy/graph.ts';
import type { GraphInput } from '../strategy/parseGraph.ts';
import type { Issue } from '../strategy/validation/issue.ts';
import type { DomainResolvers } from './domainResolvers.ts';

/**
 * What the compiler holds between schema.graphql, the resolvers and the domains. Nothing here runs: each check is a record
 * that has to be empty, so that the compiler names what is missing or too much.
 */

type ResultOf<Resolver> =
  Extract<Resolver, (...args: never[]) => unknown> extends (...args: never[]) => infer Result ? Awaited<Result> : never;

/** The fields of a type for which its parent's value has what the field answers. */
type InParent<Parent, Fields> = string extends keyof Parent
  ? never
  : {
      [Field in keyof Fields & keyof Parent]: Parent[Field] extends ResultOf<Fields[Field]> ? Field : never;
    }[keyof Fields & keyof Parent];

type Unanswered = {
  [Type in keyof Resolvers & keyof ResolversParentTypes]: NonNullable<Resolvers[Type]> extends { parseValue: unknown }
    ? never
    : `${Type}.${Exclude<
        keyof NonNullable<Resolvers[Type]> & string,
        | `__${string}`
        | (Type extends keyof DomainResolvers ? keyof DomainResolvers[Type] : never)
        | InParent<ResolversParentTypes[Type], Required<NonNullable<Resolvers[Type]>>>
      >}`;
}[keyof Resolvers & keyof ResolversParentTypes];

// A field that neither a resolver nor its parent's value answers would be null, always.
({}) satisfies Record<Unanswered, never>;

interface Inputs {
  ActivateStrategyVersionInput: ActivateInput;
  ApplyEntitlementFactsInput: { readonly facts: unknown };
  AssetBlockInput: AssetBlock;
  BlockConnectionInput: BlockConnection;
  CreateCloneInput: CreateCloneInput;
  DataStreamBlockInput: GraphInput['dataStreams'][number];
  DiscardStrategyDraftInput: DiscardInput;
  EntitlementFactInput: FactInput;
  ModeratePublicProfileInput: ModerateInput;
  OperatorCloneFilter: OperatorFilter;
  PublishStrategyInput: PublishInput;
  RestoreStrategyVersionInput: RestoreInput;
  RevertStrategyDraftInput: RevertInput;
  SaveStrategyDraftInput: SaveDraftInput;
  SelectModelInput: SelectModelInput;
  SetCloneStatusInput: SetStatusInput;
  SetPausedInput: SetPausedInput;
  StrategyDraftBaseInput: DraftInput;
  StrategyGraphInput: GraphInput;
  TradingPromptBlockInput: TradingPromptBlock;
  UpdatePublicProfileInput: UpdateProfileInput;
}
type InputName = Extract<keyof ResolversTypes, `${string}${'Input' | 'Filter'}`>;

type Difference<A, B> = Exclude<A, B> | Exclude<B, A>;

// An input has exactly the fields that its domain reads: a field that it doesn't know would be dropped.
({}) satisfies Record<
  {
    [Name in InputName]: Name extends keyof Inputs
      ? `${Name}.${Difference<keyof ResolversTypes[Name], keyof Inputs[Name]> & string}`
      : Name;
  }[InputName],
  never
>;

// Everybody may read the moderated fields of a public profile: what it shows is up to `publicFace`.
accessRules satisfies Record<`PublicProfile.${ModeratedField}`, 'everyone'>;

interface Enums {
  ActivationCause: ActivationCause;
  ActorKind: AuditEntry['actorKind'];
  ArenaStatus: KnownFacts['arena'];
  AuditionStatus: KnownFacts['audition'];
  CapabilityKind: CapabilityKind;
  ChangeKind: StrategyChange['kind'];
  ChangeSubject: StrategyChange['subject'];
  CheckpointReason: DraftCause;
  CloneEventKind: EventKind;
  CloneStatus: CloneStatus;
  EntitlementFactKind: EntitlementFact['kind'];
  EntitlementFactOutcome: FactOutcome;
  EntitlementLimit: EntitlementLimit;
  IssueSeverity: Issue['severity'];
  LifecycleAction: LifecycleAction;
  LifecycleSource: Uppercase<Source>;
  LifecycleState: LifecycleState;
  ModelTier: ModelTier;
  ModerationDecision: ModerationDecision;
  ModerationGate: Uppercase<ModerationGate>;
  ModerationStatus: ModerationStatus;
  OperatorBlocker: RowBlocker;
  QueueStatus: KnownFacts['queue'];
  ReadinessBlocker: ReadinessBlocker;
  SetupStepKind: SetupStepKind;
  StrategyIssueCode: Issue['code'];
  UserErrorCode: UserErrorCode;
}
type EnumName = {
  [Name in keyof ResolversTypes]: ResolversTypes[Name] extends string
    ? Name extends `link__${string}`
      ? never
      : Name
    : never;
}[keyof ResolversTypes];

// What operators filter by are blockers of readiness.
({}) satisfies Record<Exclude<RowBlocker, ReadinessBlocker>, never>;

// An enum of the schema has exactly the values of its domain.
({}) satisfies Record<
  {
    [Name in EnumName]: Name extends keyof Enums ? `${Name}.${Difference<ResolversTypes[Name], Enums[Name]>}` : Name;
  }[EnumName],
  never
>;

type WithFacts<Reference> = Reference extends unknown ? (string extends keyof Reference ? never : Reference) : never;

// A gateway brings along what `@requires` names: the fact of every source, for each field that is derived from them.
({}) satisfies Record<Exclude<StatusField, keyof WithFacts<FederationReferenceTypes['LifecycleSummary']>>, never>;
