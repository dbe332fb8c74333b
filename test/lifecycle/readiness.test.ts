import { describe, expect, it } from 'vitest';
import { blockersOf } from '../../src/lifecycle/readiness.ts';
import { cloneWith, combinations } from './makeCloneRecord.ts';

const capacity = { maxDataStreams: 3, maxAssets: 5, maxPromptCharacters: 4_000, modelTier: 'STANDARD' } as const;
const inside = { dataStreams: 3, assets: 5, promptCharacters: 4_000, modelTier: 'STANDARD' } as const;

describe('readiness', () => {
  it.each(['none', 'publish', 'audition', 'both'] as const)(
    'lists every blocker that stands, in the order of the enum, with the gate %s',
    (gate) => {
      for (const done of combinations('named', 'model', 'published', 'approved', 'active', 'fits')) {
        const clone = { ...cloneWith(done), status: done.active ? ('ACTIVE' as const) : ('SUSPENDED' as const) };
        const used = done.published ? { ...inside, assets: done.fits ? 5 : 6 } : null;
        const expected = [
          ...(done.active ? [] : ['CLONE_NOT_ACTIVE']),
          ...(done.named ? [] : ['PROFILE_UNNAMED']),
          ...(done.model ? [] : ['MODEL_NOT_SELECTED']),
          ...(done.published ? [] : ['NO_PUBLISHED_STRATEGY']),
          ...((gate === 'audition' || gate === 'both') && !done.approved ? ['PROFILE_NOT_APPROVED'] : []),
          ...(done.published && !done.fits ? ['ENTITLEMENT_EXCEEDED'] : []),
        ];
        expect(blockersOf(clone, used, capacity, gate)).toEqual(expected);
      }
    },
  );

  it.each([
    ['data streams', { ...inside, dataStreams: 4 }],
    ['assets', { ...inside, assets: 6 }],
    ['prompt characters', { ...inside, promptCharacters: 4_001 }],
    ['model tier', { ...inside, modelTier: 'ADVANCED' as const }],
  ])('is blocked when the active version exceeds the %s that are allowed now', (_, used) => {
    const ready = cloneWith({ named: true, model: true, published: true, approved: true });
    expect(blockersOf(ready, inside, capacity, 'both')).toEqual([]);
    expect(blockersOf(ready, used, capacity, 'both')).toEqual(['ENTITLEMENT_EXCEEDED']);
  });

  it('is blocked while the clone is archived, too', () => {
    const ready = cloneWith({ named: true, model: true, published: true, approved: true });
    expect(blockersOf({ ...ready, status: 'ARCHIVED' }, inside, capacity, 'none')).toEqual(['CLONE_NOT_ACTIVE']);
  });
});
