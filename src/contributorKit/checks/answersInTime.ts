import { newId } from '../../clone/id.ts';
import { askSummaries } from '../askSummaries.ts';
import type { Check } from '../check.ts';

const limit = 1_000;

/** A batch as large as a page of clones. The first request only warms up. */
export const answersInTime: Check = {
  name: `answers 100 clones within ${limit} ms`,
  async run({ subgraph, contract: { selection } }) {
    const cloneIds = Array.from({ length: 100 }, newId);
    await askSummaries({ subgraph }, cloneIds, selection);
    const { answer } = await askSummaries({ subgraph }, cloneIds, selection);
    if (answer.milliseconds <= limit) return [];
    const todo =
      'Read all clones of a request with one query. Every summary waits for the slowest source, and gateways give up after a few seconds.';
    return [
      {
        sent: answer.sent,
        expected: `an answer within ${limit} ms`,
        came: `one after ${Math.round(answer.milliseconds)} ms`,
        todo,
      },
    ];
  },
};
