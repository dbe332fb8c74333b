import { useSyncExternalStore } from 'react';
import { isPerson, type Person } from '../../people.ts';

const key = 'clone-service:person';
const listeners = new Set<() => void>();

/** Who is signed in in this tab. Another tab may have somebody else. */
export const usePerson = (): Person => useSyncExternalStore(listen, readPerson);

export function keepPerson(person: Person): void {
  window.sessionStorage.setItem(key, person);
  // For the next new tab.
  window.localStorage.setItem(key, person);
  for (const listener of listeners) listener();
}

function readPerson(): Person {
  const kept = window.sessionStorage.getItem(key);
  return isPerson(kept) ? kept : 'alice';
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

// A link says who opens it: `/directory?as=bob`. The tab remembers, and the address becomes the page's own again. Without
// that, a new tab begins with whoever signed in last.
const address = new URL(window.location.href);
const asked = address.searchParams.get('as');
const last = window.localStorage.getItem(key);
if (isPerson(asked)) {
  keepPerson(asked);
  address.searchParams.delete('as');
  window.history.replaceState(null, '', address);
} else if (window.sessionStorage.getItem(key) === null && isPerson(last)) {
  window.sessionStorage.setItem(key, last);
}
