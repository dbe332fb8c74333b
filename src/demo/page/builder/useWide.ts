import { useSyncExternalStore } from 'react';

const wide = window.matchMedia('(min-width: 720px)');

/** Whether there is room for a graph. */
export const useWide = (): boolean => useSyncExternalStore(listen, () => wide.matches);

function listen(listener: () => void): () => void {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
}
