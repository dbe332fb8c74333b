import { describe, expect, it } from 'vitest';
import { judgeActivation, judgePause } from '../../src/activation/judgeActivation.ts';
import { combinations, makeCloneRecord } from '../lifecycle/makeCloneRecord.ts';

const capacity = { maxDataStreams: 3, maxAssets: 5, maxPromptCharacters: 4_000, modelTier: 'STANDARD' } as const;
const active = '01900000-0000-7000-8000-000000000002';
const earlier = '01900000-0000-7000-8000-000000000003';
const facts = {
  id: earlier,
  cloneId: '01900000-0000-7000-8000-000000000001',
  number: 1,
  contentHash: 'hash',
  contentSchema: 1,
  model: { id: 'swift-1', name: 'Swift 1', tier: 'STANDARD' },
  catalogVersion: 'gone long ago',
  note: null,
  publishedBy: 'alice',
  publishedAt: new Date('2026-01-01T00:00:00Z'),
  usage: { dataStreams: 3, assets: 5, promptCharacters: 4_000 },
} as const;
const approval = { revision: 1, at: new Date('2026-01-01T00:00:00Z'), content: makeCloneRecord().draft };
const live = makeCloneRecord({ activeVersionId: active, activation: 7 });

describe('activating a version', () => {
  it.each(['none', 'publish', 'audition', 'both'] as const)(
    'is refused for the first reason in their order, with the gate %s',
    (moderationGate) => {
      for (const is of combinations('suspended', 'wordy', 'unknown', 'active', 'stale', 'unapproved', 'large')) {
        const clone = {
          ...live,
          status: is.suspended ? ('SUSPENDED' as const) : ('ACTIVE' as const),
          approved: is.unapproved ? null : approval,
        };
        const usage = { ...facts.usage, assets: is.large ? 6 : 5 };
        const version = is.unknown ? null : { ...facts, id: is.active ? active : earlier, usage };
        const asked = { expectedActivation: is.stale ? 6 : 7, reason: is.wordy ? 'x'.repeat(501) : ' ' };
        const outcomes: [boolean, string][] = [
          [is.suspended, 'CLONE_NOT_ACTIVE input.cloneId'],
          [is.wordy, 'INVALID_INPUT input.reason'],
          [is.unknown, 'NOT_FOUND input.versionId'],
          [is.active, 'unchanged'],
          [is.stale, 'REVISION_CONFLICT input.expectedActivation'],
          [
            is.unapproved && (moderationGate === 'publish' || moderationGate === 'both'),
            'MODERATION_REQUIRED input.cloneId',
          ],
          [is.large, 'ENTITLEMENT_EXCEEDED input.versionId'],
          [true, 'moves'],
        ];
        const judgement = judgeActivation({ clone, asked, version, capacity, moderationGate });
        expect(told(judgement)).toEqual([outcomes.find(([holds]) => holds)?.[1]]);
      }
    },
  );

  it('names every limit that the version exceeds now, and no number of the version', () => {
    const usage = { dataStreams: 77, assets: 78, promptCharacters: 7_900 };
    const version = { ...facts, usage, model: { ...facts.model, tier: 'FRONTIER' as const } };
    const asked = { expectedActivation: 7 };
    const judgement = judgeActivation({ clone: live, asked, version, capacity, moderationGate: 'none' });
    const messages = judgement.kind === 'refused' ? judgement.errors.map(({ message }) => message) : [];
    expect(messages.map((message) => /\b(3|5|4000|STANDARD)\b/.exec(message)?.[0])).toEqual([
      '3',
      '5',
      '4000',
      'STANDARD',
    ]);
    expect(messages.join()).not.toMatch(/77|78|7900|FRONTIER/);
  });

  it('keeps a pause, and the reason as it was typed', () => {
    const asked = { expectedActivation: 7, reason: ' Lost too much. ' };
    const clone = { ...live, paused: true };
    expect(judgeActivation({ clone, asked, version: facts, capacity, moderationGate: 'none' })).toEqual({
      kind: 'moves',
      move: { versionId: earlier, paused: true, cause: 'ACTIVATED', reason: ' Lost too much. ' },
    });
  });
});

describe('pausing and resuming', () => {
  it('are refused for the first reason in their order', () => {
    for (const is of combinations('suspended', 'wordy', 'unpublished', 'paused', 'pausing', 'stale')) {
      const clone = {
        ...(is.unpublished ? makeCloneRecord() : { ...live, paused: is.paused }),
        status: is.suspended ? ('ARCHIVED' as const) : ('ACTIVE' as const),
      };
      const asked = { expectedActivation: is.stale ? 8 : 7, reason: is.wordy ? 'x'.repeat(501) : null };
      const outcomes: [boolean, string][] = [
        [is.suspended, 'CLONE_NOT_ACTIVE input.cloneId'],
        [is.wordy, 'INVALID_INPUT input.reason'],
        [is.unpublished, 'INVALID_INPUT input.cloneId'],
        [is.paused === is.pausing, 'unchanged'],
        [is.stale, 'REVISION_CONFLICT input.expectedActivation'],
        [true, 'moves'],
      ];
      const judgement = judgePause(clone, is.pausing, asked);
      expect(told(judgement)).toEqual([outcomes.find(([holds]) => holds)?.[1]]);
      if (judgement.kind !== 'moves') continue;
      const cause = is.pausing ? 'PAUSED' : 'RESUMED';
      expect(judgement.move).toEqual({ versionId: active, paused: is.pausing, cause, reason: null });
    }
  });
});

function told(judgement: ReturnType<typeof judgePause>): string[] {
  if (judgement.kind !== 'refused') return [judgement.kind];
  return judgement.errors.map(({ code, path }) => `${code} ${path.join('.')}`);
}
