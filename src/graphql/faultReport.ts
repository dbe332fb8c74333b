import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { RequestRecord } from '../api/requestRecord.ts';
import { describeFault } from './describeFault.ts';
import { answerTo, capErrors } from './errorShape.ts';
import { operationRoot } from './operationRoot.ts';

export interface ReportingContext extends BaseContext {
  readonly requestId: string;
  readonly log: Logger;
  /** From when on nobody waits for the answer. */
  readonly deadline: Date;
  /** Charges the operation's cost (operationCost.ts) to the caller. Returns the seconds to wait when it is too much, else 0. Absent: not charged. */
  readonly chargeCost?: ((cost: number) => Promise<number>) | undefined;
  readonly record: RequestRecord;
}

/** Notes the codes of a request's errors in its record; logs the faults among them, and counts them. */
export type ReportErrors = (errors: readonly GraphQLError[], context: ReportingContext) => void;

/** Equal faults share one log line. `onFault` is called once for each fault. */
export function createErrorReporter(schema: GraphQLSchema, onFault: (fault: unknown) => void): ReportErrors {
  return (errors, context) => logErrors(errors, schema, context).forEach(onFault);
}

/**
 * Reports what goes wrong before and after an operation runs, and puts the request id, under which the fault is logged, into
 * the masked error; `log` is for faults before there is a request. Also limits the number of errors in the answer.
 */
export function faultReport(
  schema: GraphQLSchema,
  reportErrors: ReportErrors,
  log: Logger,
): ApolloServerPlugin<ReportingContext> {
  return {
    async contextCreationDidFail({ error }) {
      log.error({ fault: describeFault(error) }, 'a request got no context');
    },
    async unexpectedErrorProcessingRequest({ error, requestContext: { contextValue } }) {
      contextValue.record.note('INTERNAL_SERVER_ERROR');
      contextValue.log.error(
        { requestId: contextValue.requestId, fault: describeFault(error) },
        'a request could not be processed',
      );
    },
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, contextValue }) {
          // Its type says otherwise, but of a document with several operations it may be missing.
          if (operation) contextValue.record.root = operationRoot(schema, document, operation);
        },
        async didEncounterErrors({ errors, contextValue }) {
          reportErrors(errors, contextValue);
        },
        async willSendResponse({ response, contextValue, queryHash }) {
          contextValue.record.documentHash = queryHash ?? null;
          if (response.body.kind !== 'single' || !response.body.singleResult.errors) return;
          const errors = response.body.singleResult.errors.map((error) => withRequestId(error, contextValue.requestId));
          response.body.singleResult = { ...response.body.singleResult, errors: capErrors(errors) };
        },
      };
    },
  };
}

/** Notes and logs; returns the faults among these errors, each once: a loader gives the same one to every field that waits for it. */
function logErrors(
  errors: readonly GraphQLError[],
  schema: GraphQLSchema,
  { log, requestId, record }: ReportingContext,
): ReadonlySet<unknown> {
  const faults = new Set<unknown>();
  const counts = new Map<
    string,
    { code: string; description: ReturnType<typeof describeFault>; field: string | undefined; count: number }
  >();
  for (const error of errors) {
    const { code, fault, limit } = answerTo(error, schema);
    record.note(code, limit);
    if (fault === undefined) continue;
    faults.add(fault);
    const description = describeFault(fault);
    // The schema's name of the field: the path may hold aliases, which are the caller's.
    const node = error.nodes?.[0];
    const field = node?.kind === 'Field' ? node.name.value : undefined;
    const key = JSON.stringify([code, description, field]);
    const known = counts.get(key) ?? { code, description, field, count: 0 };
    counts.set(key, { ...known, count: known.count + 1 });
  }
  for (const { code, description, field, count } of counts.values()) {
    log[code === 'INTERNAL_SERVER_ERROR' ? 'error' : 'warn'](
      { requestId, code, fault: description, field, count },
      'a request met a fault',
    );
  }
  return faults;
}

function withRequestId(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  if (error.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR') return error;
  return { ...error, extensions: { ...error.extensions, requestId } };
}
