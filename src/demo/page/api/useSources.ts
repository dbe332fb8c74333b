import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useState } from 'react';
import type { SwitchedSource } from '../../site/demoSite.ts';

/**
 * How the demo's own sources behave, and a switch for each. After it everything on the page is asked for again. The list
 * is read anew whenever the window is looked at: another tab has switches too.
 */
export function useSources() {
  const client = useApolloClient();
  const [sources, setSources] = useState<readonly SwitchedSource[]>([]);
  useEffect(() => {
    const read = () => void askSources().then(setSources, () => {});
    read();
    window.addEventListener('focus', read);
    return () => window.removeEventListener('focus', read);
  }, []);
  const change = useCallback(
    async (changed: SwitchedSource) => {
      setSources(await askSources(changed));
      await client.refetchQueries({ include: 'active' });
    },
    [client],
  );
  return { sources, change };
}

async function askSources(change?: SwitchedSource): Promise<readonly SwitchedSource[]> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(change) };
  const response = await fetch('/demo/sources', change === undefined ? {} : post);
  if (!response.ok) throw new Error(`The demo's server answered ${response.status} to the question about its sources.`);
  return (await response.json()) as readonly SwitchedSource[];
}
