import { useEffect, useState } from 'react';
import type { Verdict } from './createFetcher.ts';
import { keepToken, useToken } from './keptToken.ts';
import { cleanToken, readTokenFacts, type TokenFacts } from './tokenFacts.ts';

const getOne =
  'With development keys, `npm run token -- --sub YOU` prints one; otherwise sign in again where you got it.';

/** The field for the token, what the token says, and what to do when the server refuses it. */
export function TokenBar({ verdict }: { readonly verdict: Verdict }) {
  const token = useToken();
  const now = useNow();
  return (
    <header className="token-bar">
      <label htmlFor="token">Token</label>
      <input
        id="token"
        type="text"
        autoComplete="off"
        spellCheck={false}
        placeholder="Paste a JWT, with or without “Bearer”; leave it empty to be the public"
        value={token}
        onChange={(event) => keepToken(cleanToken(event.target.value))}
      />
      <button type="button" disabled={token === ''} onClick={() => keepToken('')}>
        Forget token
      </button>
      <p role="status">{describe(token, verdict, now)}</p>
    </header>
  );
}

function describe(token: string, verdict: Verdict, now: number) {
  if (token === '') {
    return verdict === 'tokenMissing'
      ? warning(`Part of that needs a token: paste one above. ${getOne}`)
      : 'No token: what the public may read.';
  }
  const facts = readTokenFacts(token);
  if (facts === null)
    return warning(`This is not a JWT, and the server answers 401 to it. Paste another, or forget it. ${getOne}`);
  if (facts.expiresAt !== null && facts.expiresAt.getTime() <= now) {
    return warning(
      `This token of ${name(facts)} expired at ${facts.expiresAt.toLocaleString()}: paste a new one, or forget it. ${getOne}`,
    );
  }
  if (verdict === 'refused') {
    return warning(
      `The server refused the token of ${name(facts)} (401): it isn't signed for this service, or no longer valid. Paste a new one, or forget it. ${getOne}`,
    );
  }
  const scopes = facts.scopes.length === 0 ? 'no scope' : `scope ${facts.scopes.join(' ')}`;
  return `${name(facts)} · ${scopes} · ${facts.expiresAt === null ? 'no expiry' : `until ${facts.expiresAt.toLocaleString()}`}`;
}

const name = (facts: TokenFacts): string => (facts.subject === '' ? 'nobody (no sub)' : facts.subject);

const warning = (text: string) => <strong role="alert">{text}</strong>;

/** The time in milliseconds, updated twice a minute: a token may expire while the page is open. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
