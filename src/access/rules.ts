/**
 * THE access table: who may read a field or call a mutation (doc/behaviour.md). Every field of the API has a row, by
 * "Type.field"; schema assembly fails on a field without one.
 */

import type { Scope } from './caller.ts';

/** A group of callers. One caller can belong to several, and may do what any of them may. */
export type Audience =
  /** A user's token: creators. A service's token owns nothing. */
  | 'users'
  /** The user who owns the clone concerned. */
  | 'owner'
  // Tokens with one of the audience's scopes, below.
  | 'services'
  | 'strategyServices'
  | 'economyService'
  | 'operators'
  | 'moderators'
  | 'admins';

/** Any one of these scopes puts a caller into the audience. Users and owners are identified by the kind of their token. */
export const audienceScopes: Readonly<Record<Audience, readonly Scope[]>> = {
  users: [],
  owner: [],
  services: ['clone:read', 'strategy:read'],
  strategyServices: ['strategy:read'],
  economyService: ['entitlement:write'],
  operators: ['clone:admin', 'clone:moderate'],
  moderators: ['clone:moderate'],
  admins: ['clone:admin'],
};

export interface Guarded {
  readonly to: readonly Audience[];
  /** For root fields: the clone whose owner counts. Other fields use the parent's `ownerId`. */
  readonly cloneId?: (args: CloneArguments) => unknown;
  /** Public if the creator shows it; otherwise null without an error for callers outside `to`. */
  readonly whenShown?: 'MODEL';
}

/** Where the root fields that concern one clone have its id. */
export interface CloneArguments {
  readonly cloneId?: unknown;
  readonly input?: { readonly cloneId?: unknown };
}

/**
 * everyone: no check. inside: reachable only through a guarded field, whose check covers it.
 */
export type Rule = 'everyone' | 'inside' | Guarded;

const owner: Guarded = { to: ['owner'] };
const ownerAndOperators: Guarded = { to: ['owner', 'operators'] };
const ownerAndServices: Guarded = { to: ['owner', 'services'] };
const ownerServicesOperators: Guarded = { to: ['owner', 'services', 'operators'] };
const creatorMutation: Guarded = { to: ['owner'], cloneId: (args) => args.input?.cloneId };

export const accessRules = {
  'Query.clone': 'everyone',
  'Query.clones': 'everyone',
  'Query.myClones': { to: ['users'] },
  'Query.publicClones': 'everyone',
  'Query.strategyVersion': 'everyone',
  'Query.strategyVersions': 'everyone',
  'Query.strategyCatalog': 'everyone',
  'Query.validateStrategy': { to: ['owner'], cloneId: (args) => args.cloneId },
  'Query.moderationQueue': { to: ['moderators'] },
  'Query.moderationQueueCount': { to: ['operators'] },
  'Query.moderationGate': { to: ['operators'] },
  'Query.operatorClones': { to: ['admins'] },
  'Query.cloneEvents': { to: ['services', 'admins'] },

  'User.id': 'everyone',
  'User.clones': 'everyone', // the resolver shows others only what the directory lists

  'Clone.id': 'everyone',
  'Clone.owner': 'everyone',
  'Clone.publicProfile': 'everyone',
  'Clone.publicProfileDraft': ownerAndOperators,
  'Clone.lifecycle': 'everyone',
  'Clone.createdAt': 'everyone',
  'Clone.updatedAt': 'everyone',
  'Clone.model': { to: ['owner', 'services', 'operators'], whenShown: 'MODEL' },
  'Clone.activeStrategyVersionId': ownerServicesOperators,
  'Clone.activeStrategyVersion': ownerServicesOperators,
  'Clone.strategyVersions': ownerServicesOperators,
  'Clone.strategyVersionAt': ownerServicesOperators,
  'Clone.activation': ownerServicesOperators,
  'Clone.activations': ownerServicesOperators,
  'Clone.strategyDraft': owner,
  'Clone.entitlement': { to: ['owner', 'services', 'operators', 'economyService'] },
  'Clone.readiness': ownerServicesOperators,
  'Clone.acceptsChanges': ownerAndOperators,
  'Clone.publishBlockers': ownerAndOperators,
  'Clone.status': { to: ['services', 'operators'] },
  'Clone.auditTrail': ownerAndOperators,

  'PublishBlocker.code': 'inside',
  'PublishBlocker.issueCodes': 'inside',

  'PublicProfile.name': 'everyone',
  'PublicProfile.description': 'everyone',
  'PublicProfile.imageUrl': 'everyone',
  'PublicProfile.shownAssets': 'everyone',
  'PublicProfile.shownDataSources': 'everyone',
  'PublicProfile.capabilitySignals': 'everyone',
  'PublicProfile.moderationStatus': 'everyone',
  'PublicProfile.updatedAt': 'everyone',
  'PublicProfile.shownCapabilities': ownerAndOperators,
  'PublicProfile.revision': ownerAndOperators,
  'PublicProfile.moderationReason': ownerAndOperators,
  'PublicProfile.moderatedAt': ownerAndOperators,
  'PublicProfile.waitingSince': ownerAndOperators,
  'CapabilitySignal.kind': 'everyone',
  'CapabilitySignal.label': 'everyone',
  'CapabilitySignal.modelTier': 'everyone',
  'CapabilitySignal.capacity': 'everyone',

  'Readiness.ready': 'inside',
  'Readiness.strategyVersionId': 'inside',
  'Readiness.activation': 'inside',
  'Readiness.blockers': 'inside',
  'Readiness.asOf': 'inside',

  'LifecycleSummary.cloneId': 'everyone',
  'LifecycleSummary.clone': 'everyone',
  'LifecycleSummary.setup': 'everyone',
  'LifecycleSummary.state': 'everyone',
  'LifecycleSummary.nextAction': 'everyone',
  'LifecycleSummary.unavailable': 'everyone',
  'LifecycleSummary.auditionStatus': 'everyone', // external: only what the caller itself supplied
  'LifecycleSummary.queueStatus': 'everyone',
  'LifecycleSummary.arenaStatus': 'everyone',
  'SetupProgress.complete': 'everyone',
  'SetupProgress.steps': 'everyone',
  'SetupStep.kind': 'everyone',
  'SetupStep.done': 'everyone',

  'StrategyDraft.cloneId': 'inside',
  'StrategyDraft.revision': 'inside',
  'StrategyDraft.graph': 'inside',
  'StrategyDraft.layout': 'inside',
  'StrategyDraft.validation': 'inside',
  'StrategyDraft.hasUnpublishedChanges': 'inside',
  'StrategyDraft.publishBlockers': 'inside',
  'StrategyDraft.changesSinceActive': 'inside',
  'StrategyDraft.updatedAt': 'inside',
  'StrategyGraph.dataStreams': 'inside',
  'StrategyGraph.assets': 'inside',
  'StrategyGraph.tradingPrompts': 'inside',
  'StrategyGraph.connections': 'inside',
  'DataStreamBlock.blockId': 'inside',
  'DataStreamBlock.stream': 'inside',
  'DataStreamBlock.interval': 'inside',
  'DataStreamBlock.parameters': 'inside',
  'AssetBlock.blockId': 'inside',
  'AssetBlock.symbols': 'inside',
  'TradingPromptBlock.blockId': 'inside',
  'TradingPromptBlock.prompt': 'inside',
  'BlockConnection.from': 'inside',
  'BlockConnection.to': 'inside',
  'StrategyValidation.publishable': 'inside',
  'StrategyValidation.issues': 'inside',
  'StrategyIssue.code': 'inside',
  'StrategyIssue.severity': 'inside',
  'StrategyIssue.message': 'inside',
  'StrategyIssue.blockId': 'inside',
  'StrategyIssue.path': 'inside',
  'StrategyChange.kind': 'inside',
  'StrategyChange.subject': 'inside',
  'StrategyChange.subjectId': 'inside',
  'StrategyChange.before': 'inside',
  'StrategyChange.after': 'inside',

  'StrategyVersion.id': 'everyone',
  'StrategyVersion.cloneId': 'everyone',
  'StrategyVersion.clone': 'everyone',
  'StrategyVersion.number': 'everyone',
  'StrategyVersion.isActive': 'everyone',
  'StrategyVersion.publishedAt': 'everyone',
  'StrategyVersion.graph': { to: ['owner', 'strategyServices'] },
  'StrategyVersion.layout': owner,
  'StrategyVersion.model': ownerServicesOperators,
  'StrategyVersion.contentHash': ownerAndServices,
  'StrategyVersion.contentSchema': ownerAndServices,
  'StrategyVersion.catalogVersion': ownerServicesOperators,
  'StrategyVersion.note': ownerAndOperators,
  'StrategyVersion.publishedBy': ownerAndOperators,
  'StrategyVersion.changesSince': { to: ['owner', 'strategyServices'] },
  'StrategyVersion.entitlementViolations': ownerAndServices,

  'StrategyActivation.sequence': 'inside',
  'StrategyActivation.version': 'inside',
  'StrategyActivation.paused': 'inside',
  'StrategyActivation.cause': 'inside',
  'StrategyActivation.at': 'inside',
  'StrategyActivation.until': 'inside',
  'StrategyActivation.actorKind': 'inside',
  'StrategyActivation.reason': ownerAndOperators,

  'SelectedModel.modelId': 'inside',
  'SelectedModel.displayName': 'inside',
  'SelectedModel.tier': 'inside',
  'SelectedModel.available': 'inside',

  'Entitlement.cloneId': 'inside',
  'Entitlement.maxDataStreams': 'inside',
  'Entitlement.maxAssets': 'inside',
  'Entitlement.maxPromptCharacters': 'inside',
  'Entitlement.modelTier': 'inside',
  'Entitlement.grants': 'inside',
  'Entitlement.violations': 'inside',
  'Entitlement.changesAt': 'inside',
  'Entitlement.asOf': 'inside',
  'EntitlementGrant.grantId': 'inside',
  'EntitlementGrant.dataStreams': 'inside',
  'EntitlementGrant.assets': 'inside',
  'EntitlementGrant.promptCharacters': 'inside',
  'EntitlementGrant.modelTier': 'inside',
  'EntitlementGrant.effectiveAt': 'inside',
  'EntitlementGrant.expiresAt': 'inside',
  'EntitlementGrant.revokedAt': 'inside',
  'EntitlementGrant.inForce': 'inside',
  'EntitlementViolation.limit': 'inside',
  'EntitlementViolation.strategyVersionId': 'inside',
  'EntitlementViolation.allowed': 'inside',
  'EntitlementViolation.actual': 'inside',
  'EntitlementViolation.allowedTier': 'inside',
  'EntitlementViolation.actualTier': 'inside',

  'StrategyCatalog.version': 'everyone',
  'StrategyCatalog.streams': 'everyone',
  'StrategyCatalog.assets': 'everyone',
  'StrategyCatalog.models': 'everyone',
  'StrategyCatalog.baseEntitlement': 'everyone',
  'StreamDefinition.key': 'everyone',
  'StreamDefinition.displayName': 'everyone',
  'StreamDefinition.description': 'everyone',
  'StreamDefinition.intervals': 'everyone',
  'StreamDefinition.parametersSchema': 'everyone',
  'Model.id': 'everyone',
  'Model.displayName': 'everyone',
  'Model.tier': 'everyone',
  'Model.available': 'everyone',
  'AssetDefinition.symbol': 'everyone',
  'AssetDefinition.displayName': 'everyone',
  'BaseEntitlement.maxDataStreams': 'everyone',
  'BaseEntitlement.maxAssets': 'everyone',
  'BaseEntitlement.maxPromptCharacters': 'everyone',
  'BaseEntitlement.modelTier': 'everyone',

  'AuditEvent.id': 'inside',
  'AuditEvent.sequence': 'inside',
  'AuditEvent.action': 'inside',
  'AuditEvent.actorKind': 'inside',
  'AuditEvent.actor': 'inside',
  'AuditEvent.at': 'inside',
  'AuditEvent.details': 'inside',

  'CloneEventConnection.nodes': 'inside',
  'CloneEventConnection.continueFrom': 'inside',
  'CloneEventConnection.hasMore': 'inside',
  'CloneEventConnection.pending': 'inside',
  'CloneEvent.id': 'inside',
  'CloneEvent.cloneId': 'inside',
  'CloneEvent.clone': 'inside',
  'CloneEvent.sequence': 'inside',
  'CloneEvent.kind': 'inside',
  'CloneEvent.at': 'inside',
  'CloneEvent.strategyVersion': 'inside',

  'PageInfo.hasNextPage': 'everyone',
  'PageInfo.hasPreviousPage': 'everyone',
  'PageInfo.startCursor': 'everyone',
  'PageInfo.endCursor': 'everyone',
  'CloneConnection.edges': 'everyone',
  'CloneConnection.nodes': 'everyone',
  'CloneConnection.pageInfo': 'everyone',
  'CloneEdge.cursor': 'everyone',
  'CloneEdge.node': 'everyone',
  'StrategyVersionConnection.edges': 'inside',
  'StrategyVersionConnection.nodes': 'inside',
  'StrategyVersionConnection.pageInfo': 'inside',
  'StrategyVersionEdge.cursor': 'inside',
  'StrategyVersionEdge.node': 'inside',
  'StrategyActivationConnection.edges': 'inside',
  'StrategyActivationConnection.nodes': 'inside',
  'StrategyActivationConnection.pageInfo': 'inside',
  'StrategyActivationEdge.cursor': 'inside',
  'StrategyActivationEdge.node': 'inside',
  'AuditEventConnection.edges': 'inside',
  'AuditEventConnection.nodes': 'inside',
  'AuditEventConnection.pageInfo': 'inside',
  'AuditEventEdge.cursor': 'inside',
  'AuditEventEdge.node': 'inside',

  'UserError.code': 'inside',
  'UserError.message': 'inside',
  'UserError.path': 'inside',

  'Mutation.createClone': { to: ['users'] },
  'Mutation.updatePublicProfile': creatorMutation,
  'Mutation.selectModel': creatorMutation,
  'Mutation.saveStrategyDraft': creatorMutation,
  'Mutation.discardStrategyDraft': creatorMutation,
  'Mutation.restoreStrategyVersion': creatorMutation,
  'Mutation.publishStrategy': creatorMutation,
  'Mutation.activateStrategyVersion': creatorMutation,
  'Mutation.setPaused': creatorMutation,
  'Mutation.applyEntitlementFacts': { to: ['economyService'] },
  'Mutation.moderatePublicProfile': { to: ['moderators'], cloneId: (args) => args.input?.cloneId },
  'Mutation.setCloneStatus': { to: ['admins'], cloneId: (args) => args.input?.cloneId },

  'CreateClonePayload.clone': 'inside',
  'CreateClonePayload.created': 'inside',
  'CreateClonePayload.errors': 'inside',
  'UpdatePublicProfilePayload.clone': 'inside',
  'UpdatePublicProfilePayload.errors': 'inside',
  'SelectModelPayload.clone': 'inside',
  'SelectModelPayload.errors': 'inside',
  'StrategyDraftPayload.strategyDraft': 'inside',
  'StrategyDraftPayload.clone': 'inside',
  'StrategyDraftPayload.errors': 'inside',
  'PublishStrategyPayload.strategyVersion': 'inside',
  'PublishStrategyPayload.created': 'inside',
  'PublishStrategyPayload.validation': 'inside',
  'PublishStrategyPayload.strategyDraft': 'inside',
  'PublishStrategyPayload.clone': 'inside',
  'PublishStrategyPayload.errors': 'inside',
  'ActivationPayload.activation': 'inside',
  'ActivationPayload.changed': 'inside',
  'ActivationPayload.clone': 'inside',
  'ActivationPayload.errors': 'inside',
  'ApplyEntitlementFactsPayload.results': 'inside',
  'ApplyEntitlementFactsPayload.entitlements': 'inside',
  'ApplyEntitlementFactsPayload.errors': 'inside',
  'EntitlementFactResult.index': 'inside',
  'EntitlementFactResult.grantId': 'inside',
  'EntitlementFactResult.outcome': 'inside',
  'ModeratePublicProfilePayload.clone': 'inside',
  'ModeratePublicProfilePayload.errors': 'inside',
  'SetCloneStatusPayload.clone': 'inside',
  'SetCloneStatusPayload.errors': 'inside',
} as const satisfies Readonly<Record<string, Rule>>;
