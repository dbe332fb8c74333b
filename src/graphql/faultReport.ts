import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import type { GraphQLError, GraphQLFormattedError, GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Logger } from 'pino';
import { describeFault } from './describeFault.ts';
import { answerTo, capErrors } from './errorShape.ts';

export interface ReportingContext extends BaseContext {
  readonly requestId: string;
  readonly log: Logger;
  /** From when on nobody waits for the answer. */
  readonly deadline: Date;
  /** Charges the operation's cost (operationCost.ts) to the caller. Returns the seconds to wait when it is too much, else 0. Absent: not charged. */
  readonly chargeCost?: ((cost: number) => Promise<number>) | undefined;
  onOperation(type: `${OperationTypeNode}`): void;
}

/** Logs the faults among a request's errors, and counts them. */
export type ReportFaults = (errors: readonly GraphQLError[], context: ReportingContext) => void;

/** Equal faults share one log line. `onFault` is called once for each fault. */
export function createFaultReporter(schema: GraphQLSchema, onFault: (fault: unknown) => void): ReportFaults {
  return (errors, context) => logFaults(errors, schema, context).forEach(onFault);
}

/**
 * Reports what goes wrong before and after an operation runs, and puts the request id, under which the fault is logged, into
 * the masked error; `log` is for faults before there is a request. Also limits the number of errors in the answer.
 */
export function faultReport(reportFaults: ReportFaults, log: Logger): ApolloServerPlugin<ReportingContext> {
  return {
    async contextCreationDidFail({ error }) {
      log.error({ fault: describeFault(error) }, 'a request got no context');
    },
    async unexpectedErrorProcessingRequest({ error, requestContext: { contextValue } }) {
      contextValue.log.error(
        { requestId: contextValue.requestId, fault: describeFault(error) },
        'a request could not be processed',
      );
    },
    async requestDidStart() {
      return {
        async didResolveOperation({ operation, contextValue }) {
          if (operation) contextValue.onOperation(operation.operation); // absent, whatever its type says, in a document of several
        },
        async didEncounterErrors({ errors, contextValue }) {
          reportFaults(errors, contextValue);
        },
        async willSendResponse({ response, contextValue }) {
          if (response.body.kind !== 'single' || !response.body.singleResult.errors) return;
          const errors = response.body.singleResult.errors.map((error) => withRequestId(error, contextValue.requestId));
          response.body.singleResult = { ...response.body.singleResult, errors: capErrors(errors) };
        },
      };
    },
  };
}

/** The faults among these errors, each once: a loader gives the same one to every field that waits for it. */
function logFaults(
  errors: readonly GraphQLError[],
  schema: GraphQLSchema,
  { log, requestId }: ReportingContext,
): ReadonlySet<unknown> {
  const faults = new Set<unknown>();
  const counts = new Map<
    string,
    { code: string; description: ReturnType<typeof describeFault>; field: string | undefined; count: number }
  >();
  for (const error of errors) {
    const { code, fault } = answerTo(error, schema);
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
