import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { recordArenaSlot } from '../../src/demo/contributors/arena.ts';
import { startContributors, type Contributors } from '../../src/demo/contributors/startContributors.ts';
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
/** The very first start: it loads the sample data, and then a source fails. */
let first: Seen;
/** The next start, without the flag. */
let whole: readonly Summary[];

beforeAll(async () => {
  first = await look(['--fail', 'arena']);
  const query =
    '{ myClones(first: 20) { nodes { lifecycle { state unavailable setup { complete } auditionStatus queueStatus arenaStatus } } } }';
  whole = (await look([], query)).summaries;
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Seen {
  /** The lifecycles of alice's clones, from the demo's first example or another query. */
  readonly summaries: readonly Summary[];
  /** What the terminal shows. */
  readonly text: string;
  readonly gatewayUrl: string;
}

/** Starts a demo with `args`, looks, and closes it. */
async function look(args: readonly string[], query?: string): Promise<Seen> {
  const demo = await startTestDemo(folder, args);
  try {
    const ask = await demo.askAs('alice');
    const { myClones } = await ask<{ myClones: { nodes: { lifecycle: Summary }[] } }>(
      query ?? demo.examples[0]?.query ?? '',
    );
    const summaries = myClones.nodes.map(({ lifecycle }) => lifecycle);
    return { summaries, text: welcome(demo), gatewayUrl: demo.gatewayUrl };
  } finally {
    await demo.close();
  }
}

const arenaDecides = ({ arenaStatus }: Summary) => arenaStatus !== 'NONE';
const auditionDecides = ({ auditionStatus = '' }: Summary) =>
  ['RUNNING', 'EVALUATING', 'PASSED'].includes(auditionStatus);

const failures = [
  {
    args: ['--fail', 'arena'],
    failing: ['arena'],
    isDecided: () => false,
    says: 'arena: refuses every connection',
    seen: () => first,
  },
  {
    args: ['--fail', 'audition'],
    failing: ['audition'],
    isDecided: arenaDecides,
    says: 'audition: refuses every connection',
  },
  {
    args: ['--fail=queue'],
    failing: ['queue'],
    isDecided: (one: Summary) => arenaDecides(one) || auditionDecides(one),
    says: 'queue: refuses every connection',
  },
  {
    args: ['--fail', 'queue', '--fail', 'audition', '--fail', 'arena'],
    failing: ['audition', 'queue', 'arena'],
    isDecided: () => false,
    says: 'audition, queue, arena: refuses every connection',
  },
  {
    args: ['--fail', 'arena', '--slow'],
    failing: ['arena'],
    isDecided: () => false,
    says: 'arena: accepts requests and never answers; the gateway gives up after 3 s',
  },
];

describe('a demo whose source fails', () => {
  it.each(failures)(
    'names the source, shows what is known without it, and no state that it could change: $args',
    async ({ args, failing, isDecided, says, seen }) => {
      expect(new Set(whole.map(({ state }) => state)).size).toBeGreaterThan(5);
      const statuses = new Set(failing.map((source) => `${source}Status`));
      const expected = whole.map((one) => ({
        ...Object.fromEntries(Object.entries(one).filter(([field]) => !statuses.has(field))),
        state: isDecided(one) ? one.state : null,
        unavailable: failing.map((source) => source.toUpperCase()),
        nextAction: isDecided(one) ? expect.any(String) : null,
      }));
      const { summaries, text, gatewayUrl } = seen?.() ?? (await look(args));
      expect(summaries).toEqual(expected);
      expect(text).toContain(says);
      expect(text).toContain(`${gatewayUrl}/show/NAME: failing, `);
    },
  );

  it('shows everything again after a start without the flag', () => {
    expect(new Set(whole.map(({ state }) => state)).size).toBeGreaterThan(5);
    expect(whole.filter(({ state, unavailable }) => state === null || unavailable.length > 0)).toEqual([]);
  });
});

describe("a demo with another team's subgraph", () => {
  it('uses that subgraph instead of its own', async () => {
    const theirs = await startTheirs();
    const demo = await startTestDemo(folder, ['--arena', theirs.arena.url]);
    const ask = await demo.askAs('alice');
    const statuses = async () =>
      (
        await ask<{ myClones: { nodes: { id: string; lifecycle: { arenaStatus: string } }[] } }>(
          '{ myClones { nodes { id lifecycle { arenaStatus } } } }',
        )
      ).myClones.nodes;
    const [first, ...others] = await statuses();
    recordArenaSlot(theirs.arena.store, {
      id: 'slot',
      cloneId: first?.id ?? '',
      race: 'Race',
      rank: 1,
      enteredAt: '2026-01-01T00:00:00.000Z',
      strategyVersionId: null,
      propAccountId: null,
      retiredAt: null,
      retirementReason: null,
    });
    expect((await statuses()).map(({ lifecycle }) => lifecycle.arenaStatus)).toEqual([
      'COMPETING',
      ...others.map(() => 'NONE'),
    ]);
    expect(welcome(demo)).toContain(`arena ${theirs.arena.url}`);
    await demo.close();
  });

  it.each([
    {
      what: 'is not running',
      url: addressOfNobody,
      says: /^The queue subgraph at http:\/\/127\.0\.0\.1:\d+\/graphql can't be asked for its SDL: ECONNREFUSED\.$/,
    },
    {
      what: 'does not compose',
      url: async () => (await startTheirs()).audition.url,
      says: /^The subgraphs do not compose:\n.*LifecycleSummary/,
    },
  ])('says what is wrong, without a stack, if the subgraph $what', async ({ url, says }) => {
    await expect(startTestDemo(folder, ['--queue', await url()])).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(says),
    });
  });
});

/** Starts subgraphs as another team would run them, and stops them when the test ends. */
async function startTheirs(): Promise<Contributors> {
  const contributors = await startContributors({
    folder: join(folder, 'theirs'),
    ports: { audition: 0, queue: 0, arena: 0 },
  });
  onTestFinished(() => contributors.close());
  return contributors;
}

async function addressOfNobody(): Promise<string> {
  const { queue, close } = await startTheirs();
  await close();
  return queue.url;
}
