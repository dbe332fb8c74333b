import { isDeepStrictEqual } from 'node:util';
import { newId } from '../../clone/id.ts';
import { askSummaries, wordsFor } from '../askSummaries.ts';
import type { Check } from '../check.ts';

/** Gateways pass on what the caller sent: a token that isn't for this subgraph, a request id, other headers. */
const strange = {
  authorization: 'Bearer a-token-of-somebody',
  'x-request-id': 'check-contributor',
  'x-unheard-of': 'yes',
};

export const ignoresHeaders: Check = {
  name: 'answers whatever headers a gateway passes on',
  async run({ subgraph, contract: { status } }) {
    const cloneIds = [newId()];
    const plain = await askSummaries({ subgraph }, cloneIds, `cloneId ${status}`);
    const { entities, errors, answer } = await askSummaries({ subgraph }, cloneIds, `cloneId ${status}`, strange);
    if (isDeepStrictEqual(entities, plain.entities) && errors.length === 0) return [];
    const todo =
      'Lifecycles are public: answer the same with and without a token. (To send a token of your own instead: --header-env.)';
    return [{ sent: answer.sent, expected: wordsFor(plain.entities[0]), came: wordsFor(entities[0], errors), todo }];
  },
};
