import { describe, expect, it } from 'vitest';
import { byUrgency } from '../../../src/demo/page/home/byUrgency.ts';
import type { LifecycleState } from '../../../src/demo/page/generated/graphql.ts';

const titled = (states: readonly (string | null | undefined)[]) =>
  byUrgency(states, (state) => state as LifecycleState | null | undefined).map(({ title, clones }) => [title, clones]);

describe('the clones of a home', () => {
  it('are in the order of urgency, under headings that stand only over something', () => {
    const states = ['RETIRED', 'CONFIGURED', 'COMPETING', 'AUDITION_RUNNING', 'AUDITION_FAILED', 'SETUP_REQUIRED'];
    expect(titled(states)).toEqual([
      ['Needs you', ['AUDITION_FAILED', 'SETUP_REQUIRED']],
      ['Under way', ['AUDITION_RUNNING']],
      ['Competing', ['COMPETING']],
      ['Ready', ['CONFIGURED']],
      ['Career', ['RETIRED']],
    ]);
    expect(titled([])).toEqual([]);
  });

  it('keep their order under one heading', () => {
    expect(titled(['AUDITION_FAILED', 'SETUP_REQUIRED', 'AUDITION_FAILED'])).toEqual([
      ['Needs you', ['AUDITION_FAILED', 'SETUP_REQUIRED', 'AUDITION_FAILED']],
    ]);
  });

  it('without a state come right after what waits for the creator, since they may wait too', () => {
    expect(titled(['COMPETING', null, undefined, 'SETUP_REQUIRED'])).toEqual([
      ['Needs you', ['SETUP_REQUIRED']],
      ['State unknown', [null, undefined]],
      ['Competing', ['COMPETING']],
    ]);
  });

  it('in a state that the page does not know come last', () => {
    expect(titled(['HIBERNATING', 'RETIRED'])).toEqual([
      ['Career', ['RETIRED']],
      ['Others', ['HIBERNATING']],
    ]);
  });
});
