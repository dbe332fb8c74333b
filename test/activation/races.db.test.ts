import { describe, expect, it } from 'vitest';
import { applyFacts } from '../entitlement/applyFacts.ts';
import { createPublishedClone, publish, saveDraft } from '../makers.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { startTestService, user } from '../startTestService.ts';
import { move, wholeHistory } from './callActivation.ts';

const service = startTestService();
const alice = user('alice');

describe('forty who activate, publish and pause one clone at once', () => {
  it('leave one history without a gap, in which each change that was acknowledged happened once', async () => {
    const { cloneId, versionId } = await createPublishedClone(service, alice, 'Raced');
    const second = await publish(
      service,
      alice,
      cloneId,
      await saveDraft(service, alice, cloneId, 1, sampleGraph('Second.')),
    );
    const third = await publish(
      service,
      alice,
      cloneId,
      await saveDraft(service, alice, cloneId, 2, sampleGraph('Third.')),
    );
    await saveDraft(service, alice, cloneId, 3, sampleGraph('Fourth.'));
    const before = (await wholeHistory(service, alice, cloneId)).length;
    const calls = Array.from({ length: 40 }, (_, index) => async () => {
      if (index % 4 === 3) {
        const { data } = await service.ask(
          alice,
          'mutation($id: ID!) { publishStrategy(input: { cloneId: $id, expectedRevision: 4 }) { created errors { code } } }',
          { id: cloneId },
        );
        return { sequence: null, changed: data.publishStrategy.created as boolean };
      }
      const expectedActivation = before + (index % 3);
      const { changed } =
        index % 4 === 2
          ? await move(service, alice, 'setPaused', { cloneId, paused: index % 8 === 2, expectedActivation })
          : await move(service, alice, 'activateStrategyVersion', {
              cloneId,
              versionId: [versionId, second, third][index % 3],
              expectedActivation,
            });
      return { sequence: expectedActivation, changed };
    });
    const done = (await Promise.all(calls.map((call) => call()))).filter(({ changed }) => changed);
    const history = await wholeHistory(service, alice, cloneId);
    expect(history.map(({ sequence }) => sequence)).toEqual(history.map((_, index) => index + 1));
    expect(history.map(({ until }) => until)).toEqual([...history.slice(1).map(({ at }) => at), null]);
    expect(history.length).toBe(before + done.length);
    // Law 5: of many with one sequence, one wins at most.
    const won = done.map(({ sequence }) => sequence).filter((sequence) => sequence !== null);
    expect(won.length).toBe(new Set(won).size);
    const { data } = await service.ask(alice, 'query($id: ID!) { clone(id: $id) { activeStrategyVersionId } }', {
      id: cloneId,
    });
    expect(data.clone.activeStrategyVersionId).toBe(history.at(-1)?.version.id);
  });
});

describe('a revocation that meets ten who switch to a version that needs the grant', () => {
  it('leaves no such activation after it was acknowledged', async () => {
    const symbols = ['BTC-USD', 'ETH-USD', 'SOL-USD', 'AVAX-USD', 'LINK-USD', 'DOGE-USD', 'XRP-USD'];
    const wide = { ...sampleGraph('Wide.'), assets: [{ blockId: 'majors', symbols }] };
    const clones = await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        const { cloneId, versionId: small } = await createPublishedClone(service, alice, `Switched ${index}`);
        await applyFacts(service, { grantId: cloneId, cloneId, assets: 10 });
        const large = await publish(service, alice, cloneId, await saveDraft(service, alice, cloneId, 1, wide));
        return { cloneId, small, large };
      }),
    );
    const race = { acknowledged: false, activated: 0 };
    const racing = Promise.withResolvers<void>();
    const revoking = racing.promise.then(async () => {
      await applyFacts(
        service,
        ...clones.map(({ cloneId }) => ({ grantId: cloneId, cloneId, kind: 'REVOKED' as const, assets: 10 })),
      );
      race.acknowledged = true;
    });
    const late = await Promise.all(
      clones.map(async ({ cloneId, small, large }) => {
        let expectedActivation = 2;
        const activate = async (versionId: string) => {
          const done = await move(service, alice, 'activateStrategyVersion', {
            cloneId,
            versionId,
            expectedActivation,
          });
          expectedActivation = done.activation?.sequence ?? 0;
          return done;
        };
        while (!race.acknowledged) {
          await activate(small);
          if ((await activate(large)).changed && (race.activated += 1) === 20) racing.resolve();
        }
        await activate(small);
        return activate(large);
      }),
    );
    await revoking;
    expect(late.map(({ errors }) => errors)).toEqual(clones.map(() => ['ENTITLEMENT_EXCEEDED input.versionId']));
    const rows = await service.database.client.$queryRaw`
      SELECT activated.clone_id FROM clone_audit_events activated JOIN clone_audit_events revoked USING (clone_id)
      WHERE activated.action = 'strategy.activated' AND activated.details::json ->> 'number' = '2'
        AND revoked.action = 'entitlement.changed' AND revoked.details::json -> 'revoked' ->> 0 IS NOT NULL
        AND activated.sequence > revoked.sequence`;
    expect(rows).toEqual([]);
  });
});
