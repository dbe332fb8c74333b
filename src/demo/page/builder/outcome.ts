import { CombinedGraphQLErrors, type ApolloClient, type OperationVariables } from '@apollo/client';
import type { Refusal } from './autosave.ts';

/** What an operation came to. `lost`: nobody knows whether it happened, so it is sent again, unchanged. */
export type Outcome<Payload> =
  | { readonly kind: 'payload'; readonly payload: Payload }
  | { readonly kind: 'refused'; readonly errors: readonly Refusal[] }
  | { readonly kind: 'lost' };

/** With these codes nothing happened, and a repeat would change nothing. */
const refusals: Readonly<Record<string, string>> = {
  UNAUTHENTICATED: 'You are no longer signed in. Load the page again.',
  FORBIDDEN: "This clone isn't yours.",
  BAD_USER_INPUT: "The service doesn't take this.",
  LIMIT_EXCEEDED: 'This is more than one request may hold.',
};

/** Reads a mutation's answer: doc/builder.md, "Through a gateway". */
export function outcomeOf<Payload>(payload: Payload | null | undefined, error: unknown): Outcome<Payload> {
  if (payload !== null && payload !== undefined) return { kind: 'payload', payload };
  const codes = CombinedGraphQLErrors.is(error)
    ? error.errors.map(({ extensions }) => String(extensions?.['code']))
    : [];
  const errors = codes.flatMap((code) => {
    const message = refusals[code];
    return message === undefined ? [] : [{ code, message, path: [] }];
  });
  return errors.length === 0 ? { kind: 'lost' } : { kind: 'refused', errors };
}

const pausesMs = [500, 1_000, 2_000, 4_000, 8_000];

/** Asks until there is an answer, the same each time; `lost` when there is none in the end. */
export async function askUntilAnswered<Payload>(
  ask: () => Promise<Outcome<Payload>>,
  pauses: readonly number[] = pausesMs,
): Promise<Outcome<Payload>> {
  for (const ms of pauses) {
    const outcome = await ask();
    if (outcome.kind !== 'lost') return outcome;
    await new Promise((resolve) => setTimeout(resolve, ms));
  }
  return ask();
}

/** Sends a mutation until there is an answer, the same each time. `payloadOf` gives the payload out of an answer's data. */
export function mutateUntilAnswered<Data, Variables extends OperationVariables, Payload>(
  client: ApolloClient,
  options: ApolloClient.MutateOptions<Data, Variables>,
  payloadOf: (data: Data) => Payload | null | undefined,
): Promise<Outcome<Payload>> {
  return askUntilAnswered(async () => {
    const { data, error } = await client.mutate<Data, Variables>({ ...options, errorPolicy: 'all' });
    return outcomeOf(data && payloadOf(data as Data), error);
  });
}

/**
 * Why an operation did not do what it should, in words; null: it did. `late`: what to say when somebody else's change came
 * first.
 */
export function failureOf(outcome: Outcome<{ readonly errors: readonly Refusal[] }>, late?: string): string | null {
  if (outcome.kind === 'lost') return "The service doesn't answer. Try again.";
  const errors = outcome.kind === 'refused' ? outcome.errors : outcome.payload.errors;
  if (errors.length === 0) return null;
  const isLate = late !== undefined && errors.some(({ code }) => code === 'REVISION_CONFLICT');
  return isLate ? late : errors.map(({ message }) => message).join(' ');
}
