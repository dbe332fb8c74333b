import { newId } from '../../clone/id.ts';
import { askSummaries, wordsFor } from '../askSummaries.ts';
import type { Check } from '../check.ts';
import type { Finding } from '../finding.ts';

/** NONE when there never was one; null only when the fact couldn't be read. */
export const saysNone: Check = {
  name: 'says NONE, without details, for a clone that it knows nothing about',
  asksPlainly: true,
  async run({ subgraph, contract: { source, status, details, selection } }) {
    const cloneId = newId();
    const { entities, errors, answer } = await askSummaries({ subgraph }, [cloneId], selection);
    const [entity] = entities;
    const found = (expected: string, todo: string): Finding[] => [
      { sent: answer.sent, expected, came: wordsFor(entity, errors), todo },
    ];
    if (entity === null || entity === undefined) {
      return found(
        `a summary with ${status} NONE`,
        'Every clone id has a summary, also one that you have never seen: answer it with NONE.',
      );
    }
    if (errors.length > 0)
      return found('no error', 'Nothing went wrong: knowing nothing about a clone is NONE, not an error.');
    if (entity[status] !== 'NONE') {
      const todo = `Answer NONE. Null means that the fact could not be read: the state is then unknown, and ${source.toUpperCase()} is in \`unavailable\`.`;
      return found(`${status} NONE`, todo);
    }
    const given = details.filter(({ field }) => entity[field] !== null);
    return given.length === 0
      ? []
      : found(
          `null for ${given.map(({ field }) => field).join(' and ')}`,
          'With NONE there are no details: answer null.',
        );
  },
};
