import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPublishedClone, publish, saveDraft } from '../makers.ts';
import { runs } from '../runs.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { startTestService, user } from '../startTestService.ts';
import { move, wholeHistory, type Shown } from './callActivation.ts';

/** Laws 1 to 5 of what is live: random calls beside a model that has the history alone. */
const service = startTestService();
const alice = user('alice');

type Call =
  | { readonly kind: 'publish'; readonly prompt: number }
  | { readonly kind: 'activate'; readonly version: number; readonly stale: number }
  | { readonly kind: 'pause'; readonly paused: boolean; readonly stale: number };

const stale = fc.constantFrom(0, 0, 0, -1, 1);
const call: fc.Arbitrary<Call> = fc.oneof(
  fc.record({ kind: fc.constant('publish' as const), prompt: fc.nat(2) }),
  fc.record({ kind: fc.constant('activate' as const), version: fc.nat(5), stale }),
  fc.record({ kind: fc.constant('pause' as const), paused: fc.boolean(), stale }),
);

interface Live {
  readonly versionId: string;
  readonly prompt: number;
  readonly paused: boolean;
  readonly cause: string;
}

interface Look {
  readonly asOf: string;
  readonly versionId: string;
}

const everything = `query($id: ID!) { clone(id: $id) { activeStrategyVersionId activation { sequence version { id isActive } }
  readiness { ready strategyVersionId activation blockers asOf }
  strategyDraft { revision hasUnpublishedChanges }
  strategyVersions(first: 100) { nodes { id number contentHash publishedAt } } } }`;

async function look(id: string) {
  const { data, errors } = await service.ask(alice, everything, { id });
  expect(errors).toEqual([]);
  return data.clone;
}

describe('what is live', () => {
  it('is the newest activation, and was at every instant what was read then', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 5, maxLength: 12 }), async (calls) => {
        const { cloneId, versionId } = await createPublishedClone(service, alice, 'Live');
        const versions = [{ id: versionId, prompt: -1 }];
        const history: Live[] = [{ versionId, prompt: -1, paused: false, cause: 'PUBLISHED' }];
        const looks: Look[] = [];
        let revision = 1;
        const newest = () => history.at(-1) as Live;
        for (const one of calls) {
          const before = await look(cloneId);
          looks.push({ asOf: before.readiness.asOf, versionId: before.activeStrategyVersionId });
          const live = newest();
          if (one.kind === 'publish') {
            revision = await saveDraft(service, alice, cloneId, revision, sampleGraph(`Prompt ${one.prompt}`));
            const id = await publish(service, alice, cloneId, revision);
            if (one.prompt === live.prompt) expect(id).toBe(live.versionId);
            else {
              versions.push({ id, prompt: one.prompt });
              history.push({ versionId: id, prompt: one.prompt, paused: live.paused, cause: 'PUBLISHED' });
            }
          } else {
            const expectedActivation = history.length + one.stale;
            const target = one.kind === 'activate' ? versions[one.version % versions.length] : undefined;
            const { changed, activation, errors } =
              one.kind === 'activate'
                ? await move(service, alice, 'activateStrategyVersion', {
                    cloneId,
                    versionId: target?.id,
                    expectedActivation,
                  })
                : await move(service, alice, 'setPaused', { cloneId, paused: one.paused, expectedActivation });
            const isSo = one.kind === 'activate' ? target?.id === live.versionId : one.paused === live.paused;
            expect(errors).toEqual(isSo || one.stale === 0 ? [] : ['REVISION_CONFLICT input.expectedActivation']);
            expect(changed).toBe(!isSo && one.stale === 0);
            if (changed && target)
              history.push({ ...live, versionId: target.id, prompt: target.prompt, cause: 'ACTIVATED' });
            else if (changed && one.kind === 'pause')
              history.push({ ...live, paused: one.paused, cause: one.paused ? 'PAUSED' : 'RESUMED' });
            expect(activation?.sequence).toBe(history.length);
            // Law 4: it changes no version, no number, no draft.
            const after = await look(cloneId);
            expect(after.strategyVersions).toEqual(before.strategyVersions);
            expect(after.strategyDraft.revision).toBe(before.strategyDraft.revision);
          }
          // Law 3.
          const { activeStrategyVersionId, activation, readiness } = await look(cloneId);
          expect(activeStrategyVersionId).toBe(newest().versionId);
          expect(activation).toEqual({ sequence: history.length, version: { id: newest().versionId, isActive: true } });
          expect(readiness).toMatchObject({
            ready: !newest().paused,
            strategyVersionId: newest().paused ? null : newest().versionId,
            activation: history.length,
            blockers: newest().paused ? ['PAUSED'] : [],
          });
        }
        const shown = await wholeHistory(service, alice, cloneId, 3);
        expect(shown.map(({ version, paused, cause }) => ({ versionId: version.id, paused, cause }))).toEqual(
          history.map(({ versionId: id, paused, cause }) => ({ versionId: id, paused, cause })),
        );
        expectNoGap(shown);
        await expectThen(cloneId, shown, looks);
      }),
      { numRuns: runs(60) },
    );
  });
});

/** Law 2: each begins when the one before it ends; the newest has no end. */
function expectNoGap(shown: readonly Shown[]): void {
  expect(shown.map(({ sequence }) => sequence)).toEqual(shown.map((_, index) => index + 1));
  expect(shown.map(({ until }) => until)).toEqual([...shown.slice(1).map(({ at }) => at), null]);
  const times = shown.map(({ at }) => at);
  expect(times).toEqual(times.toSorted());
}

/** Law 1. In the millisecond of an activation both were active. */
async function expectThen(cloneId: string, shown: readonly Shown[], looks: readonly Look[]): Promise<void> {
  const clear = looks.filter(({ asOf }) => !shown.some(({ at }) => at === asOf));
  const fields = clear.map(({ asOf }, index) => `l${index}: strategyVersionAt(at: "${asOf}") { id }`);
  const first = shown[0]?.at ?? '';
  const before = new Date(Date.parse(first) - 1).toISOString();
  const { data, errors } = await service.ask(
    alice,
    `query($id: ID!) { clone(id: $id) { ${fields.join(' ')} before: strategyVersionAt(at: "${before}") { id } first: strategyVersionAt(at: "${first}") { id } } }`,
    { id: cloneId },
  );
  expect(errors).toEqual([]);
  for (const [index, { versionId }] of clear.entries()) expect(data.clone[`l${index}`].id).toBe(versionId);
  expect(data.clone.before).toBeNull();
  expect(data.clone.first).not.toBeNull();
}
