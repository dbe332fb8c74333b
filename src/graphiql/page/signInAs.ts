import { keepToken } from './keptToken.ts';

/**
 * A link of the demo says who opens it, `?as=alice`, and the demo's server has a token for them. No other server has one:
 * then the token that is kept stays.
 */
export async function signInAs(location: Location): Promise<void> {
  const person = new URLSearchParams(location.search).get('as');
  if (person === null) return;
  const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ person }) };
  const answer = await fetch('/demo/token', request).then(
    (response) => (response.ok ? (response.json() as Promise<{ readonly token: string }>) : null),
    () => null,
  );
  if (answer !== null) keepToken(answer.token);
}
