import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import { ApiError, apiError, type TopLevelCode, topLevelErrors } from '../errors/apiError.ts';
import { faultCode } from './describeFault.ts';
import { argumentErrorText, parseErrorText, type SafeText, validationErrorText } from './requestErrors.ts';

/** The most errors in an answer; with more, the last one says how many are not shown. */
export const maxErrors = 50;

/** What an error becomes: a text for the caller and, for a fault, the error to log. */
export interface Answered extends SafeText {
  readonly fault?: unknown;
}

/**
 * Decides what a caller sees of an error. An ApiError is shown as it is; an error about a malformed request is rewritten, so
 * that it quotes nothing; everything else is a fault, of which the caller sees only the code.
 */
export function answerTo(error: unknown, schema: GraphQLSchema): Answered {
  const thrown = origin(error);
  const request = error instanceof GraphQLError ? requestErrorText(error, thrown, schema) : null;
  if (request) return request;
  if (thrown instanceof ApiError && thrown.code !== 'INTERNAL_SERVER_ERROR')
    return { code: thrown.code, message: thrown.message, limit: thrown.limit };
  const code = faultCode(thrown);
  return { code, message: topLevelErrors[code], fault: thrown };
}

/** The original error: graphql-js and Apollo Server wrap it to add where it happened. */
function origin(error: unknown): unknown {
  let thrown = error;
  while (thrown instanceof GraphQLError && thrown.originalError) thrown = thrown.originalError;
  return thrown;
}

function requestErrorText(error: GraphQLError, thrown: unknown, schema: GraphQLSchema): SafeText | null {
  const code = error.extensions['code'];
  // Only errors found before execution have no path; the code of a resolver's error isn't trusted.
  if (error.path === undefined) {
    if (code === 'GRAPHQL_PARSE_FAILED') return parseErrorText(error);
    if (code === 'GRAPHQL_VALIDATION_FAILED') return validationErrorText(error, schema);
    // Apollo Server's own messages about HTTP are constants.
    if (isLibraryCode(code) && thrown === error) return { code, message: error.message };
  }
  return thrown instanceof GraphQLError && !(thrown instanceof ApiError) ? argumentErrorText(thrown, schema) : null;
}

const libraryCodes = ['BAD_REQUEST', 'PERSISTED_QUERY_NOT_SUPPORTED'] as const satisfies TopLevelCode[];
const isLibraryCode = (code: unknown): code is (typeof libraryCodes)[number] =>
  libraryCodes.some((known) => known === code);

/** Apollo Server's `formatError`: every error in an answer passes here. */
export function errorFormatter(
  schema: GraphQLSchema,
): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return ({ locations, path, extensions }, error) => {
    const { code, message, fault } = answerTo(error, schema);
    return {
      message,
      ...(locations && { locations }),
      ...(path && { path }),
      // An ApiError's other extensions are ours to show; a fault's are not for the caller.
      extensions: origin(error) instanceof ApiError && fault === undefined ? { ...extensions, code } : { code },
    };
  };
}

/** At most `maxErrors` errors: the first ones and a LIMIT_EXCEEDED that counts the rest ("at least", since checks stop early). */
export function capErrors(errors: readonly GraphQLFormattedError[]): readonly GraphQLFormattedError[] {
  if (errors.length <= maxErrors) return errors;
  const shown = errors.slice(0, maxErrors - 1);
  const more = apiError('LIMIT_EXCEEDED', `At least ${errors.length - shown.length} more errors are not shown.`);
  return [...shown, more.toJSON()];
}
