import { newId } from '../../clone/id.ts';
import { askEntities, wordsFor } from '../askSummaries.ts';
import type { Check, Subject } from '../check.ts';
import { detailEntities } from '../contract.ts';
import type { Finding } from '../finding.ts';

/** Some libraries treat any id as one that exists. */
export const givesNoUnknownDetails: Check = {
  name: 'gives null for the id of a detail that it does not have',
  async run(subject) {
    const found = await Promise.all(detailEntities(subject.contract).map(({ entity }) => lookUp(subject, entity)));
    return found.flat();
  },
};

async function lookUp(subject: Subject, entity: string): Promise<Finding[]> {
  const { entities, errors, answer } = await askEntities(
    subject,
    [{ __typename: entity, id: newId() }],
    `... on ${entity} { __typename id }`,
  );
  if (entities[0] === null) return [];
  const todo = `Look the ${entity} up by its id, and answer null when there is none. Without a resolver, some libraries return the representation itself.`;
  return [
    { sent: answer.sent, expected: 'null: the id is not one of yours', came: wordsFor(entities[0], errors), todo },
  ];
}
