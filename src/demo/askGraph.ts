/** Sends one operation to a GraphQL endpoint and returns its data. */
export type Ask = <Data>(document: string, variables?: Readonly<Record<string, unknown>>) => Promise<Data>;

/** Queries `endpoint` with `token` (null: without one). Throws an Error with the first message when the response has errors. */
export function askGraph(endpoint: string, token: string | null): Ask {
  return async <Data>(query: string, variables: Readonly<Record<string, unknown>> = {}) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data?: Data; errors?: readonly { readonly message: string }[] };
    if (answer.data === undefined || answer.errors !== undefined) {
      throw new Error(`${endpoint} answered ${response.status}: ${answer.errors?.[0]?.message ?? 'no data'}`);
    }
    return answer.data;
  };
}
