export interface Preload {
  readonly query?: string;
  readonly variables?: string;
}

/** GraphiQL keeps an editor's text half a second after it last changed: until then the address has the only copy. */
const keptAfterMs = 1_000;

/**
 * What a link puts into the editors: `?query=…&variables=…`. The parameters are soon taken out of the address, so that a
 * reload shows what was edited since and not the link's text again.
 */
export function takePreload(location: Location, history: History): Preload {
  const parameters = new URLSearchParams(location.search);
  const query = parameters.get('query');
  const variables = parameters.get('variables');
  if (query === null) return {};
  setTimeout(() => history.replaceState(null, '', location.pathname), keptAfterMs);
  return variables === null ? { query } : { query, variables };
}

/** What a first visit finds in the editor. It runs without a token. */
export const startText = `# Ctrl-Enter (Cmd-Enter) runs this,
# Ctrl-Space completes names, and the
# book at the left opens the docs.
#
# This needs no token. myClones and all
# that is private do: paste one above.

query Directory {
  publicClones(first: 10) {
    nodes {
      id
      publicProfile {
        name
        description
      }
      lifecycle {
        state
        nextAction
        unavailable
        setup {
          complete
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`;
