import { useCallback, useMemo, useSyncExternalStore, type AnchorHTMLAttributes, type MouseEvent } from 'react';
import { routeOf, type Route } from './paths.ts';

const listeners = new Set<() => void>();

/** Where the address leads; null: nowhere. */
export function useRoute(): Route | null {
  const path = useSyncExternalStore(listen, () => window.location.pathname);
  return useMemo(() => routeOf(path), [path]);
}

/** Goes to a path of this page without loading it again. */
export function navigate(path: string): void {
  window.history.pushState(null, '', path);
  for (const listener of listeners) listener();
}

/** A parameter of the address, an empty string when it isn't there, and a function that changes it without a step in the history. */
export function useParameter(name: string): readonly [string, (value: string) => void] {
  const value = useSyncExternalStore(listen, () => new URLSearchParams(window.location.search).get(name) ?? '');
  const change = useCallback(
    (to: string) => {
      const address = new URL(window.location.href);
      if (to === '') address.searchParams.delete(name);
      else address.searchParams.set(name, to);
      window.history.replaceState(null, '', address);
      for (const listener of listeners) listener();
    },
    [name],
  );
  return [value, change];
}

/** A link within this page. With a key held, or another button, the browser does what it always does. */
export function Link({
  to,
  ...others
}: { readonly to: string } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(to);
  };
  return <a href={to} onClick={follow} {...others} />;
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}
