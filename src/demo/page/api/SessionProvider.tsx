import { ApolloProvider } from '@apollo/client/react';
import { createContext, use, useMemo, type ReactNode } from 'react';
import type { Person } from '../../people.ts';
import { createClient } from './createClient.ts';
import { sessionOf, type Session } from './signIn.ts';

const SessionContext = createContext<Session | null>(null);

/** Signs `person` in, and gives everything inside their GraphQL client. Suspends meanwhile. */
export function SessionProvider({ person, children }: { readonly person: Person; readonly children: ReactNode }) {
  const session = use(sessionOf(person));
  const client = useMemo(() => createClient(session), [session]);
  return (
    <SessionContext value={session}>
      <ApolloProvider client={client}>{children}</ApolloProvider>
    </SessionContext>
  );
}

/** Who is signed in. */
export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error('Only what is inside a SessionProvider has a session.');
  return session;
}
