export interface Preload {
  readonly query?: string;
  readonly variables?: string;
}

/** GraphiQL stores an editor's text half a second after its last change; until then only the URL has it. */
const keptAfterMs = 1_000;

/**
 * What a link puts into the editors: `?query=…&variables=…`. The parameters are soon removed from the URL, so that a
 * reload shows later edits and not the link's text again.
 */
export function takePreload(location: Location, history: History): Preload {
  const parameters = new URLSearchParams(location.search);
  const query = parameters.get('query');
  const variables = parameters.get('variables');
  if (query === null) return {};
  setTimeout(() => history.replaceState(null, '', location.pathname), keptAfterMs);
  return variables === null ? { query } : { query, variables };
}

/** The editor's text at the first visit. It runs without a token. */
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
