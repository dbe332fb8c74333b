import { newId } from '../../clone/id.ts';
import { askSummaries, wordsFor } from '../askSummaries.ts';
import type { Check } from '../check.ts';

/** Ids are opaque, and gateways pass on what many clients send. */
const oddKeys = [
  '',
  ' ',
  '\u0000',
  'x'.repeat(300),
  '克隆-🦊',
  '0',
  "'; --",
  'ALL',
  '../..',
  '00000000-0000-0000-0000-000000000000',
];

/** A bad representation is null for its own entry and harms no other. */
export const survivesOddKeys: Check = {
  name: 'answers the others when one key is odd (empty, 300 long, not a UUID, …)',
  async run({ subgraph, contract: { status } }) {
    for (const odd of oddKeys) {
      const cloneIds = [newId(), odd, newId()];
      const { entities, errors, answer } = await askSummaries({ subgraph }, cloneIds, `cloneId ${status}`);
      const harmed = [0, 2].find(
        (place) => entities[place]?.['cloneId'] !== cloneIds[place] || entities[place]?.[status] !== 'NONE',
      );
      if (harmed !== undefined) {
        const todo =
          'A key that names nothing is NONE or null at its own index; answer the entries around it as usual.';
        return [
          {
            sent: answer.sent,
            expected: `${status} NONE for the clone at index ${harmed}`,
            came: wordsFor(entities[harmed], errors),
            todo,
          },
        ];
      }
      const value = entities[1]?.[status] ?? null;
      if (value !== null && value !== 'NONE') {
        const todo = 'Compare ids exactly: this key is not one of your clones.';
        return [
          { sent: answer.sent, expected: 'NONE or null for the odd key', came: wordsFor(entities[1], errors), todo },
        ];
      }
    }
    return [];
  },
};
