import { isDeepStrictEqual } from 'node:util';
import { newId } from '../../clone/id.ts';
import { askSummaries, wordsFor, type Entity } from '../askSummaries.ts';
import type { Check, Subject } from '../check.ts';
import type { Finding } from '../finding.ts';

const batchSize = 100;

/** "100 clones cost one `_entities` call with 100 representations", and Apollo Gateway doesn't deduplicate them. */
export const answersBatch: Check = {
  name: `answers ${batchSize} clones in one request, each at its index, also the same one twice`,
  async run(subject) {
    const { status } = subject.contract;
    const known = subject.clones.slice(0, 10);
    const others = Array.from({ length: batchSize - 1 - known.length }, newId);
    // The known ones are in the middle and the list is reversed, so that only the right order fits.
    const distinct = [...others.slice(0, 50), ...known, ...others.slice(50)].toReversed();
    const cloneIds = [...distinct, distinct[0] ?? ''];
    const { entities, answer } = await askSummaries(subject, cloneIds, `cloneId ${status}`);
    const { sent } = answer;
    const misplaced = cloneIds.findIndex((cloneId, index) => entities[index]?.['cloneId'] !== cloneId);
    if (misplaced >= 0) {
      const expected = `the summary of ${cloneIds[misplaced]} at index ${misplaced}`;
      const todo =
        'Answer in the order of the representations, repeated ones included: databases return rows in any order.';
      return [{ sent, expected, came: wordsFor(entities[misplaced]), todo }];
    }
    if (!isDeepStrictEqual(entities[0], entities.at(-1))) {
      const came = `${wordsFor(entities[0])} and ${wordsFor(entities.at(-1))}`;
      return [
        {
          sent,
          expected: 'the same answer for the same clone',
          came,
          todo: 'Answer a repeated representation as you answered the first.',
        },
      ];
    }
    return differences(subject, new Map(cloneIds.map((cloneId, index) => [cloneId, entities[index] ?? null])), sent);
  },
};

/** A known clone must have the same fact alone as in the batch. */
async function differences(
  subject: Subject,
  batch: ReadonlyMap<string, Entity | null>,
  sent: string,
): Promise<Finding[]> {
  const { status } = subject.contract;
  for (const cloneId of subject.clones.slice(0, 10)) {
    const alone = await askSummaries(subject, [cloneId], `cloneId ${status}`);
    const [inBatch, expected] = [batch.get(cloneId), alone.entities[0]];
    if (isDeepStrictEqual(inBatch, expected)) continue;
    const todo = 'Give each clone its own fact: match facts that were read together by clone id, not by order.';
    return [{ sent, expected: `${wordsFor(expected)}, as when it is requested alone`, came: wordsFor(inBatch), todo }];
  }
  return [];
}
