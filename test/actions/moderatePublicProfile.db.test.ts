import { describe, expect, it } from 'vitest';
import { createClone, saveDraft, storeClones } from '../makers.ts';
import { startTestService, user } from '../startTestService.ts';
import { codesOf, moderate, moderator, setStatus } from '../profile/operate.ts';

const service = startTestService({ moderationGate: 'publish' });
const alice = user('alice');
const row = (id: string) => service.database.client.clone.findUniqueOrThrow({ where: { id } });
const trail = (cloneId: string) =>
  service.database.client.auditEvent.findMany({ where: { cloneId }, orderBy: { sequence: 'asc' } });
const edit = (cloneId: string, name: string) =>
  service.ask(
    alice,
    'mutation($input: UpdatePublicProfileInput!) { updatePublicProfile(input: $input) { errors { code } } }',
    { input: { cloneId, name } },
  );

describe('moderating a profile', () => {
  it('approves the revision that was reviewed, and shows it to owner and operators', async () => {
    const cloneId = await createClone(service, alice, { name: 'Fox' });
    const { clone, errors } = await moderate(service, cloneId, 1, 'APPROVE', 'a fine name');
    expect(errors).toEqual([]);
    expect(clone).toMatchObject({
      publicProfile: { name: 'Fox', moderationStatus: 'APPROVED' },
      publicProfileDraft: {
        name: 'Fox',
        moderationStatus: 'APPROVED',
        moderationReason: 'a fine name',
        moderatedAt: clone.updatedAt,
        waitingSince: null,
        revision: 1,
      },
    });
  });

  it('for another revision is a conflict: it returns the current profile and decides nothing', async () => {
    const cloneId = await createClone(service, alice, { name: 'Fox' });
    await edit(cloneId, 'Wolf');
    const before = await row(cloneId);
    for (const revision of [0, 1, 3, -1]) {
      const payload = await moderate(service, cloneId, revision, 'APPROVE');
      expect(codesOf(payload)).toEqual(['REVISION_CONFLICT input.expectedRevision']);
      expect(payload.clone.publicProfileDraft).toMatchObject({
        name: 'Wolf',
        revision: 2,
        moderationStatus: 'PENDING',
      });
    }
    expect(await row(cloneId)).toEqual(before);
  });

  it('with the same decision again changes no timestamp and adds no audit row', async () => {
    for (const decision of ['APPROVE', 'REJECT'] as const) {
      const cloneId = await createClone(service, alice, { name: 'Fox' });
      await moderate(service, cloneId, 1, decision, 'first');
      const [before, rows] = [await row(cloneId), await trail(cloneId)];
      expect(codesOf(await moderate(service, cloneId, 1, decision, 'first'))).toEqual([]);
      expect(codesOf(await moderate(service, cloneId, 1, decision))).toEqual([]);
      expect([await row(cloneId), await trail(cloneId)]).toEqual([before, rows]);
    }
  });

  it.each([
    ['left out', undefined, null],
    ['null', null, null],
    ['blank', ' \n ', null],
    ['kept unchanged', ' because 🦊 ', ' because 🦊 '],
    ['of the maximum length', '🦊'.repeat(500), '🦊'.repeat(500)],
  ])('accepts a reason that is %s', async (_, reason, stored) => {
    const cloneId = await createClone(service, alice, { name: 'Fox' });
    expect((await moderate(service, cloneId, 1, 'REJECT', reason)).clone.publicProfileDraft.moderationReason).toBe(
      stored,
    );
  });

  it.each([
    ['too long', 'x'.repeat(501)],
    ['with NUL', 'a\0'],
    ['with a lone surrogate', '\uD800'],
  ])('refuses a reason that is %s before it checks the revision', async (_, reason) => {
    const cloneId = await createClone(service, alice, { name: 'Fox' });
    expect(codesOf(await moderate(service, cloneId, 7, 'REJECT', reason))).toEqual(['INVALID_INPUT input.reason']);
  });

  it.each(['SUSPENDED', 'ARCHIVED'])('works while the clone is %s', async (status) => {
    const cloneId = await createClone(service, alice, { name: 'Fox' });
    await setStatus(service, cloneId, status);
    expect((await moderate(service, cloneId, 1, 'APPROVE')).clone.publicProfileDraft).toMatchObject({
      moderationStatus: 'APPROVED',
    });
  });

  it('allows publishing for good: an approved copy stays valid while later edits wait or are rejected, until it is rejected itself', async () => {
    const publishing = async (cloneId: string) => {
      const { data } = await service.ask(
        alice,
        'mutation($id: ID!) { publishStrategy(input: { cloneId: $id, expectedRevision: 1 }) { errors { code path } } }',
        { id: cloneId },
      );
      return codesOf(data.publishStrategy);
    };
    const make = async () => {
      const cloneId = await createClone(service, alice, { name: 'Fox', modelId: 'swift-1' });
      await saveDraft(service, alice, cloneId);
      return cloneId;
    };
    const [waiting, rejected, edited, taken] = [await make(), await make(), await make(), await make()];
    expect(await publishing(waiting)).toEqual(['MODERATION_REQUIRED input.cloneId']);
    await moderate(service, rejected, 1, 'REJECT');
    expect(await publishing(rejected)).toEqual(['MODERATION_REQUIRED input.cloneId']);
    await moderate(service, edited, 1, 'APPROVE');
    await edit(edited, 'Wolf');
    await moderate(service, edited, 2, 'REJECT');
    expect(await publishing(edited)).toEqual([]);
    await moderate(service, taken, 1, 'APPROVE');
    await moderate(service, taken, 1, 'REJECT');
    expect(await publishing(taken)).toEqual(['MODERATION_REQUIRED input.cloneId']);
  });

  it('of a missing clone is NOT_FOUND', async () => {
    for (const id of ['01900000-0000-7000-8000-00000000dead', 'nothing']) {
      expect(await moderate(service, id, 1, 'APPROVE')).toMatchObject({
        clone: null,
        errors: [{ code: 'NOT_FOUND', path: ['input', 'cloneId'] }],
      });
    }
  });

  it('by many at once for one revision: every moderator gets the current decision, and each change adds a row', async () => {
    const cloneId = await createClone(service, alice, { name: 'Fox' });
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => moderate(service, cloneId, 1, index % 2 === 0 ? 'APPROVE' : 'REJECT')),
    );
    expect(answers.flatMap(codesOf)).toEqual([]);
    const decisions = (await trail(cloneId))
      .filter(({ action }) => action === 'profile.moderated')
      .map(({ details }) => JSON.parse(details).decision);
    expect(decisions.every((decision, index) => index === 0 || decision !== decisions[index - 1])).toBe(true);
    expect((await row(cloneId)).moderationStatus).toBe(decisions.at(-1) === 'APPROVE' ? 'APPROVED' : 'REJECTED');
  });
});

describe('an edit during a review', () => {
  it('makes the decision a conflict: nothing is approved unseen', async () => {
    const cloneId = await createClone(service, alice, { name: 'Fox' });
    const [decided] = await Promise.all([moderate(service, cloneId, 1, 'APPROVE'), edit(cloneId, 'Wolf')]);
    const { approvedName, approvedRevision, name } = await row(cloneId);
    expect(name).toBe('Wolf');
    expect([approvedRevision, approvedName]).toEqual(decided.errors.length === 0 ? [1, 'Fox'] : [null, null]);
  });
});

describe('the moderation queue', () => {
  const own = startTestService();
  const queue = async (args = '') => {
    const { data, errors } = await own.ask(
      moderator,
      `{ moderationQueue${args} { nodes { id publicProfileDraft { name revision waitingSince moderationReason } } edges { cursor } pageInfo { hasNextPage endCursor } } }`,
    );
    expect(errors).toEqual([]);
    return data.moderationQueue;
  };
  const ids = async (): Promise<string[]> => (await queue('(first: 100)')).nodes.map(({ id }: { id: string }) => id);
  const waitSince = (id: string, waitingSince: Date) =>
    own.database.client.clone.update({ where: { id }, data: { waitingSince } });

  it('has exactly the profiles that wait, longest waiting first', async () => {
    const make = (input: Record<string, unknown>) => createClone(own, alice, input);
    const [empty, late, early, approved, rejected] = [
      await make({}),
      await make({ name: 'Late' }),
      await make({ description: 'Early' }),
      await make({ name: 'Approved' }),
      await make({ name: 'Rejected' }),
    ];
    await waitSince(early, new Date('2026-01-01T00:00:00Z'));
    await waitSince(late, new Date('2026-01-02T00:00:00Z'));
    await moderate(own, approved, 1, 'APPROVE');
    await moderate(own, rejected, 1, 'REJECT', 'no');
    expect(await ids()).toEqual([early, late]);
    expect(await ids()).not.toContain(empty);

    // Another edit keeps its place; a profile edited after a decision joins at the end, with its last reason.
    const update = (cloneId: string, name: string) =>
      own.ask(
        alice,
        'mutation($input: UpdatePublicProfileInput!) { updatePublicProfile(input: $input) { errors { code } } }',
        { input: { cloneId, name } },
      );
    await update(early, 'Edited');
    await update(rejected, 'Better');
    expect((await queue()).nodes).toMatchObject([
      { id: early, publicProfileDraft: { name: 'Edited', revision: 2, waitingSince: '2026-01-01T00:00:00.000Z' } },
      { id: late },
      { id: rejected, publicProfileDraft: { name: 'Better', moderationReason: 'no' } },
    ]);
    await moderate(own, early, 2, 'APPROVE');
    expect(await ids()).toEqual([late, rejected]);
  });

  it('has suspended and archived clones, too', async () => {
    const cloneId = await createClone(own, alice, { name: 'Hidden' });
    for (const status of ['SUSPENDED', 'ARCHIVED']) {
      await setStatus(own, cloneId, status);
      expect(await ids()).toContain(cloneId);
    }
  });

  it('is paged without skips or repeats, with many waiting since the same millisecond, while a moderator decides page by page', async () => {
    const same = new Date('2025-06-01T00:00:00.123Z');
    const made = await storeClones(
      own.database.client,
      Array.from({ length: 25 }, () => ({})),
    );
    await own.database.client.clone.updateMany({
      where: { id: { in: made } },
      data: { waitingSince: same, profileRevision: 1 },
    });
    await waitSince(made[3] ?? '', new Date(same.getTime() - 1));
    const expected = [made[3] ?? '', ...made.filter((_, index) => index !== 3).toSorted()];
    const seen: string[] = [];
    let after: string | null = null;
    for (let round = 0; seen.length < expected.length; round += 1) {
      const page = await queue(after === null ? '(first: 4)' : `(first: 4, after: ${JSON.stringify(after)})`);
      seen.push(...page.nodes.map(({ id }: { id: string }) => id));
      after = page.pageInfo.endCursor;
      await moderate(own, page.nodes[0].id, 1, 'APPROVE');
    }
    expect(seen.slice(0, expected.length)).toEqual(expected);
  });
});
