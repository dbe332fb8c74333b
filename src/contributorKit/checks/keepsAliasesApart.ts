import { newId } from '../../clone/id.ts';
import { entitiesIn, wordsFor } from '../askSummaries.ts';
import type { Check } from '../check.ts';

/** A gateway may send two aliased `_entities` fields in one request. */
export const keepsAliasesApart: Check = {
  name: 'answers two _entities in one request, each with its own',
  async run({ subgraph, contract: { status } }) {
    const [one, two, three] = [newId(), newId(), newId()];
    const represent = (cloneIds: readonly string[]) =>
      cloneIds.map((cloneId) => ({ __typename: 'LifecycleSummary', cloneId }));
    const fields = `{ ... on LifecycleSummary { cloneId ${status} } }`;
    const answer = await subgraph.ask({
      query: `query ($a: [_Any!]!, $b: [_Any!]!) { a: _entities(representations: $a) ${fields} b: _entities(representations: $b) ${fields} }`,
      variables: { a: represent([one, two]), b: represent([three]) },
    });
    const came = [...entitiesIn(answer, 'a', 2), ...entitiesIn(answer, 'b', 1)];
    const wrong = [one, two, three].findIndex((cloneId, index) => came[index]?.['cloneId'] !== cloneId);
    if (wrong < 0) return [];
    const todo =
      'Some gateways put two lookups into one request: read the arguments of each field, not the variables by name.';
    const expected = `the summary of ${[one, two, three][wrong]} under \`${wrong < 2 ? 'a' : 'b'}\``;
    return [{ sent: answer.sent, expected, came: wordsFor(came[wrong]), todo }];
  },
};
