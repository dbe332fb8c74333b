import { describe, expect, it } from 'vitest';
import { doneStepsOf, setupOf } from '../../src/lifecycle/setup.ts';
import { cloneWith, combinations, makeCloneRecord } from './makeCloneRecord.ts';

const allDone = { named: true, model: true, published: true, approved: true };

describe('set-up', () => {
  it.each(['none', 'publish', 'audition', 'both'] as const)(
    'is complete exactly when every step is done, with the gate %s',
    (gate) => {
      for (const done of combinations('named', 'model', 'published', 'approved')) {
        const { complete, steps } = setupOf(doneStepsOf(cloneWith(done)), gate);
        const expected = [
          { kind: 'NAME_PROFILE', done: done.named },
          { kind: 'SELECT_MODEL', done: done.model },
          { kind: 'PUBLISH_STRATEGY', done: done.published },
          ...(gate === 'audition' || gate === 'both' ? [{ kind: 'APPROVE_PROFILE', done: done.approved }] : []),
        ];
        expect({ complete, steps }).toEqual({ complete: expected.every((step) => step.done), steps: expected });
      }
    },
  );

  it('is not undone by a later draft that waits for review, as long as an approved copy stands', () => {
    const { moderation } = makeCloneRecord();
    const waiting = {
      ...cloneWith(allDone),
      moderation: { ...moderation, status: 'PENDING' as const, waitingSince: new Date() },
    };
    expect(setupOf(doneStepsOf(waiting), 'audition').complete).toBe(true);
  });

  it('does not depend on the row status', () => {
    for (const status of ['ACTIVE', 'SUSPENDED', 'ARCHIVED'] as const)
      expect(setupOf(doneStepsOf({ ...cloneWith(allDone), status }), 'both').complete).toBe(true);
  });
});
