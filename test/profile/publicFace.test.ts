import { describe, expect, it } from 'vitest';
import { cloneStatuses, moderationStatuses, type CloneRecord } from '../../src/clone/clone.ts';
import { noContent, type ModeratedContent } from '../../src/clone/moderatedFields.ts';
import { moderationGates } from '../../src/profile/moderationGate.ts';
import { applyProfileChange } from '../../src/profile/profileChange.ts';
import { publicFace } from '../../src/profile/publicFace.ts';
import { stampVisibleChange } from '../../src/profile/publicTrace.ts';

const then = new Date('2026-01-01T00:00:00Z');
const now = new Date('2026-02-01T00:00:00Z');
const content = (name: string | null): ModeratedContent => ({
  ...noContent,
  name,
  description: name && `about ${name}`,
  shownAssets: name ? [name] : [],
});
const nothing = content(null);

function clone(parts: Partial<CloneRecord> = {}): CloneRecord {
  return {
    id: '01a21110-59c1-7033-83ac-d8c054b51505',
    ownerId: 'alice',
    status: 'ACTIVE',
    createdAt: then,
    updatedAt: then,
    draft: content('draft'),
    shownCapabilities: [],
    profileRevision: 2,
    profileUpdatedAt: then,
    approved: null,
    model: null,
    activeVersionId: null,
    activation: null,
    paused: false,
    moderation: { status: 'PENDING', lastDecision: null, reason: null, moderatedAt: null, waitingSince: then },
    ...parts,
  };
}

const decisions = [null, 'APPROVED', 'REJECTED'] as const;
const every = moderationGates.flatMap((gate) =>
  cloneStatuses.flatMap((status) =>
    moderationStatuses.flatMap((moderation) =>
      decisions.flatMap((lastDecision) =>
        [null, { revision: 1, at: then, content: content('approved') }].flatMap((approved) =>
          [true, false].map((seesHidden) => ({ gate, status, moderation, lastDecision, approved, seesHidden })),
        ),
      ),
    ),
  ),
);

/** doc/behaviour.md#moderation, read once more and written another way. */
function expected({ gate, status, moderation, lastDecision, approved, seesHidden }: (typeof every)[number]) {
  const open = gate === 'none';
  const hides = status === 'SUSPENDED' || (open && lastDecision === 'REJECTED');
  let name: string | null = open ? 'draft' : approved ? 'approved' : null;
  if (hides && !seesHidden) name = null;
  let shownStatus: string = moderation;
  if (open && lastDecision === 'REJECTED') shownStatus = 'REJECTED';
  if (!open && approved) shownStatus = 'APPROVED';
  return { ...content(name), moderationStatus: shownStatus };
}

describe('the public face', () => {
  it(`is that of the rule for all ${every.length} situations`, () => {
    for (const situation of every) {
      const { gate, status, moderation, lastDecision, approved, seesHidden } = situation;
      const record = clone({
        status,
        approved,
        moderation: { status: moderation, lastDecision, reason: null, moderatedAt: null, waitingSince: null },
      });
      expect(publicFace(record, gate, seesHidden), JSON.stringify(situation)).toMatchObject(expected(situation));
    }
  });

  it('of a rejected profile stays hidden through later edits', () => {
    const rejected = clone({
      moderation: { status: 'REJECTED', lastDecision: 'REJECTED', reason: 'no', moderatedAt: then, waitingSince: null },
    });
    const edited = applyProfileChange(rejected, { name: 'better' }, now);
    expect(publicFace(edited, 'none', false)).toMatchObject({ ...nothing, moderationStatus: 'REJECTED' });
    expect(edited.moderation).toMatchObject({ status: 'PENDING', reason: 'no', waitingSince: now });
  });
});

describe('a change of a profile', () => {
  it('that changes nothing gives the very same clone', () => {
    const one = clone();
    expect(applyProfileChange(one, { name: 'draft', shownCapabilities: [] }, now)).toBe(one);
  });

  it('of moderated content waits for review, adds a revision, and keeps its place in the queue', () => {
    expect(applyProfileChange(clone(), { name: 'new' }, now)).toMatchObject({
      profileRevision: 3,
      moderation: { status: 'PENDING', waitingSince: then },
    });
  });

  it('of shown capabilities is not moderated', () => {
    const changed = applyProfileChange(
      clone({
        moderation: {
          status: 'APPROVED',
          lastDecision: 'APPROVED',
          reason: null,
          moderatedAt: then,
          waitingSince: null,
        },
      }),
      { shownCapabilities: ['MODEL'] },
      now,
    );
    expect(changed).toMatchObject({
      profileRevision: 2,
      moderation: { status: 'APPROVED' },
      shownCapabilities: ['MODEL'],
      profileUpdatedAt: now,
    });
  });

  it('moves the time of update only when the public can see it', () => {
    const gated = clone({ approved: { revision: 1, at: then, content: content('approved') } });
    const edited = applyProfileChange(gated, { description: 'other' }, now);
    expect(stampVisibleChange(gated, edited, 'publish', now).updatedAt).toEqual(then);
    expect(stampVisibleChange(gated, edited, 'none', now).updatedAt).toEqual(now);
    const unnamed = clone({ draft: nothing });
    expect(
      stampVisibleChange(unnamed, applyProfileChange(unnamed, { name: 'a name' }, now), 'publish', now).updatedAt,
    ).toEqual(now); // a set-up step
  });
});
