import { newId } from '../../clone/id.ts';
import { askEntities, askSummaries, wordsFor } from '../askSummaries.ts';
import type { Check, Subject } from '../check.ts';
import type { Finding } from '../finding.ts';

/** Details are entities of their own: gateways may look one up by its id. A library may take any id for one that exists. */
export const findsDetails: Check = {
  name: 'finds details by their id, and gives null for an id that it does not have',
  async run(subject) {
    const found = await Promise.all(
      subject.contract.details.map(({ field, entity }) => (entity === null ? [] : lookUp(subject, field, entity))),
    );
    return found.flat();
  },
};

async function lookUp(subject: Subject, field: string, entity: string): Promise<Finding[]> {
  const ids = [newId(), ...(await shownIds(subject, field))];
  const representations = ids.map((id) => ({ __typename: entity, id }));
  const { entities, errors, answer } = await askEntities(subject, representations, `... on ${entity} { __typename id }`);
  const { sent } = answer;
  if (entities[0] !== null) {
    const todo = `Look the ${entity} up by its id, and answer null when there is none. Some libraries give back what they were asked for, if no resolver does.`;
    return [{ sent, expected: 'null for the first, which is no id of yours', came: wordsFor(entities[0], errors), todo }];
  }
  const missing = ids.findIndex((id, index) => index > 0 && entities[index]?.['id'] !== id);
  if (missing < 0) return [];
  const todo = `Answer each ${entity} that you show in a summary, too, when a gateway asks for it by its id.`;
  return [{ sent, expected: `the ${entity} ${String(ids[missing])}`, came: wordsFor(entities[missing], errors), todo }];
}

/** The ids of the details that the known clones' summaries show. */
async function shownIds(subject: Subject, field: string): Promise<readonly unknown[]> {
  if (subject.clones.length === 0) return [];
  const { entities } = await askSummaries(subject, subject.clones, `${field} { id }`);
  return entities.flatMap((summary) => (summary?.[field] ? [(summary[field] as { readonly id: unknown }).id] : []));
}
