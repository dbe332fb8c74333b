import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleOf } from '../runs.ts';
import { createKnownClones, type KnownClone } from './createKnownClones.ts';
import { failures, hangs, refuses, type Failure } from './failures.ts';
import { gatewayKinds, type GatewayUnderTest } from './gateways/gatewayKinds.ts';
import { observe, type Observed } from './observe.ts';
import { resultsPage, type Result } from './resultsPage.ts';
import { startFederation, type Federation } from './startFederation.ts';
import { allFacts } from './trueLifecycle.ts';

/** Long enough for a healthy answer on a busy machine. Failures that take this long run while other tests do. */
const timeoutMs = 4_000;

let federation: Federation;
let clones: readonly KnownClone[];
const results: Result[] = [];

beforeAll(async () => {
  federation = await startFederation();
  clones = await createKnownClones(
    federation,
    allFacts.flatMap((facts) => [
      { facts, complete: true },
      { facts, complete: false },
    ]),
  );
});

afterAll(() => federation.close());

const titled = (some: readonly Failure[]) =>
  some.map((failure) => ({
    title: `${failure.kind}: ${failure.how} (${Object.keys(failure.failing).join(' and ')})`,
    failure,
  }));
const hanging = failures.filter(hangs);
const refusing = failures.filter(refuses);
const others = failures.filter((failure) => !hangs(failure) && !refuses(failure));
const nothing: Failure = { kind: 'One source fails', how: 'none does', failing: {} };

describe.each(gatewayKinds)(
  'through $gateway, every combination of facts, set-up complete or not',
  ({ gateway, start }) => {
    let running: GatewayUnderTest;
    const observed = new Map<Failure, Promise<Observed>>();

    const observing = (failure: Failure) => observe(federation, running.url, clones, failure);

    beforeAll(async () => {
      running = await start({ subgraphs: Object.values(federation.fronts), timeoutMs });
    });

    afterAll(() => running.close());

    async function expectNoFaults(failure: Failure): Promise<void> {
      const { faults, observation } = await (observed.get(failure) ?? observing(failure));
      expect(faults).toEqual([]);
      results.push({ gateway, failure, observation });
    }

    it('is answered with the right state, action, details and readiness', async () => {
      const { faults, observation } = await observing(nothing);
      expect(faults).toEqual([]);
      expect(observation).toMatchObject({ errors: 'none', errorsOfState: 'none', lost: 'nothing' });
    });

    describe('gets no false answer, and loses nothing that can be known:', () => {
      beforeAll(() => {
        for (const failure of sampleOf(hanging)) {
          const answers = observing(failure);
          answers.catch(() => {}); // the test that awaits it gets the error
          observed.set(failure, answers);
        }
      });

      it.each(sampleOf(titled(others)))('$title', ({ failure }) => expectNoFaults(failure));
      it.each(sampleOf(titled(hanging)))('$title', ({ failure }) => expectNoFaults(failure));
      it.each(sampleOf(titled(refusing)))('$title', ({ failure }) => expectNoFaults(failure));
    });

    it('is answered right again once nothing fails', async () => {
      const { faults } = await observing(nothing);
      expect(faults).toEqual([]);
    });
  },
);

describe('doc/federation-results.md', () => {
  it('shows what was observed (npx vitest run test/federation -u rewrites it)', async ({ skip }) => {
    skip(results.length < failures.length * gatewayKinds.length, 'only part of the suite ran, or a test failed');
    await expect(resultsPage(results)).toMatchFileSnapshot('../../doc/federation-results.md');
  });
});
