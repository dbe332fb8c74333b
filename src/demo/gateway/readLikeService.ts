import type { IncomingMessage } from 'node:http';
import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import Negotiator from 'negotiator';
import { takeIdsAsText } from '../../graphql/idsAsText.ts';

const answerTypes = ['application/json', 'application/graphql-response+json', 'text/event-stream', 'multipart/mixed'];

/** Whether the Accept header allows a type that the gateway has. Hive Gateway runtime 2.12 checks that only after execution. */
export function isAcceptable({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return !headers.accept || new Negotiator({ headers }).mediaType(answerTypes) !== undefined;
}

/** Reads requests as the service does: an empty operationName counts as none, and numbers aren't accepted as ids. */
export function readLikeService(): GatewayPlugin {
  return {
    onSchemaChange: ({ schema }) => takeIdsAsText(schema),
    onParams({ params: { operationName, ...params }, setParams }) {
      if (operationName === '') setParams(params);
    },
  };
}
