import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDemo, type TestDemo } from './startTestDemo.ts';

let demo: TestDemo;

beforeAll(async () => {
  demo = await startTestDemo();
}, 60_000);

afterAll(() => demo.close());

describe('the combined summary', () => {
  it('shows each of the seven states in the sample data', async () => {
    const states = await Promise.all(
      ['alice', 'bob'].map(async (creator) => {
        const ask = await demo.askAs(creator);
        const { myClones } = await ask<{
          myClones: { nodes: { lifecycle: { state: string; unavailable: string[] } }[] };
        }>('{ myClones(first: 100) { nodes { lifecycle { state unavailable } } } }');
        expect(myClones.nodes.flatMap(({ lifecycle }) => lifecycle.unavailable)).toEqual([]);
        return myClones.nodes.map(({ lifecycle }) => lifecycle.state);
      }),
    );
    expect(new Set(states.flat())).toEqual(
      new Set([
        'SETUP_REQUIRED',
        'CONFIGURED',
        'AUDITION_RUNNING',
        'AUDITION_FAILED',
        'COMPETITION_ELIGIBLE',
        'COMPETING',
        'RETIRED',
      ]),
    );
  });
});
