import type { Subject } from './check.ts';
import { Broken } from './finding.ts';
import type { Answer } from './subgraph.ts';

export type Entity = Readonly<Record<string, unknown>>;

export interface Entities {
  readonly entities: readonly (Entity | null)[];
  /** Messages, and for which entry each is: null when it doesn't say. */
  readonly errors: readonly { readonly message: string; readonly entry: number | null }[];
  readonly answer: Answer;
}

type Representation = Readonly<Record<string, unknown>>;

/** Asks for the summaries of clones, as a gateway does. Throws Broken when the answer isn't a list with an entry for each. */
export function askSummaries(
  { subgraph }: Pick<Subject, 'subgraph'>,
  cloneIds: readonly string[],
  fields: string,
  headers = {},
): Promise<Entities> {
  const representations = cloneIds.map((cloneId) => ({ __typename: 'LifecycleSummary', cloneId }));
  return askEntities({ subgraph }, representations, `... on LifecycleSummary { ${fields} }`, headers);
}

/** Asks `_entities`. Throws Broken when the answer isn't a list with an entry for each representation. */
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

/** The entities below `key`, one for each of `count` representations; else throws Broken. */
export function entitiesIn(
  { status, body, sent, came }: Answer,
  key: string,
  count: number,
): readonly (Entity | null)[] {
  const list = body?.data?.[key];
  const expected = `HTTP 200 and \`${key}\` with ${count} ${count === 1 ? 'entry' : 'entries'}, one for each representation`;
  if (status !== 200) {
    const todo =
      "Answer HTTP 200. The fields are the contract's; what goes wrong for one entry is null there, with an error beside it.";
    throw new Broken({ sent, expected, came, todo });
  }
  if (Array.isArray(list) && list.length === count) return list;
  const counted = Array.isArray(list) ? `${list.length} entries: ` : '';
  const todo =
    'Answer each representation at its own place. What goes wrong for one is null there, with an error beside it, and costs the others nothing.';
  throw new Broken({ sent, expected, came: counted + came, todo });
}

function errorsIn({ body }: Answer): Entities['errors'] {
  return (body?.errors ?? []).map(({ message, path }) => ({
    message: String(message),
    entry: typeof path?.[1] === 'number' ? path[1] : null,
  }));
}

/** An entry in words, for a finding, with the errors that concern it. */
export function wordsFor(entity: Entity | null | undefined, errors: Entities['errors'] = []): string {
  const said = errors.map(({ message }) => message).join('; ');
  const counted =
    errors.length === 0 ? 'no error' : `${errors.length} ${errors.length === 1 ? 'error' : 'errors'}: ${said}`;
  return `${JSON.stringify(entity) ?? 'nothing'}, ${counted}`;
}
