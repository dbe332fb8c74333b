import { describe, expect, it } from 'vitest';
import { cloneStatuses, type CloneRecord, type CloneStatus } from '../../src/clone/clone.ts';
import { mayBecome } from '../../src/clone/mayBecome.ts';
import { applyDecision } from '../../src/profile/moderationDecision.ts';
import { moderationGates } from '../../src/profile/moderationGate.ts';
import { applyProfileChange } from '../../src/profile/profileChange.ts';
import { profileDraft, publicFace } from '../../src/profile/publicFace.ts';
import { publicTrace, stampVisibleChange } from '../../src/profile/publicTrace.ts';
import { makeCloneRecord } from '../lifecycle/makeCloneRecord.ts';
import { faceOf, histories, isListed, tell, type Step } from './moderationHistory.ts';

const time = (minute: number): Date => new Date(Date.UTC(2026, 5, 1, 0, minute));
const fresh = applyProfileChange(
  { ...makeCloneRecord(), activeVersionId: '01900000-0000-7000-8000-000000000002' },
  { name: 'v1' },
  time(0),
);

function apply(clone: CloneRecord, step: Step, now: Date): CloneRecord {
  const become = (status: CloneStatus): CloneRecord => (mayBecome(clone.status, status) ? { ...clone, status } : clone);
  switch (step) {
    case 'edit':
      return clone.status === 'ACTIVE'
        ? applyProfileChange(clone, { name: `v${clone.profileRevision + 1}` }, now)
        : clone;
    case 'approve':
      return applyDecision(clone, 'APPROVE', 'fine', now);
    case 'reject':
      return applyDecision(clone, 'REJECT', 'not fine', now);
    case 'activate':
      return become('ACTIVE');
    case 'suspend':
      return become('SUSPENDED');
    case 'archive':
      return become('ARCHIVED');
  }
}

const replay = (history: readonly Step[]): CloneRecord =>
  history.reduce((clone, step, index) => apply(clone, step, time(index + 1)), fresh);
const all = histories(5);

describe(`after each of the ${all.length} histories of at most five steps`, () => {
  it('a profile stands where the rules say: revision, status, place in the queue, approved copy', () => {
    for (const history of all) {
      const [clone, told] = [replay(history), tell(history)];
      expect(
        {
          status: clone.status,
          revision: clone.profileRevision,
          draftStatus: clone.moderation.status,
          waits: clone.moderation.waitingSince !== null,
          approved: clone.approved?.revision ?? null,
          lastDecision: clone.moderation.lastDecision,
        },
        history.join(),
      ).toEqual(told);
    }
  });

  it.each(moderationGates)('everybody sees what they may, with the gate %s', (gate) => {
    for (const history of all) {
      const [clone, told] = [replay(history), tell(history)];
      for (const seesHidden of [false, true]) {
        const { name, moderationStatus } = publicFace(clone, gate, seesHidden);
        expect({ name, moderationStatus }, `${history.join()} ${seesHidden}`).toEqual(faceOf(told, gate, seesHidden));
      }
      expect(profileDraft(clone)).toMatchObject({ name: `v${told.revision}`, moderationStatus: told.draftStatus });
    }
  });

  it.each(moderationGates)(
    '`updatedAt` moved exactly when the public could see a difference, the directory included, with the gate %s',
    (gate) => {
      for (const history of all.filter(({ length }) => length > 0)) {
        const [before, after] = [replay(history.slice(0, -1)), replay(history)];
        const seen = (steps: readonly Step[]) =>
          JSON.stringify([
            faceOf(tell(steps), gate, false),
            isListed(tell(steps), gate),
            tell(steps).approved !== null,
          ]);
        const changed = seen(history.slice(0, -1)) !== seen(history);
        expect(stampVisibleChange(before, after, gate, time(99)).updatedAt, history.join()).toEqual(
          changed ? time(99) : before.updatedAt,
        );
      }
    },
  );
});

describe('a decision', () => {
  it('that stands already gives the very same clone, whatever reason comes with it', () => {
    for (const decision of ['APPROVE', 'REJECT'] as const) {
      const decided = applyDecision(fresh, decision, 'the first reason', time(1));
      expect(applyDecision(decided, decision, 'another reason', time(2))).toBe(decided);
    }
  });

  it('says when and why, until the next one, through later edits', () => {
    const rejected = applyDecision(fresh, 'REJECT', 'blurred', time(1));
    const edited = applyProfileChange(rejected, { name: 'v2' }, time(2));
    expect(edited.moderation).toEqual({
      status: 'PENDING',
      lastDecision: 'REJECTED',
      reason: 'blurred',
      moderatedAt: time(1),
      waitingSince: time(2),
    });
    expect(applyDecision(edited, 'APPROVE', null, time(3)).moderation).toEqual({
      status: 'APPROVED',
      lastDecision: 'APPROVED',
      reason: null,
      moderatedAt: time(3),
      waitingSince: null,
    });
  });

  it('of approval freezes what was looked at: a later edit changes nothing of it', () => {
    const edited = applyProfileChange(
      applyDecision(fresh, 'APPROVE', null, time(1)),
      { name: 'v2', description: 'new' },
      time(2),
    );
    expect(edited.approved).toEqual({ revision: 1, at: time(1), content: fresh.draft });
    expect(publicTrace(edited, 'both')).toBe(publicTrace(applyDecision(fresh, 'APPROVE', null, time(1)), 'both'));
  });
});

describe('a row status', () => {
  it('becomes what it may', () => {
    const allowed = cloneStatuses.flatMap((from) =>
      cloneStatuses.filter((to) => mayBecome(from, to)).map((to) => `${from} ${to}`),
    );
    expect(allowed).toEqual([
      'ACTIVE ACTIVE',
      'ACTIVE SUSPENDED',
      'ACTIVE ARCHIVED',
      'SUSPENDED ACTIVE',
      'SUSPENDED SUSPENDED',
      'SUSPENDED ARCHIVED',
      'ARCHIVED ACTIVE',
      'ARCHIVED ARCHIVED',
    ]);
  });
});
