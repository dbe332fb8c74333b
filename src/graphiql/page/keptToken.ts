import { useSyncExternalStore } from 'react';

const key = 'clone-service:token';
const listeners = new Set<() => void>();

/** The token that this browser keeps for this origin; an empty string when there is none. */
export const readToken = (): string => window.localStorage.getItem(key) ?? '';

/** Keeps the token for every later visit and every other tab; an empty string forgets it. */
export function keepToken(token: string): void {
  if (token === '') window.localStorage.removeItem(key);
  else window.localStorage.setItem(key, token);
  for (const listener of listeners) listener();
}

/** The kept token, also when another tab changes it. */
export const useToken = (): string => useSyncExternalStore(listen, readToken);

function listen(listener: () => void): () => void {
  listeners.add(listener);
  // The browser tells only the other tabs about a change.
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}
