import { newId } from '../../clone/id.ts';
import { askEntities, askSummaries, wordsFor } from '../askSummaries.ts';
import type { Check, Subject } from '../check.ts';
import { detailEntities } from '../contract.ts';
import type { Finding } from '../finding.ts';

/** Details are entities: gateways may look one up by its id. */
export const findsDetails: Check = {
  name: 'finds, by its id, each detail that it shows',
  needsClones: true,
  async run(subject) {
    const details = detailEntities(subject.contract);
    const found = await Promise.all(details.map(({ field, entity }) => lookUp(subject, field, entity)));
    if (found.every((findings) => findings === null))
      return { notRun: `none of the clones given shows ${details.map(({ field }) => field).join(' or ')}` };
    return found.flatMap((findings) => findings ?? []);
  },
};

/** null if no summary shows such a detail. */
async function lookUp(subject: Subject, field: string, entity: string): Promise<Finding[] | null> {
  const summaries = await askSummaries(subject, subject.clones, `${field} { id }`);
  const ids = summaries.entities.flatMap((summary) =>
    summary?.[field] ? [(summary[field] as { readonly id: unknown }).id] : [],
  );
  if (ids.length === 0) return null;
  // An unknown one comes first, so that only the right order fits.
  const representations = [newId(), ...ids].map((id) => ({ __typename: entity, id }));
  const { entities, errors, answer } = await askEntities(
    subject,
    representations,
    `... on ${entity} { __typename id }`,
  );
  const shown = entities.slice(1);
  const missing = ids.findIndex((id, index) => shown[index]?.['id'] !== id);
  if (missing < 0) return [];
  const todo = `Answer each ${entity} that you show in a summary also when a gateway asks for it by its id.`;
  return [
    {
      sent: answer.sent,
      expected: `the ${entity} ${String(ids[missing])}`,
      came: wordsFor(shown[missing], errors),
      todo,
    },
  ];
}
