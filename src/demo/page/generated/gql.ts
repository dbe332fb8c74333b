/* eslint-disable */
import * as types from './graphql.ts';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query Directory($search: String, $after: String) {\n    publicClones(first: 8, after: $after, search: $search) {\n      edges {\n        node {\n          id\n          ...DirectoryCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.DirectoryDocument,
    "\n  fragment DirectoryCard on Clone {\n    id\n    owner {\n      id\n    }\n    publicProfile {\n      name\n      description\n      imageUrl\n      shownAssets\n      shownDataSources\n      capabilitySignals {\n        kind\n        label\n      }\n    }\n    lifecycle {\n      cloneId\n      state\n      unavailable\n    }\n  }\n": typeof types.DirectoryCardFragmentDoc,
    "\n  fragment CloneCard on Clone {\n    id\n    createdAt\n    publicProfile {\n      name\n    }\n    activation {\n      sequence\n      at\n      paused\n      cause\n      reason\n      version {\n        id\n        number\n        note\n      }\n    }\n    lifecycle {\n      cloneId\n      state\n      nextAction\n      unavailable\n      setup {\n        complete\n        steps {\n          kind\n          done\n        }\n      }\n      latestAudition {\n        id\n        status\n        startedAt\n        finishedAt\n        outcomeReason\n      }\n      queueEntry {\n        id\n        position\n        estimatedPromotionAt\n      }\n      arenaSlot {\n        id\n        race\n        rank\n        enteredAt\n      }\n      retirement {\n        retiredAt\n        reason\n      }\n    }\n  }\n": typeof types.CloneCardFragmentDoc,
    "\n  query MyClones($after: String) {\n    myClones(first: 100, after: $after) {\n      edges {\n        node {\n          id\n          lifecycle {\n            cloneId\n            state\n          }\n          ...CloneCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.MyClonesDocument,
    "\n  query OperatorHome {\n    moderationQueueCount\n    moderationGate\n  }\n": typeof types.OperatorHomeDocument,
    "\n  query Readiness {\n    publicClones(first: 100) {\n      nodes {\n        id\n        publicProfile {\n          name\n        }\n        readiness {\n          ready\n          strategyVersionId\n          blockers\n        }\n      }\n    }\n  }\n": typeof types.ReadinessDocument,
    "\n  mutation Decide($input: ModeratePublicProfileInput!) {\n    moderatePublicProfile(input: $input) {\n      clone {\n        id\n        ...QueuedClone\n      }\n      errors {\n        code\n        message\n        path\n      }\n    }\n  }\n": typeof types.DecideDocument,
    "\n  query QueueCount {\n    moderationQueueCount\n  }\n": typeof types.QueueCountDocument,
    "\n  query FindClone($filter: OperatorCloneFilter) {\n    operatorClones(filter: $filter, first: 20) {\n      nodes {\n        id\n        status\n        owner {\n          id\n        }\n        publicProfileDraft {\n          name\n        }\n        readiness {\n          blockers\n        }\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n": typeof types.FindCloneDocument,
    "\n  query Moderation {\n    moderationGate\n    moderationQueueCount\n    moderationQueue(first: 20) {\n      nodes {\n        id\n        ...QueuedClone\n      }\n    }\n  }\n": typeof types.ModerationDocument,
    "\n  fragment ProfileContent on PublicProfile {\n    name\n    description\n    imageUrl\n    shownAssets\n    shownDataSources\n  }\n": typeof types.ProfileContentFragmentDoc,
    "\n  fragment QueuedClone on Clone {\n    id\n    status\n    owner {\n      id\n    }\n    publicProfile {\n      revision\n      moderationStatus\n      ...ProfileContent\n    }\n    publicProfileDraft {\n      name\n      imageUrl\n      revision\n      moderationStatus\n      moderationReason\n      moderatedAt\n      waitingSince\n      ...ProfileContent\n    }\n  }\n": typeof types.QueuedCloneFragmentDoc,
    "\n  fragment AuditRow on AuditEvent {\n    id\n    at\n    action\n    actorKind\n    actor\n    details\n  }\n": typeof types.AuditRowFragmentDoc,
    "\n  query Support($id: ID!) {\n    clone(id: $id) {\n      id\n      status\n      owner {\n        id\n      }\n      publishBlockers {\n        code\n        issueCodes\n      }\n      publicProfileDraft {\n        name\n        moderationStatus\n        moderationReason\n        moderatedAt\n        waitingSince\n      }\n      model {\n        modelId\n        displayName\n        tier\n        available\n      }\n      activeStrategyVersion {\n        id\n        number\n        publishedAt\n        note\n      }\n      entitlement {\n        cloneId\n        maxDataStreams\n        maxAssets\n        maxPromptCharacters\n        modelTier\n        violations {\n          limit\n          allowed\n          actual\n          allowedTier\n          actualTier\n        }\n        changesAt\n      }\n      readiness {\n        ready\n        blockers\n      }\n      activation {\n        sequence\n        at\n        paused\n        reason\n      }\n      auditTrail(first: 20) {\n        edges {\n          node {\n            id\n            ...AuditRow\n          }\n        }\n      }\n    }\n  }\n": typeof types.SupportDocument,
};
const documents: Documents = {
    "\n  query Directory($search: String, $after: String) {\n    publicClones(first: 8, after: $after, search: $search) {\n      edges {\n        node {\n          id\n          ...DirectoryCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.DirectoryDocument,
    "\n  fragment DirectoryCard on Clone {\n    id\n    owner {\n      id\n    }\n    publicProfile {\n      name\n      description\n      imageUrl\n      shownAssets\n      shownDataSources\n      capabilitySignals {\n        kind\n        label\n      }\n    }\n    lifecycle {\n      cloneId\n      state\n      unavailable\n    }\n  }\n": types.DirectoryCardFragmentDoc,
    "\n  fragment CloneCard on Clone {\n    id\n    createdAt\n    publicProfile {\n      name\n    }\n    activation {\n      sequence\n      at\n      paused\n      cause\n      reason\n      version {\n        id\n        number\n        note\n      }\n    }\n    lifecycle {\n      cloneId\n      state\n      nextAction\n      unavailable\n      setup {\n        complete\n        steps {\n          kind\n          done\n        }\n      }\n      latestAudition {\n        id\n        status\n        startedAt\n        finishedAt\n        outcomeReason\n      }\n      queueEntry {\n        id\n        position\n        estimatedPromotionAt\n      }\n      arenaSlot {\n        id\n        race\n        rank\n        enteredAt\n      }\n      retirement {\n        retiredAt\n        reason\n      }\n    }\n  }\n": types.CloneCardFragmentDoc,
    "\n  query MyClones($after: String) {\n    myClones(first: 100, after: $after) {\n      edges {\n        node {\n          id\n          lifecycle {\n            cloneId\n            state\n          }\n          ...CloneCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.MyClonesDocument,
    "\n  query OperatorHome {\n    moderationQueueCount\n    moderationGate\n  }\n": types.OperatorHomeDocument,
    "\n  query Readiness {\n    publicClones(first: 100) {\n      nodes {\n        id\n        publicProfile {\n          name\n        }\n        readiness {\n          ready\n          strategyVersionId\n          blockers\n        }\n      }\n    }\n  }\n": types.ReadinessDocument,
    "\n  mutation Decide($input: ModeratePublicProfileInput!) {\n    moderatePublicProfile(input: $input) {\n      clone {\n        id\n        ...QueuedClone\n      }\n      errors {\n        code\n        message\n        path\n      }\n    }\n  }\n": types.DecideDocument,
    "\n  query QueueCount {\n    moderationQueueCount\n  }\n": types.QueueCountDocument,
    "\n  query FindClone($filter: OperatorCloneFilter) {\n    operatorClones(filter: $filter, first: 20) {\n      nodes {\n        id\n        status\n        owner {\n          id\n        }\n        publicProfileDraft {\n          name\n        }\n        readiness {\n          blockers\n        }\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n": types.FindCloneDocument,
    "\n  query Moderation {\n    moderationGate\n    moderationQueueCount\n    moderationQueue(first: 20) {\n      nodes {\n        id\n        ...QueuedClone\n      }\n    }\n  }\n": types.ModerationDocument,
    "\n  fragment ProfileContent on PublicProfile {\n    name\n    description\n    imageUrl\n    shownAssets\n    shownDataSources\n  }\n": types.ProfileContentFragmentDoc,
    "\n  fragment QueuedClone on Clone {\n    id\n    status\n    owner {\n      id\n    }\n    publicProfile {\n      revision\n      moderationStatus\n      ...ProfileContent\n    }\n    publicProfileDraft {\n      name\n      imageUrl\n      revision\n      moderationStatus\n      moderationReason\n      moderatedAt\n      waitingSince\n      ...ProfileContent\n    }\n  }\n": types.QueuedCloneFragmentDoc,
    "\n  fragment AuditRow on AuditEvent {\n    id\n    at\n    action\n    actorKind\n    actor\n    details\n  }\n": types.AuditRowFragmentDoc,
    "\n  query Support($id: ID!) {\n    clone(id: $id) {\n      id\n      status\n      owner {\n        id\n      }\n      publishBlockers {\n        code\n        issueCodes\n      }\n      publicProfileDraft {\n        name\n        moderationStatus\n        moderationReason\n        moderatedAt\n        waitingSince\n      }\n      model {\n        modelId\n        displayName\n        tier\n        available\n      }\n      activeStrategyVersion {\n        id\n        number\n        publishedAt\n        note\n      }\n      entitlement {\n        cloneId\n        maxDataStreams\n        maxAssets\n        maxPromptCharacters\n        modelTier\n        violations {\n          limit\n          allowed\n          actual\n          allowedTier\n          actualTier\n        }\n        changesAt\n      }\n      readiness {\n        ready\n        blockers\n      }\n      activation {\n        sequence\n        at\n        paused\n        reason\n      }\n      auditTrail(first: 20) {\n        edges {\n          node {\n            id\n            ...AuditRow\n          }\n        }\n      }\n    }\n  }\n": types.SupportDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Directory($search: String, $after: String) {\n    publicClones(first: 8, after: $after, search: $search) {\n      edges {\n        node {\n          id\n          ...DirectoryCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query Directory($search: String, $after: String) {\n    publicClones(first: 8, after: $after, search: $search) {\n      edges {\n        node {\n          id\n          ...DirectoryCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment DirectoryCard on Clone {\n    id\n    owner {\n      id\n    }\n    publicProfile {\n      name\n      description\n      imageUrl\n      shownAssets\n      shownDataSources\n      capabilitySignals {\n        kind\n        label\n      }\n    }\n    lifecycle {\n      cloneId\n      state\n      unavailable\n    }\n  }\n"): (typeof documents)["\n  fragment DirectoryCard on Clone {\n    id\n    owner {\n      id\n    }\n    publicProfile {\n      name\n      description\n      imageUrl\n      shownAssets\n      shownDataSources\n      capabilitySignals {\n        kind\n        label\n      }\n    }\n    lifecycle {\n      cloneId\n      state\n      unavailable\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment CloneCard on Clone {\n    id\n    createdAt\n    publicProfile {\n      name\n    }\n    activation {\n      sequence\n      at\n      paused\n      cause\n      reason\n      version {\n        id\n        number\n        note\n      }\n    }\n    lifecycle {\n      cloneId\n      state\n      nextAction\n      unavailable\n      setup {\n        complete\n        steps {\n          kind\n          done\n        }\n      }\n      latestAudition {\n        id\n        status\n        startedAt\n        finishedAt\n        outcomeReason\n      }\n      queueEntry {\n        id\n        position\n        estimatedPromotionAt\n      }\n      arenaSlot {\n        id\n        race\n        rank\n        enteredAt\n      }\n      retirement {\n        retiredAt\n        reason\n      }\n    }\n  }\n"): (typeof documents)["\n  fragment CloneCard on Clone {\n    id\n    createdAt\n    publicProfile {\n      name\n    }\n    activation {\n      sequence\n      at\n      paused\n      cause\n      reason\n      version {\n        id\n        number\n        note\n      }\n    }\n    lifecycle {\n      cloneId\n      state\n      nextAction\n      unavailable\n      setup {\n        complete\n        steps {\n          kind\n          done\n        }\n      }\n      latestAudition {\n        id\n        status\n        startedAt\n        finishedAt\n        outcomeReason\n      }\n      queueEntry {\n        id\n        position\n        estimatedPromotionAt\n      }\n      arenaSlot {\n        id\n        race\n        rank\n        enteredAt\n      }\n      retirement {\n        retiredAt\n        reason\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query MyClones($after: String) {\n    myClones(first: 100, after: $after) {\n      edges {\n        node {\n          id\n          lifecycle {\n            cloneId\n            state\n          }\n          ...CloneCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"): (typeof documents)["\n  query MyClones($after: String) {\n    myClones(first: 100, after: $after) {\n      edges {\n        node {\n          id\n          lifecycle {\n            cloneId\n            state\n          }\n          ...CloneCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OperatorHome {\n    moderationQueueCount\n    moderationGate\n  }\n"): (typeof documents)["\n  query OperatorHome {\n    moderationQueueCount\n    moderationGate\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Readiness {\n    publicClones(first: 100) {\n      nodes {\n        id\n        publicProfile {\n          name\n        }\n        readiness {\n          ready\n          strategyVersionId\n          blockers\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Readiness {\n    publicClones(first: 100) {\n      nodes {\n        id\n        publicProfile {\n          name\n        }\n        readiness {\n          ready\n          strategyVersionId\n          blockers\n        }\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation Decide($input: ModeratePublicProfileInput!) {\n    moderatePublicProfile(input: $input) {\n      clone {\n        id\n        ...QueuedClone\n      }\n      errors {\n        code\n        message\n        path\n      }\n    }\n  }\n"): (typeof documents)["\n  mutation Decide($input: ModeratePublicProfileInput!) {\n    moderatePublicProfile(input: $input) {\n      clone {\n        id\n        ...QueuedClone\n      }\n      errors {\n        code\n        message\n        path\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query QueueCount {\n    moderationQueueCount\n  }\n"): (typeof documents)["\n  query QueueCount {\n    moderationQueueCount\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindClone($filter: OperatorCloneFilter) {\n    operatorClones(filter: $filter, first: 20) {\n      nodes {\n        id\n        status\n        owner {\n          id\n        }\n        publicProfileDraft {\n          name\n        }\n        readiness {\n          blockers\n        }\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n"): (typeof documents)["\n  query FindClone($filter: OperatorCloneFilter) {\n    operatorClones(filter: $filter, first: 20) {\n      nodes {\n        id\n        status\n        owner {\n          id\n        }\n        publicProfileDraft {\n          name\n        }\n        readiness {\n          blockers\n        }\n      }\n      pageInfo {\n        hasNextPage\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Moderation {\n    moderationGate\n    moderationQueueCount\n    moderationQueue(first: 20) {\n      nodes {\n        id\n        ...QueuedClone\n      }\n    }\n  }\n"): (typeof documents)["\n  query Moderation {\n    moderationGate\n    moderationQueueCount\n    moderationQueue(first: 20) {\n      nodes {\n        id\n        ...QueuedClone\n      }\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ProfileContent on PublicProfile {\n    name\n    description\n    imageUrl\n    shownAssets\n    shownDataSources\n  }\n"): (typeof documents)["\n  fragment ProfileContent on PublicProfile {\n    name\n    description\n    imageUrl\n    shownAssets\n    shownDataSources\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment QueuedClone on Clone {\n    id\n    status\n    owner {\n      id\n    }\n    publicProfile {\n      revision\n      moderationStatus\n      ...ProfileContent\n    }\n    publicProfileDraft {\n      name\n      imageUrl\n      revision\n      moderationStatus\n      moderationReason\n      moderatedAt\n      waitingSince\n      ...ProfileContent\n    }\n  }\n"): (typeof documents)["\n  fragment QueuedClone on Clone {\n    id\n    status\n    owner {\n      id\n    }\n    publicProfile {\n      revision\n      moderationStatus\n      ...ProfileContent\n    }\n    publicProfileDraft {\n      name\n      imageUrl\n      revision\n      moderationStatus\n      moderationReason\n      moderatedAt\n      waitingSince\n      ...ProfileContent\n    }\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AuditRow on AuditEvent {\n    id\n    at\n    action\n    actorKind\n    actor\n    details\n  }\n"): (typeof documents)["\n  fragment AuditRow on AuditEvent {\n    id\n    at\n    action\n    actorKind\n    actor\n    details\n  }\n"];
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Support($id: ID!) {\n    clone(id: $id) {\n      id\n      status\n      owner {\n        id\n      }\n      publishBlockers {\n        code\n        issueCodes\n      }\n      publicProfileDraft {\n        name\n        moderationStatus\n        moderationReason\n        moderatedAt\n        waitingSince\n      }\n      model {\n        modelId\n        displayName\n        tier\n        available\n      }\n      activeStrategyVersion {\n        id\n        number\n        publishedAt\n        note\n      }\n      entitlement {\n        cloneId\n        maxDataStreams\n        maxAssets\n        maxPromptCharacters\n        modelTier\n        violations {\n          limit\n          allowed\n          actual\n          allowedTier\n          actualTier\n        }\n        changesAt\n      }\n      readiness {\n        ready\n        blockers\n      }\n      activation {\n        sequence\n        at\n        paused\n        reason\n      }\n      auditTrail(first: 20) {\n        edges {\n          node {\n            id\n            ...AuditRow\n          }\n        }\n      }\n    }\n  }\n"): (typeof documents)["\n  query Support($id: ID!) {\n    clone(id: $id) {\n      id\n      status\n      owner {\n        id\n      }\n      publishBlockers {\n        code\n        issueCodes\n      }\n      publicProfileDraft {\n        name\n        moderationStatus\n        moderationReason\n        moderatedAt\n        waitingSince\n      }\n      model {\n        modelId\n        displayName\n        tier\n        available\n      }\n      activeStrategyVersion {\n        id\n        number\n        publishedAt\n        note\n      }\n      entitlement {\n        cloneId\n        maxDataStreams\n        maxAssets\n        maxPromptCharacters\n        modelTier\n        violations {\n          limit\n          allowed\n          actual\n          allowedTier\n          actualTier\n        }\n        changesAt\n      }\n      readiness {\n        ready\n        blockers\n      }\n      activation {\n        sequence\n        at\n        paused\n        reason\n      }\n      auditTrail(first: 20) {\n        edges {\n          node {\n            id\n            ...AuditRow\n          }\n        }\n      }\n    }\n  }\n"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;