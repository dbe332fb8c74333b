import { CombinedGraphQLErrors, ServerError } from '@apollo/client';

interface Refused {
  readonly errors?: readonly { readonly message: string }[];
}

/** What the API says about a request that it refused, in its own words. Empty when nothing answered. */
export function refusalsOf(error: unknown): readonly string[] {
  const errors = CombinedGraphQLErrors.is(error) ? error.errors : ServerError.is(error) ? errorsIn(error.bodyText) : [];
  return [...new Set(errors.map(({ message }) => message))];
}

function errorsIn(text: string): NonNullable<Refused['errors']> {
  try {
    return (JSON.parse(text) as Refused).errors ?? [];
  } catch {
    return [];
  }
}
