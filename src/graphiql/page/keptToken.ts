import { useSyncExternalStore } from 'react';

const key = 'clone-service:token';
const listeners = new Set<() => void>();

/** The token that this browser stores for this origin; an empty string if there is none. */
export const readToken = (): string => window.localStorage.getItem(key) ?? '';

/** Stores the token for later visits and other tabs; an empty string removes it. */
export function keepToken(token: string): void {
  if (token === '') window.localStorage.removeItem(key);
  else window.localStorage.setItem(key, token);
  for (const listener of listeners) listener();
}

/** The stored token, also when another tab changes it. */
export const useToken = (): string => useSyncExternalStore(listen, readToken);

function listen(listener: () => void): () => void {
  listeners.add(listener);
  // The browser notifies only the other tabs of a change.
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}
