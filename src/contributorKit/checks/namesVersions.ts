import { askSummaries, wordsFor, type Entity } from '../askSummaries.ts';
import type { Check } from '../check.ts';

/** "An unknown StrategyVersion id costs nothing but that reference's own fields": the Clone subgraph judges that, not the one that refers to a version. */
export const namesVersions: Check = {
  name: 'refers to strategy versions by their ids, without checking them',
  needsClones: true,
  async run({ subgraph, contract: { selection }, clones }) {
    if (!selection.includes('strategyVersion')) return { notRun: 'the contract has no strategy version here' };
    const { entities, errors, answer } = await askSummaries({ subgraph }, clones, selection);
    const todo =
      'Give the id that you stored, whether or not such a version exists: gateways ask the Clone subgraph for it. Null means that there is no version.';
    const expected = 'strategyVersion null, or { __typename: "StrategyVersion", id: … } without an error';
    const versions = entities.flatMap(versionsIn);
    const wrong = versions.find((version) => !isReference(version));
    if (wrong) return [{ sent: answer.sent, expected, came: wordsFor(wrong, errors), todo }];
    const complaint = errors.find(({ message }) => /version/i.test(message));
    if (complaint)
      return [{ sent: answer.sent, expected, came: wordsFor(entities[complaint.entry ?? 0], [complaint]), todo }];
    return versions.length > 0 ? [] : { notRun: 'none of the clones given shows a strategy version' };
  },
};

function versionsIn(entity: Entity | null): Entity[] {
  return Object.values(entity ?? {}).flatMap((part) => {
    const version =
      typeof part === 'object' && part !== null && 'strategyVersion' in part ? part.strategyVersion : null;
    return version === null ? [] : [version as Entity];
  });
}

function isReference({ __typename: name, id }: Entity): boolean {
  return name === 'StrategyVersion' && typeof id === 'string' && id !== '';
}
