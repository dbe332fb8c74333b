import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { SwitchedSource } from '../../site/demoSite.ts';

/**
 * How the demo's own sources behave, and a switch for each. After it everything on the page is asked for again. The list
 * is read anew whenever the window is looked at: another tab has switches too.
 */
export function useSources() {
  const client = useApolloClient();
  const [sources, setSources] = useState<readonly SwitchedSource[]>([]);
  const asked = useRef(0);
  // Only the answer to the last question counts: an earlier one may come later, and be older.
  const ask = useCallback(async (changed?: SwitchedSource) => {
    const question = ++asked.current;
    const answer = await askSources(changed);
    if (question === asked.current) setSources(answer);
  }, []);
  useEffect(() => {
    const read = () => void ask().catch(() => {});
    read();
    window.addEventListener('focus', read);
    return () => window.removeEventListener('focus', read);
  }, [ask]);
  const change = useCallback(
    async (changed: SwitchedSource) => {
      await ask(changed);
      await client.refetchQueries({ include: 'active' });
    },
    [ask, client],
  );
  return { sources, change };
}

async function askSources(change?: SwitchedSource): Promise<readonly SwitchedSource[]> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(change) };
  const response = await fetch('/demo/sources', change === undefined ? {} : post);
  if (!response.ok) throw new Error(`The demo's server answered ${response.status} to the question about its sources.`);
  return (await response.json()) as readonly SwitchedSource[];
}
