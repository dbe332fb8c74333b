import { describe, expect, it } from 'vitest';
import { deriveLifecycle } from '../../src/lifecycle/deriveLifecycle.ts';
import { factValues, forEachSource, sources, type Facts } from '../../src/lifecycle/facts.ts';

// Written from the contract and doc/lifecycle.md, and from nothing of src/: the other half of the comparison.
const auditions = ['NONE', 'RUNNING', 'EVALUATING', 'PASSED', 'FAILED', 'VOIDED'] as const;
const queues = ['NONE', 'WAITING', 'PROMOTED', 'EXPIRED'] as const;
const arenas = ['NONE', 'COMPETING', 'RETIRED'] as const;

type Audition = (typeof auditions)[number];
type Queue = (typeof queues)[number];
type Arena = (typeof arenas)[number];

function oracle(
  audition: Audition,
  queue: Queue,
  arena: Arena,
  setupComplete: boolean,
): readonly [state: string, nextAction: string] {
  if (arena === 'RETIRED') return ['RETIRED', 'VIEW_CAREER'];
  if (arena === 'COMPETING') return ['COMPETING', 'COMPETE'];
  if (['RUNNING', 'EVALUATING'].includes(audition)) return ['AUDITION_RUNNING', 'WAIT_FOR_AUDITION'];
  if (audition === 'PASSED' || queue === 'WAITING') return ['COMPETITION_ELIGIBLE', 'WAIT_FOR_ARENA'];
  if (['FAILED', 'VOIDED'].includes(audition))
    return ['AUDITION_FAILED', setupComplete ? 'RETRY_AUDITION' : 'COMPLETE_SETUP'];
  return setupComplete ? ['CONFIGURED', 'SUBMIT_FOR_AUDITION'] : ['SETUP_REQUIRED', 'COMPLETE_SETUP'];
}

interface Case extends Facts {
  readonly setupComplete: boolean;
}

const cases: Case[] = [];
for (const audition of [...auditions, null]) {
  for (const queue of [...queues, null]) {
    for (const arena of [...arenas, null]) {
      for (const setupComplete of [true, false]) cases.push({ audition, queue, arena, setupComplete });
    }
  }
}

/** What every completion of the unknown facts agrees on, else null. */
function completed({ audition, queue, arena, setupComplete }: Case, part: 0 | 1): string | null {
  const seen = new Set<string>();
  for (const a of auditions.filter((value) => audition === null || value === audition)) {
    for (const q of queues.filter((value) => queue === null || value === queue)) {
      for (const r of arenas.filter((value) => arena === null || value === arena))
        seen.add(oracle(a, q, r, setupComplete)[part]);
    }
  }
  const [only] = seen;
  return seen.size === 1 && only !== undefined ? only : null;
}

const known = cases.filter(({ audition, queue, arena }) => audition !== null && queue !== null && arena !== null);
const withUnknown = cases.filter((one) => !known.includes(one));

function title({ audition, queue, arena, setupComplete }: Case): string {
  return `audition ${audition}, queue ${queue}, arena ${arena}, set-up ${setupComplete ? 'complete' : 'open'}`;
}

describe('the lifecycle', () => {
  it('is tried with every combination of facts: 144 known ones, 136 with something unknown', () => {
    expect([known.length, withUnknown.length]).toEqual([6 * 4 * 3 * 2, 7 * 5 * 4 * 2 - 6 * 4 * 3 * 2]);
  });

  it.each(known.map((one) => [title(one), one] as const))('is what the table says: %s', (_, one) => {
    const { audition, queue, arena, setupComplete } = one;
    const [state, nextAction] = oracle(audition ?? 'NONE', queue ?? 'NONE', arena ?? 'NONE', setupComplete);
    expect(deriveLifecycle(one, setupComplete)).toEqual({ state, nextAction, unavailable: [] });
  });

  it.each(withUnknown.map((one) => [title(one), one] as const))(
    'is given exactly when every completion agrees: %s',
    (_, one) => {
      const { state, nextAction, unavailable } = deriveLifecycle(one, one.setupComplete);
      expect({ state, nextAction }).toEqual({ state: completed(one, 0), nextAction: completed(one, 1) });
      expect(unavailable).toEqual((['audition', 'queue', 'arena'] as const).filter((source) => one[source] === null));
    },
  );

  it('reaches each of the seven states and each of the seven actions', () => {
    const derived = known.map((one) => deriveLifecycle(one, one.setupComplete));
    expect(new Set(derived.map(({ state }) => state)).size).toBe(7);
    expect(new Set(derived.map(({ nextAction }) => nextAction)).size).toBe(7);
  });

  it('is decided by an arena that says COMPETING or RETIRED alone', () => {
    const state = (arena: Arena) => deriveLifecycle({ audition: null, queue: null, arena }, false).state;
    expect([state('COMPETING'), state('RETIRED'), state('NONE')]).toEqual(['COMPETING', 'RETIRED', null]);
  });

  it('is COMPETITION_ELIGIBLE after a passed audition whatever the queue says', () => {
    expect(deriveLifecycle({ audition: 'PASSED', queue: null, arena: 'NONE' }, false)).toEqual({
      state: 'COMPETITION_ELIGIBLE',
      nextAction: 'WAIT_FOR_ARENA',
      unavailable: ['queue'],
    });
  });

  it.each(sources)('depends on what %s says', (source) => {
    const none = forEachSource(() => 'NONE') as Facts;
    const states = factValues[source].map((value) => deriveLifecycle({ ...none, [source]: value }, true).state);
    expect(new Set(states).size).toBeGreaterThan(1);
  });

  it('is not decided while the arena is unknown, whatever else is known', () => {
    for (const one of cases.filter(({ arena }) => arena === null))
      expect(deriveLifecycle(one, one.setupComplete)).toMatchObject({ state: null, nextAction: null });
  });
});
