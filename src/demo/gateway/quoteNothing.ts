import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { GraphQLError, Kind, print, type GraphQLErrorExtensions, type GraphQLSchema } from 'graphql';
import { parseErrorText, validationErrorText } from '../../graphql/requestErrors.ts';

/**
 * Keeps the service's promise at the demo's gateway that no error text contains what a caller sent: Hive Gateway runtime
 * 2.12 and graphql-js quote the body, the document and the variables of a malformed request. Subgraphs' errors pass
 * through, without what Hive adds to them.
 */
export function quoteNothing(): GatewayPlugin {
  let schema: GraphQLSchema | undefined;
  return {
    onSchemaChange: (change) => {
      ({ schema } = change);
    },
    onResultProcess({ result, setResult }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result || !result.errors) return;
      setResult({ ...result, errors: result.errors.map((error) => unquoted(error, schema)) });
    },
  };
}

function unquoted(error: GraphQLError, schema: GraphQLSchema | undefined): GraphQLError {
  const { nodes = null, source = null, positions = null, extensions, path } = error;
  // Execution errors have a path, and a subgraph's errors have its name.
  if (path !== undefined || 'serviceName' in extensions) {
    return new GraphQLError(error.message, {
      nodes,
      source,
      positions,
      path,
      extensions: publicExtensions(extensions),
    });
  }
  const { code, message } = textOf(error, schema);
  return new GraphQLError(message, { nodes, source, positions, extensions: { ...publicExtensions(extensions), code } });
}

/** Drops what Hive adds, the request to the subgraph and its response: internal URLs, and every variable of a mutation. */
function publicExtensions({ code, serviceName, requestId, http }: GraphQLErrorExtensions): GraphQLErrorExtensions {
  return Object.fromEntries(
    Object.entries({ code, serviceName, requestId, http }).filter(([, value]) => value !== undefined),
  );
}

function textOf(
  error: GraphQLError,
  schema: GraphQLSchema | undefined,
): { readonly code: unknown; readonly message: string } {
  const code = error.extensions['code'];
  const [node] = error.nodes ?? [];
  if (code === 'GRAPHQL_PARSE_FAILED') return parseErrorText(error);
  if (code === 'GRAPHQL_VALIDATION_FAILED' && schema !== undefined) return validationErrorText(error, schema);
  if (code === 'OPERATION_RESOLUTION_FAILURE') return { code, message: error.message };
  if (code === 'BAD_REQUEST') {
    const unknownMember = error.message.startsWith('Unexpected parameter');
    return {
      code,
      message: unknownMember
        ? 'The request has a member besides query, variables, operationName and extensions.'
        : error.message,
    };
  }
  // The error of a variable with a wrong value has no code, and points to the variable's definition.
  if (node?.kind === Kind.VARIABLE_DEFINITION) {
    return {
      code: 'BAD_USER_INPUT',
      message: `The variable of type ${print(node.type)} has no value that fits its type.`,
    };
  }
  return { code: code ?? 'INTERNAL_SERVER_ERROR', message: 'The gateway could not answer this.' };
}
