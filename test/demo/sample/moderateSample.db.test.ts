import { expect, it } from 'vitest';
import type { Ask } from '../../../src/demo/askGraph.ts';
import { createSampleClone } from '../../../src/demo/sample/createSampleClone.ts';
import { moderateSample } from '../../../src/demo/sample/moderateSample.ts';
import { sampleClones, type SampleClone } from '../../../src/demo/sample/sampleClones.ts';
import { startTestService, user } from '../../startTestService.ts';

const service = startTestService({ moderationGate: 'audition' });

const moderator = user('olga', 'clone:admin', 'clone:moderate');

const askAs =
  (person: string): Ask =>
  async (document, variables) => {
    const { data, errors } = await service.ask(person === 'olga' ? moderator : user(person), document, variables);
    expect(errors).toEqual([]);
    return data;
  };

const profiles = 'publicProfile { description } publicProfileDraft { description revision moderationStatus }';

it('has a profile approved, and a later edit of it waiting, however often it is repeated', async () => {
  const hawk = sampleClones.find(({ edited }) => edited !== undefined) as SampleClone;
  const { cloneId } = await createSampleClone(hawk, askAs(hawk.creator));
  const seen = [];
  for (let time = 0; time < 3; time += 1) {
    await moderateSample(hawk, cloneId, askAs);
    const { data } = await service.ask(moderator, `{ moderationQueue { nodes { id ${profiles} } } }`);
    seen.push(data.moderationQueue.nodes);
  }
  expect(seen[0]).toEqual([
    {
      id: cloneId,
      publicProfile: { description: hawk.description },
      publicProfileDraft: { description: hawk.edited?.description, revision: 2, moderationStatus: 'PENDING' },
    },
  ]);
  expect(seen).toEqual([seen[0], seen[0], seen[0]]);
});

it('leaves a decision that olga made afterwards, and what has no name', async () => {
  const plain = sampleClones.find(({ edited, name }) => edited === undefined && name !== null) as SampleClone;
  const { cloneId } = await createSampleClone(plain, askAs('carol'));
  await moderateSample(plain, cloneId, askAs);
  const input = (expectedRevision: number) => ({ input: { cloneId, expectedRevision, decision: 'REJECT' } });
  const read = `query ($cloneId: ID!) { clone(id: $cloneId) { ${profiles} } }`;
  const { data } = await service.ask(moderator, read, { cloneId });
  await askAs('olga')(
    'mutation ($input: ModeratePublicProfileInput!) { moderatePublicProfile(input: $input) { errors { code } } }',
    input(data.clone.publicProfileDraft.revision),
  );
  await moderateSample(plain, cloneId, askAs);
  const after = await service.ask(moderator, read, { cloneId });
  expect(after.data.clone.publicProfileDraft.moderationStatus).toBe('REJECTED');
});
