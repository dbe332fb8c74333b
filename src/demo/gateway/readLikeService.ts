import type { IncomingMessage } from 'node:http';
import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import Negotiator from 'negotiator';
import { takeIdsAsText } from '../../graphql/idsAsText.ts';

const answerTypes = ['application/json', 'application/graphql-response+json', 'text/event-stream', 'multipart/mixed'];

/** Whether the Accept header takes a type that the gateway has. Hive Gateway runtime 2.12 looks when the operation has run. */
export function isAcceptable({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return !headers.accept || new Negotiator({ headers }).mediaType(answerTypes) !== undefined;
}

/** Reads requests as the service does: an empty operationName is none, and no number becomes an id on its way to a subgraph. */
export function readLikeService(): GatewayPlugin {
  return {
    onSchemaChange: ({ schema }) => takeIdsAsText(schema),
    onParams({ params: { operationName, ...params }, setParams }) {
      if (operationName === '') setParams(params);
    },
  };
}
