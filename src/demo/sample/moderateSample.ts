import type { Ask } from '../askGraph.ts';
import type { SampleClone } from './sampleClones.ts';

interface Profile {
  readonly revision: number;
  readonly moderatedAt: string | null;
}

/**
 * Has a sample clone's profile approved, and then edited by its creator where the sample says so: that waits for olga.
 * Safe to repeat after it was interrupted: a profile that was decided on isn't approved again.
 */
export async function moderateSample(
  { creator, name, edited }: SampleClone,
  cloneId: string,
  askAs: (person: 'alice' | 'bob' | 'olga') => Ask,
): Promise<void> {
  if (name === null) return;
  const { clone } = await askAs('olga')<{ clone: { publicProfileDraft: Profile } }>(
    'query ($cloneId: ID!) { clone(id: $cloneId) { publicProfileDraft { revision moderatedAt } } }',
    { cloneId },
  );
  const { revision, moderatedAt } = clone.publicProfileDraft;
  if (moderatedAt === null) {
    await askAs('olga')(
      'mutation ($input: ModeratePublicProfileInput!) { moderatePublicProfile(input: $input) { errors { code } } }',
      { input: { cloneId, expectedRevision: revision, decision: 'APPROVE' } },
    );
  }
  if (edited === undefined) return;
  await askAs(creator)(
    'mutation ($input: UpdatePublicProfileInput!) { updatePublicProfile(input: $input) { errors { code } } }',
    { input: { cloneId, ...edited } },
  );
}
