import { describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { createClone, createPublishedClone, publish, saveDraft } from '../makers.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { service as serviceCaller, startTestService, user } from '../startTestService.ts';
import { applyFacts } from './applyFacts.ts';

const service = startTestService();
const alice = user('alice');

const symbols = (count: number): string[] =>
  ['BTC-USD', 'ETH-USD', 'SOL-USD', 'XRP-USD', 'ADA-USD', 'DOGE-USD', 'AVAX-USD'].slice(0, count);
const withAssets = (count: number, prompt?: string) => ({
  ...sampleGraph(prompt),
  assets: [{ blockId: 'majors', symbols: symbols(count) }],
});

const call = async (name: string, type: string, input: Record<string, unknown>) => {
  const { data, errors } = await service.ask(
    alice,
    `mutation($input: ${type}!) { ${name}(input: $input) { errors { code path } } }`,
    { input },
  );
  expect(errors).toEqual([]);
  return data[name].errors.map(({ code, path }: { code: string; path: string[] }) => `${code} ${path.join('.')}`);
};
const save = (cloneId: string, expectedRevision: number, graph: unknown) =>
  call('saveStrategyDraft', 'SaveStrategyDraftInput', { cloneId, expectedRevision, graph });
const publishing = (cloneId: string, expectedRevision: number) =>
  call('publishStrategy', 'PublishStrategyInput', { cloneId, expectedRevision });
const select = (cloneId: string, modelId: string) => call('selectModel', 'SelectModelInput', { cloneId, modelId });

const grant = async (cloneId: string, rights: Record<string, unknown>): Promise<string> => {
  const grantId = newId();
  await applyFacts(service, { grantId, cloneId, ...rights });
  return grantId;
};
const revoke = (cloneId: string, grantId: string) =>
  applyFacts(service, { grantId, cloneId, kind: 'REVOKED', occurredAt: '2026-01-02T00:00:00Z' });

describe('a grant', () => {
  it('is asked for at save, at publishing and for the model, and counts from the moment it is applied', async () => {
    const cloneId = await createClone(service, alice, { name: 'Wide', modelId: 'swift-1' });
    expect(await save(cloneId, 0, withAssets(7))).toEqual(['ENTITLEMENT_EXCEEDED input.graph.assets']);
    expect(await select(cloneId, 'reason-1')).toEqual(['ENTITLEMENT_EXCEEDED input.modelId']);
    await grant(cloneId, { assets: 2, modelTier: 'ADVANCED' });
    expect(await save(cloneId, 0, withAssets(7))).toEqual([]);
    expect(await select(cloneId, 'reason-1')).toEqual([]);
    expect(await select(cloneId, 'apex-1')).toEqual(['ENTITLEMENT_EXCEEDED input.modelId']);
    expect(await publishing(cloneId, 1)).toEqual([]);
  });

  it('that has not begun or has ended does not count', async () => {
    const cloneId = await createClone(service, alice, { name: 'Then', modelId: 'swift-1' });
    await grant(cloneId, { assets: 2, effectiveAt: '9999-01-01T00:00:00Z' });
    await grant(cloneId, { assets: 2, expiresAt: '2026-01-02T00:00:00Z' });
    expect(await save(cloneId, 0, withAssets(6))).toEqual(['ENTITLEMENT_EXCEEDED input.graph.assets']);
  });

  it('of one clone is no other’s', async () => {
    const [one, other] = [await createClone(service, alice), await createClone(service, alice)];
    await grant(one, { assets: 2 });
    expect(await save(other, 0, withAssets(6))).toEqual(['ENTITLEMENT_EXCEEDED input.graph.assets']);
  });
});

describe('a revocation', () => {
  async function wideClone() {
    const { cloneId } = await createPublishedClone(service, alice, 'Shrunk');
    const grantId = await grant(cloneId, { assets: 2, modelTier: 'FRONTIER' });
    expect(await select(cloneId, 'apex-1')).toEqual([]);
    const revision = await saveDraft(service, alice, cloneId, 1, withAssets(7));
    const versionId = await publish(service, alice, cloneId, revision);
    return { cloneId, grantId, versionId };
  }

  it('stops publishing, and neither trimming, nor what is published already', async () => {
    const { cloneId, grantId } = await wideClone();
    await revoke(cloneId, grantId);
    expect(await save(cloneId, 2, withAssets(7, 'Another prompt.'))).toEqual([]); // usage is not raised
    expect(await publishing(cloneId, 3)).toEqual([
      'ENTITLEMENT_EXCEEDED input.cloneId',
      'ENTITLEMENT_EXCEEDED input.cloneId',
    ]);
    expect(await save(cloneId, 3, withAssets(6, 'Another prompt.'))).toEqual([]); // still over, but less
    expect(await save(cloneId, 4, withAssets(7, 'Another prompt.'))).toEqual([
      'ENTITLEMENT_EXCEEDED input.graph.assets',
    ]); // raised again
    expect(await select(cloneId, 'apex-1')).toEqual([]); // the same model again changes nothing
    expect(await select(cloneId, 'apex-2')).toEqual(['ENTITLEMENT_EXCEEDED input.modelId']);
    expect(await save(cloneId, 4, withAssets(5, 'Another prompt.'))).toEqual([]);
    expect(await publishing(cloneId, 5)).toEqual(['ENTITLEMENT_EXCEEDED input.cloneId']); // the model
    expect(await select(cloneId, 'swift-1')).toEqual([]);
    expect(await publishing(cloneId, 5)).toEqual([]);
  });

  it('never refuses discard and restore', async () => {
    const { cloneId, grantId, versionId } = await wideClone();
    await saveDraft(service, alice, cloneId, 2, withAssets(1));
    await revoke(cloneId, grantId);
    expect(
      await call('restoreStrategyVersion', 'RestoreStrategyVersionInput', { cloneId, versionId, expectedRevision: 3 }),
    ).toEqual([]);
    await saveDraft(service, alice, cloneId, 4, withAssets(1));
    expect(await call('discardStrategyDraft', 'DiscardStrategyDraftInput', { cloneId, expectedRevision: 5 })).toEqual(
      [],
    );
  });

  it('shows where each version, and the model, exceed what is left: a pinned older version can be guarded', async () => {
    const { cloneId, grantId, versionId } = await wideClone();
    const read = async () => {
      const query = `query($id: ID!) { clone(id: $id) { readiness { ready blockers strategyVersionId } entitlement { violations { limit strategyVersionId allowed actual allowedTier actualTier } }
        strategyVersions { nodes { id number entitlementViolations { limit strategyVersionId allowed actual allowedTier actualTier } } } } }`;
      const { data, errors } = await service.ask(serviceCaller('clone:read'), query, { id: cloneId });
      expect(errors).toEqual([]);
      return data.clone;
    };
    const before = await read();
    expect(before).toMatchObject({
      readiness: { ready: true, blockers: [], strategyVersionId: versionId },
      entitlement: { violations: [] },
    });
    await revoke(cloneId, grantId);
    const assets = {
      limit: 'ASSETS',
      strategyVersionId: versionId,
      allowed: 5,
      actual: 7,
      allowedTier: null,
      actualTier: null,
    };
    const tier = {
      limit: 'MODEL_TIER',
      strategyVersionId: versionId,
      allowed: null,
      actual: null,
      allowedTier: 'STANDARD',
      actualTier: 'FRONTIER',
    };
    const after = await read();
    expect(after.readiness).toEqual({ ready: false, blockers: ['ENTITLEMENT_EXCEEDED'], strategyVersionId: null });
    expect(after.entitlement.violations).toEqual([assets, tier, { ...tier, strategyVersionId: null }]);
    expect(
      after.strategyVersions.nodes.map(
        ({ number, entitlementViolations }: { number: number; entitlementViolations: unknown }) => [
          number,
          entitlementViolations,
        ],
      ),
    ).toEqual([
      [2, [assets, tier]],
      [1, []],
    ]);
  });
});
