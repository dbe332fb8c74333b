import { GraphiQL } from 'graphiql';
import { useEffect, useMemo, useState } from 'react';
import { createFetcher, introspectionName, type Verdict } from './createFetcher.ts';
import { useToken } from './keptToken.ts';
import { startText, type Preload } from './preload.ts';
import { TokenBar } from './TokenBar.tsx';

/** GraphiQL for this origin's /graphql, with a field for the token above it. */
export function ClonePage({ preload }: { readonly preload: Preload }) {
  const [verdict, setVerdict] = useState<Verdict>('answered');
  const fetcher = useMemo(() => createFetcher('/graphql', setVerdict), []);
  const token = useToken();
  // The verdict on one token says nothing about the next.
  useEffect(() => setVerdict('answered'), [token]);
  return (
    <>
      <TokenBar verdict={verdict} />
      <main>
        <GraphiQL
          fetcher={fetcher}
          introspectionQueryName={introspectionName}
          inputValueDeprecation
          schemaDescription
          defaultQuery={startText}
          {...(preload.query === undefined ? {} : { initialQuery: preload.query })}
          {...(preload.variables === undefined ? {} : { initialVariables: preload.variables })}
        >
          <GraphiQL.Logo>Clone Service</GraphiQL.Logo>
        </GraphiQL>
      </main>
    </>
  );
}
