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
  /** Counts what the operation costs (operationCost.ts). Seconds until the caller may ask again when it is too much, else 0. Left out: not counted. */
  readonly chargeCost?: ((cost: number) => Promise<number>) | undefined;
  onOperation(type: `${OperationTypeNode}`): void;
}

/** Logs the faults among a request's errors, and tells them to whoever counts. */
export type ReportFaults = (errors: readonly GraphQLError[], context: ReportingContext) => void;

/** Equal faults are one line of the log. `onFault` is told each fault once. */
export function createFaultReporter(schema: GraphQLSchema, onFault: (fault: unknown) => void): ReportFaults {
  return (errors, context) => logFaults(errors, schema, context).forEach(onFault);
}

/**
 * Reports what goes wrong before and after an operation runs, and gives the masked error in the answer the id under which
 * the log has its faults; `log` is for what has no request yet. Also keeps the answer to the most errors it may have.
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

/** The faults among these errors, each once: loaders give the same one to every field that waits for it. */
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
    // The field's name of the schema; the path would hold aliases, which the caller chose.
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
