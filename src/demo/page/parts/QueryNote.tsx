import { print, type DocumentNode } from 'graphql';
import { useSession } from '../api/SessionProvider.tsx';
import './queryNote.css';

interface Shown {
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly says?: string;
}

/** Shows the operation behind a page, and opens it in GraphiQL as the same person. */
export function QueryNote({ document, variables, says = 'This page is one query' }: Shown) {
  const { person, gateway } = useSession();
  const query = print(document);
  const link = new URLSearchParams({ as: person, query });
  if (variables !== undefined) link.set('variables', JSON.stringify(variables, null, 2));
  return (
    <footer className="query-note">
      <details>
        <summary>{says}: show it</summary>
        <pre tabIndex={0}>{query}</pre>
      </details>
      <a href={`${gateway}/graphiql?${link}`}>Open it in GraphiQL as {person}</a>
    </footer>
  );
}
