import { describe, expect, it } from 'vitest';
import { differences } from './follower.ts';
import { wrongFoundings } from './founders.ts';
import { longestGap, openJournal } from './journal.ts';
import { killNumber } from './kills.ts';
import { isWhole } from './patroniState.ts';
import { wentBackwards } from './readers.ts';
import { tableOf } from './report.ts';

describe('for how long writes were refused', () => {
  it('is the longest time between two of them, also one that began before the kill or lasts until now', () => {
    expect(longestGap([1, 2, 7, 8], 1.5, 9)).toBe(5);
    expect(longestGap([1, 8, 9], 2, 9)).toBe(7);
    expect(longestGap([1, 2, 3], 2, 9)).toBe(6);
    expect(longestGap([], 2, 9)).toBe(7);
  });

  it('leaves out gaps that ended before the kill', () => {
    expect(longestGap([0, 50, 51, 52], 51, 52)).toBe(1);
  });

  it('is that of the service that was worse off', () => {
    let now = 0;
    const journal = openJournal(2, () => now);
    for (now = 0; now <= 9_000; now += 1_000) {
      journal.acknowledged(0);
      if (now < 3_000) journal.acknowledged(1);
      if (now >= 3_000) journal.refused('SERVICE_UNAVAILABLE');
    }
    const { refusedFor, codes } = journal.since(5_000);
    expect(refusedFor).toBe(8);
    expect([...codes]).toEqual([['SERVICE_UNAVAILABLE', 5]]);
    expect([journal.count(0), journal.count(1)]).toEqual([10, 3]);
  });
});

describe('a reader', () => {
  const known = { revision: 4, version: 2 };

  it('may find what it knows, and more', () => {
    expect(wentBackwards('a-clone', known, known)).toEqual([]);
    expect(wentBackwards('a-clone', known, { revision: 5, version: 3 })).toEqual([]);
  });

  it('must not find less', () => {
    expect(wentBackwards('a-clone', known, { revision: 3, version: 1 })).toEqual([
      'the draft of a-clone went from revision 4 to 3',
      'the strategy of a-clone went from version 2 to 1',
    ]);
  });
});

describe('the feed', () => {
  it('is what was followed, in the same order', () => {
    expect(differences(['a', 'b'], ['a', 'b'])).toEqual([]);
  });

  it('broke its promise if an event is added behind a reader, left out or in another place', () => {
    expect(differences(['a', 'c'], ['a', 'b', 'c'])).toEqual([
      'event 2 of the feed is another one than when it was followed',
    ]);
    expect(differences(['a', 'b', 'c'], ['a', 'c'])).toHaveLength(1);
    expect(differences(['a', 'b'], ['b', 'a'])).toHaveLength(1);
    expect(differences(['a'], ['a', 'b'])).toEqual(['1 events were followed, the feed has 2']);
  });
});

describe('creations with a key', () => {
  const stored =
    (...ids: readonly string[]) =>
    async () =>
      ids.map((id) => ({ id }));
  const founder = (acknowledged: readonly [string, string][], tried: number) => ({
    acknowledged: new Map(acknowledged),
    tried: () => tried,
    subject: 'f',
    stop: async () => {},
  });

  it('are each there once; the last may be there without an answer', async () => {
    expect(await wrongFoundings(stored('1', '2'), founder([['k1', '1']], 2))).toEqual([]);
  });

  it('are wrong if one is lost, stored twice, or answered for two keys', async () => {
    expect(await wrongFoundings(stored(), founder([['k1', '1']], 1))).toEqual(['clone of f, k1, is lost']);
    expect(await wrongFoundings(stored('1', '2'), founder([['k1', '1']], 1))).toEqual(['2 clones of f for 1 keys']);
    const twice = founder(
      [
        ['k1', '1'],
        ['k2', '1'],
      ],
      2,
    );
    expect(await wrongFoundings(stored('1'), twice)).toEqual(['two keys of f gave the same clone']);
  });
});

describe('the cluster is whole', () => {
  const leader = { name: 'a', role: 'leader', state: 'running', timeline: 3 };
  const sync = { name: 'b', role: 'sync_standby', state: 'streaming', timeline: 3 };
  const replica = { name: 'c', role: 'replica', state: 'running', timeline: 3 };

  it('if everybody follows the leader, one of them synchronously', () => {
    expect(isWhole([leader, sync, replica], 3)).toBe(true);
  });

  it.each([
    ['nobody leads', [{ ...leader, role: 'replica' }, sync, replica]],
    ['nobody is synchronous', [leader, { ...sync, role: 'replica' }, replica]],
    ['one is missing', [leader, sync]],
    ['one has stopped', [leader, sync, { ...replica, state: 'stopped' }]],
    ['one is on another timeline', [leader, sync, { ...replica, timeline: 2 }]],
    ['nobody answers', []],
  ])('not if %s', (_what, states) => {
    expect(isWhole(states, 3)).toBe(false);
  });
});

it('a short run has every kind of kill that nobody plans, and a long one all kinds', () => {
  const names = Array.from({ length: 10 }, (_, index) => killNumber(index + 1).name);
  expect(new Set(names.slice(0, 3))).toEqual(new Set(['machine killed', 'PostgreSQL killed', 'machine frozen']));
  expect(new Set(names).size).toBe(4);
});

it('the report is a table with a line for each kill', () => {
  const row = { kind: 'switchover', from: 'a', to: 'b', refusedFor: 5.31, readyAfter: 0, wholeAfter: 14.2 };
  expect(
    tableOf([{ ...row, codes: new Map([['TIMEOUT', 2]]) }])
      .split('\n')
      .at(-1),
  ).toBe('| 1   | switchover | a → b  | 5.3              | 0.0             | 14.2            | 2 TIMEOUT |');
});
