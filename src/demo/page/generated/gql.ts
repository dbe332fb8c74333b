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
    "\n  fragment CloneCard on Clone {\n    id\n    createdAt\n    publicProfile {\n      name\n    }\n    activation {\n      sequence\n      at\n      paused\n      cause\n      reason\n      version {\n        id\n        number\n        note\n      }\n    }\n    lifecycle {\n      cloneId\n      state\n      nextAction\n      unavailable\n      setup {\n        complete\n        steps {\n          kind\n          done\n        }\n      }\n      latestAudition {\n        id\n        status\n        startedAt\n        finishedAt\n        outcomeReason\n      }\n      queueEntry {\n        id\n        position\n        estimatedPromotionAt\n      }\n      arenaSlot {\n        id\n        race\n        rank\n        enteredAt\n      }\n      retirement {\n        retiredAt\n        reason\n      }\n    }\n  }\n": typeof types.CloneCardFragmentDoc,
    "\n  query MyClones($after: String) {\n    myClones(first: 100, after: $after) {\n      edges {\n        node {\n          id\n          lifecycle {\n            cloneId\n            state\n          }\n          ...CloneCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": typeof types.MyClonesDocument,
    "\n  query OperatorHome {\n    moderationQueueCount\n    moderationGate\n  }\n": typeof types.OperatorHomeDocument,
    "\n  query Readiness {\n    publicClones(first: 100) {\n      nodes {\n        id\n        publicProfile {\n          name\n        }\n        readiness {\n          ready\n          strategyVersionId\n          blockers\n        }\n      }\n    }\n  }\n": typeof types.ReadinessDocument,
};
const documents: Documents = {
    "\n  fragment CloneCard on Clone {\n    id\n    createdAt\n    publicProfile {\n      name\n    }\n    activation {\n      sequence\n      at\n      paused\n      cause\n      reason\n      version {\n        id\n        number\n        note\n      }\n    }\n    lifecycle {\n      cloneId\n      state\n      nextAction\n      unavailable\n      setup {\n        complete\n        steps {\n          kind\n          done\n        }\n      }\n      latestAudition {\n        id\n        status\n        startedAt\n        finishedAt\n        outcomeReason\n      }\n      queueEntry {\n        id\n        position\n        estimatedPromotionAt\n      }\n      arenaSlot {\n        id\n        race\n        rank\n        enteredAt\n      }\n      retirement {\n        retiredAt\n        reason\n      }\n    }\n  }\n": types.CloneCardFragmentDoc,
    "\n  query MyClones($after: String) {\n    myClones(first: 100, after: $after) {\n      edges {\n        node {\n          id\n          lifecycle {\n            cloneId\n            state\n          }\n          ...CloneCard\n        }\n      }\n      pageInfo {\n        hasNextPage\n        endCursor\n      }\n    }\n  }\n": types.MyClonesDocument,
    "\n  query OperatorHome {\n    moderationQueueCount\n    moderationGate\n  }\n": types.OperatorHomeDocument,
    "\n  query Readiness {\n    publicClones(first: 100) {\n      nodes {\n        id\n        publicProfile {\n          name\n        }\n        readiness {\n          ready\n          strategyVersionId\n          blockers\n        }\n      }\n    }\n  }\n": types.ReadinessDocument,
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

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;