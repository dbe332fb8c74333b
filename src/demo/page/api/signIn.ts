import type { Person } from '../../people.ts';
import type { SignedIn } from '../../site/demoSite.ts';

/** Somebody who is signed in. */
export interface Session {
  readonly person: Person;
  /** The origin of the gateway that knows what they work with. */
  readonly gateway: string;
  /** `fetch` with their token. One that expired is renewed, and the request sent once more. */
  readonly fetch: typeof fetch;
}

const sessions = new Map<Person, Promise<Session>>();

/** Signs somebody in, once for this tab. Throws when the demo's server doesn't answer; the next call then tries again. */
export function sessionOf(person: Person): Promise<Session> {
  const known = sessions.get(person);
  if (known !== undefined) return known;
  const session = startSession(person, () => askToken(person));
  sessions.set(person, session);
  session.catch(() => sessions.delete(person));
  return session;
}

/** A session that gets its tokens from `getToken`, and sends with `send`. */
export async function startSession(
  person: Person,
  getToken: () => Promise<SignedIn>,
  send: typeof fetch = (...request) => window.fetch(...request),
): Promise<Session> {
  let signedIn = await getToken();
  const authorized = (input: RequestInfo | URL, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${signedIn.token}`);
    return send(input, { ...init, headers });
  };
  return {
    person,
    gateway: signedIn.gateway,
    async fetch(input, init) {
      const response = await authorized(input, init);
      if (!(await isUnauthenticated(response.clone()))) return response;
      signedIn = await getToken();
      return authorized(input, init);
    },
  };
}

/** Behind a gateway a refused token is an error in the answer; the service itself answers 401. */
async function isUnauthenticated(response: Response): Promise<boolean> {
  if (response.status === 401) return true;
  const answer = (await response.json().catch(() => null)) as { readonly errors?: readonly ErrorWithCode[] } | null;
  return (answer?.errors ?? []).some(({ extensions }) => extensions?.code === 'UNAUTHENTICATED');
}

interface ErrorWithCode {
  readonly extensions?: { readonly code?: unknown };
}

async function askToken(person: Person): Promise<SignedIn> {
  const response = await fetch('/demo/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person }),
  });
  if (!response.ok) throw new Error(`The demo's server answered ${response.status} to the request for a token.`);
  return (await response.json()) as SignedIn;
}
