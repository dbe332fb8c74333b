import { newId } from '../../clone/id.ts';
import { askSummaries, wordsFor } from '../askSummaries.ts';
import type { Check } from '../check.ts';

/** Gateways ask only for what the client selected, which may be nothing but details. */
export const answersDetailsAlone: Check = {
  name: 'answers a summary whose fields are all null as an object, not as null',
  async run({ subgraph, contract: { details } }) {
    const fields = details.map(({ field }) => `${field} { __typename }`).join(' ');
    const { entities, errors, answer } = await askSummaries({ subgraph }, [newId()], fields);
    if (entities[0] && errors.length === 0) return [];
    const expected = JSON.stringify(Object.fromEntries(details.map(({ field }) => [field, null])));
    const todo =
      'Null instead of the entry means that the whole summary is missing: answer an object with null details.';
    return [{ sent: answer.sent, expected, came: wordsFor(entities[0], errors), todo }];
  },
};
