/**
 * Who may read what, transcribed from the comments of schema.graphql and from doc/behaviour.md, and not from src/: an
 * independent second list to check the access table against.
 */
export const callerNames = [
  'nobody',
  'owner',
  'stranger',
  'cloneReader',
  'strategyReader',
  'economy',
  'moderator',
  'admin',
] as const;
export type CallerName = (typeof callerNames)[number];

const services: readonly CallerName[] = ['cloneReader', 'strategyReader'];
const operators: readonly CallerName[] = ['moderator', 'admin'];
/** Everyone with a user's token, which may carry an operator's scopes. */
const users: readonly CallerName[] = ['owner', 'stranger', 'moderator', 'admin'];

type Groups = readonly (readonly [who: readonly CallerName[], fields: string])[];

/** By type: every field with an access check. */
export const guardedFields: Readonly<
  Record<'Clone' | 'PublicProfile' | 'StrategyVersion' | 'StrategyActivation', Groups>
> = {
  Clone: [
    [['owner', ...operators], 'publicProfileDraft acceptsChanges auditTrail publishBlockers'],
    [['owner'], 'strategyDraft'],
    [
      ['owner', ...services, ...operators],
      'model activeStrategyVersionId activeStrategyVersion strategyVersions strategyVersionAt activation activations readiness',
    ],
    [['owner', ...services, ...operators, 'economy'], 'entitlement'],
    [[...services, ...operators], 'status'],
  ],
  PublicProfile: [[['owner', ...operators], 'shownCapabilities revision moderationReason moderatedAt waitingSince']],
  StrategyVersion: [
    [['owner', 'strategyReader'], 'graph changesSince'],
    [['owner'], 'layout'],
    [['owner', ...services, ...operators], 'model catalogVersion'],
    [['owner', ...services], 'contentHash contentSchema entitlementViolations'],
    [['owner', ...operators], 'note publishedBy'],
  ],
  StrategyActivation: [[['owner', ...operators], 'reason']],
};

/** Root fields with an access check. */
export const guardedRoots: Readonly<Record<'Query' | 'Mutation', Groups>> = {
  Query: [
    [users, 'myClones'],
    [['owner'], 'validateStrategy'],
    [['moderator'], 'moderationQueue'],
    [['admin'], 'operatorClones'],
    [[...services, 'admin'], 'cloneEvents'],
    [operators, 'moderationQueueCount moderationGate'],
  ],
  Mutation: [
    [users, 'createClone'],
    [
      ['owner'],
      'updatePublicProfile selectModel saveStrategyDraft discardStrategyDraft restoreStrategyVersion revertStrategyDraft publishStrategy activateStrategyVersion setPaused',
    ],
    [['economy'], 'applyEntitlementFacts'],
    [['moderator'], 'moderatePublicProfile'],
    [['admin'], 'setCloneStatus'],
  ],
};

/** By type: public fields. */
export const publicFields: Readonly<Record<string, string>> = {
  Query: 'clone clones publicClones strategyVersion strategyVersions strategyCatalog',
  User: 'id clones',
  Clone: 'id owner publicProfile lifecycle createdAt updatedAt',
  PublicProfile: 'name description imageUrl shownAssets shownDataSources capabilitySignals moderationStatus updatedAt',
  CapabilitySignal: 'kind label modelTier capacity',
  LifecycleSummary: 'cloneId clone setup state nextAction unavailable auditionStatus queueStatus arenaStatus',
  SetupProgress: 'complete steps',
  SetupStep: 'kind done',
  StrategyVersion: 'id cloneId clone number isActive publishedAt',
  StrategyCatalog: 'version streams assets models baseEntitlement',
  StreamDefinition: 'key displayName description intervals parametersSchema',
  AssetDefinition: 'symbol displayName',
  BaseEntitlement: 'maxDataStreams maxAssets maxPromptCharacters modelTier',
  // The catalog's; a clone has a SelectedModel.
  Model: 'id displayName tier available',
  PageInfo: 'hasNextPage hasPreviousPage startCursor endCursor',
  CloneConnection: 'edges nodes pageInfo',
  CloneEdge: 'cursor node',
};

/**
 * By type, where all fields are reachable only through a guarded field: who can reach it. Payloads are for those who may
 * call the mutation; a creator's user errors also appear in `publishBlockers`.
 */
export const insideTypes: Groups = [
  [
    ['owner'],
    'StrategyDraft StrategyValidation StrategyIssue StrategyCheckpoint StrategyCheckpointConnection StrategyCheckpointEdge StrategyMerge StrategyConflict',
  ],
  [
    ['owner', 'strategyReader'],
    'StrategyGraph DataStreamBlock AssetBlock TradingPromptBlock BlockConnection StrategyChange',
  ],
  [
    ['owner', ...services, ...operators],
    'SelectedModel Readiness StrategyVersionConnection StrategyVersionEdge StrategyActivation StrategyActivationConnection StrategyActivationEdge',
  ],
  [['owner', ...services, ...operators, 'economy'], 'Entitlement EntitlementGrant EntitlementViolation'],
  [[...services, 'admin'], 'CloneEvent CloneEventConnection'],
  [['owner', ...operators], 'AuditEvent AuditEventConnection AuditEventEdge PublishBlocker'],
  [[...users, 'economy'], 'UserError'],
  [users, 'CreateClonePayload'],
  [
    ['owner'],
    'UpdatePublicProfilePayload SelectModelPayload StrategyDraftPayload PublishStrategyPayload ActivationPayload',
  ],
  [['economy'], 'ApplyEntitlementFactsPayload EntitlementFactResult'],
  [['moderator'], 'ModeratePublicProfilePayload'],
  [['admin'], 'SetCloneStatusPayload'],
];

/** Who may read it, by "Type.field". */
export function expectedReaders(
  groups: Readonly<Record<string, Groups>>,
): ReadonlyMap<string, ReadonlySet<CallerName>> {
  return new Map(
    Object.entries(groups).flatMap(([type, rows]) =>
      rows.flatMap(([who, fields]) => fields.split(' ').map((field) => [`${type}.${field}`, new Set(who)] as const)),
    ),
  );
}

const phrases: Readonly<Record<CallerName, RegExp>> = {
  nobody: /everybody|nobody/,
  owner: /a user's[.,]|that of the clone's owner[.,]/,
  stranger: /a user's[.,]/,
  cloneReader: /\bclone:read\b/,
  strategyReader: /\bstrategy:read\b/,
  economy: /\bentitlement:write\b/,
  moderator: /a user's[.,]|\bclone:moderate\b/,
  admin: /a user's[.,]|\bclone:admin\b/,
};

/** The callers that a refusal names as allowed. */
export function namedIn(message: string): readonly CallerName[] {
  return callerNames.filter((name) => phrases[name].test(message));
}
