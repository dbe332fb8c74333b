import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { welcome } from '../../src/demo/welcome.ts';
import { startTestDemo } from './startTestDemo.ts';

interface Summary {
  readonly state: string | null;
  readonly unavailable: readonly string[];
  readonly setup: { readonly complete: boolean };
  readonly auditionStatus?: string;
  readonly queueStatus?: string;
  readonly arenaStatus?: string;
}

const folder = mkdtempSync(join(tmpdir(), 'failing-'));
let whole: readonly Summary[];

beforeAll(async () => {
  whole = await summaries([], '{ myClones(first: 20) { nodes { lifecycle { state unavailable setup { complete } auditionStatus queueStatus arenaStatus } } } }');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Where alice's clones stand, in a demo started with `args`, by its first example or by `query`. */
async function summaries(args: readonly string[], query?: string): Promise<readonly Summary[]> {
  const demo = await startTestDemo(folder, args);
  try {
    const ask = await demo.askAs('alice');
    const { myClones } = await ask<{ myClones: { nodes: { lifecycle: Summary }[] } }>(query ?? demo.examples[0]?.query ?? '');
    return myClones.nodes.map(({ lifecycle }) => lifecycle);
  } finally {
    await demo.close();
  }
}

const arenaDecides = ({ arenaStatus }: Summary) => arenaStatus !== 'NONE';
const auditionDecides = ({ auditionStatus = '' }: Summary) => ['RUNNING', 'EVALUATING', 'PASSED'].includes(auditionStatus);

const failures = [
  { args: ['--fail', 'arena'], failing: ['arena'], isDecided: () => false },
  { args: ['--fail', 'audition'], failing: ['audition'], isDecided: arenaDecides },
  { args: ['--fail=queue'], failing: ['queue'], isDecided: (one: Summary) => arenaDecides(one) || auditionDecides(one) },
  { args: ['--fail', 'queue', '--fail', 'audition', '--fail', 'arena'], failing: ['audition', 'queue', 'arena'], isDecided: () => false },
  { args: ['--fail', 'arena', '--slow'], failing: ['arena'], isDecided: () => false },
];

describe('a demo whose source fails', () => {
  it.each(failures)('shows what is known without it, no state that it could change, and which one it is: $args', async ({ args, failing, isDecided }) => {
    expect(new Set(whole.map(({ state }) => state)).size).toBeGreaterThan(5);
    const statuses = new Set(failing.map((source) => `${source}Status`));
    const expected = whole.map((one) => ({
      ...Object.fromEntries(Object.entries(one).filter(([field]) => !statuses.has(field))),
      state: isDecided(one) ? one.state : null,
      unavailable: failing.map((source) => source.toUpperCase()),
      nextAction: isDecided(one) ? expect.any(String) : null,
    }));
    expect(await summaries(args)).toEqual(expected);
  });

  it('shows everything again after a start without the flag', async () => {
    await summaries(['--fail', 'arena']);
    expect((await summaries([])).map(({ state }) => state)).toEqual(whole.map(({ state }) => state));
  });

  it.each([
    { args: ['--fail', 'queue', '--fail', 'arena'], says: 'queue, arena: refuses every connection' },
    { args: ['--fail', 'arena', '--slow'], says: 'arena: takes requests and never answers; the gateway gives it 3 s' },
  ])('says in the terminal which source fails and how, and links the query that shows it: $args', async ({ args, says }) => {
    const demo = await startTestDemo(folder, args);
    const text = await welcome(demo);
    await demo.close();
    expect(text).toContain(says);
    expect(text).toContain(`${demo.gatewayUrl}/show/failing`);
  });
});
