import { isDeepStrictEqual } from 'node:util';
import { newId } from '../../clone/id.ts';
import { askSummaries, wordsFor } from '../askSummaries.ts';
import type { Check } from '../check.ts';

/** Gateways pass on what the caller sent: a token that isn't meant for this subgraph, a request id, headers of their own. */
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
      'A lifecycle is public: answer alike with and without a token. (A token of yours that is to be sent instead: --header-env.)';
    return [{ sent: answer.sent, expected: wordsFor(plain.entities[0]), came: wordsFor(entities[0], errors), todo }];
  },
};
