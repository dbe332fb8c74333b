import type { Subject } from './check.ts';
import { Broken } from './finding.ts';
import type { Answer } from './subgraph.ts';

export type Entity = Readonly<Record<string, unknown>>;

export interface Entities {
  readonly entities: readonly (Entity | null)[];
  /** Each error's message, and the entry that it is for (null: it doesn't say). */
  readonly errors: readonly { readonly message: string; readonly entry: number | null }[];
  readonly answer: Answer;
}

type Representation = Readonly<Record<string, unknown>>;

/** Asks for clones' summaries, as a gateway does. Throws Broken when the response isn't a list with an entry for each. */
export function askSummaries(
  { subgraph }: Pick<Subject, 'subgraph'>,
  cloneIds: readonly string[],
  fields: string,
  headers = {},
): Promise<Entities> {
  const representations = cloneIds.map((cloneId) => ({ __typename: 'LifecycleSummary', cloneId }));
  return askEntities({ subgraph }, representations, `... on LifecycleSummary { ${fields} }`, headers);
}

/** Queries `_entities`. Throws Broken when the response isn't a list with an entry for each representation. */
export async function askEntities(
  { subgraph }: Pick<Subject, 'subgraph'>,
  representations: readonly Representation[],
  selection: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Entities> {
  const query = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`;
  const answer = await subgraph.ask({ query, variables: { representations }, headers });
  return { entities: entitiesIn(answer, '_entities', representations.length), errors: errorsIn(answer), answer };
}

/** The entities under `key`. Throws Broken unless there is one for each of `count` representations. */
export function entitiesIn(
  { status, body, sent, came }: Answer,
  key: string,
  count: number,
): readonly (Entity | null)[] {
  const list = body?.data?.[key];
  const expected = `HTTP 200 and \`${key}\` with ${count} ${count === 1 ? 'entry' : 'entries'}, one for each representation`;
  if (status !== 200) {
    const todo =
      "Answer HTTP 200. The fields are the contract's; if one entry fails, make it null and add an error for it.";
    throw new Broken({ sent, expected, came, todo });
  }
  if (Array.isArray(list) && list.length === count) return list;
  const counted = Array.isArray(list) ? `${list.length} entries: ` : '';
  const todo =
    'Answer each representation at its own index. If one fails, make it null and add an error for it; the others must not suffer.';
  throw new Broken({ sent, expected, came: counted + came, todo });
}

function errorsIn({ body }: Answer): Entities['errors'] {
  return (body?.errors ?? []).map(({ message, path }) => ({
    message: String(message),
    entry: typeof path?.[1] === 'number' ? path[1] : null,
  }));
}

/** An entry as text for a finding, with its errors. */
export function wordsFor(entity: Entity | null | undefined, errors: Entities['errors'] = []): string {
  const said = errors.map(({ message }) => message).join('; ');
  const counted =
    errors.length === 0 ? 'no error' : `${errors.length} ${errors.length === 1 ? 'error' : 'errors'}: ${said}`;
  return `${JSON.stringify(entity) ?? 'nothing'}, ${counted}`;
}
