import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { applyFacts } from '../entitlement/applyFacts.ts';
import { createClone, saveDraft } from '../makers.ts';
import { admin, moderate, moderator, setStatus } from '../profile/operate.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { startTestService, user } from '../startTestService.ts';

const service = startTestService({ moderationGate: 'publish' });
const alice = user('alice');
const guide = readFileSync(new URL('../../doc/support.md', import.meta.url), 'utf8');
const query = /```graphql\n([^]*?)```/.exec(guide)?.[1] ?? '';

/** What the guide's query shows to either kind of operator. */
async function look(id: string) {
  const [seen, again] = [await service.ask(admin, query, { id }), await service.ask(moderator, query, { id })];
  expect([seen.errors, again.errors]).toEqual([[], []]);
  expect(seen.data.moderationGate).toBe('PUBLISH');
  return seen.data.clone;
}

async function publishErrors(cloneId: string, expectedRevision: number): Promise<string[]> {
  const { data } = await service.ask(
    alice,
    'mutation($input: PublishStrategyInput!) { publishStrategy(input: $input) { errors { code } } }',
    { input: { cloneId, expectedRevision } },
  );
  return data.publishStrategy.errors.map(({ code }: { code: string }) => code);
}

/** The remedy for a code, from the guide's table. */
function helps(code: string): string {
  return (
    guide
      .split('\n')
      .find((line) => line.startsWith(`| \`${code}\``))
      ?.split('|')[3] ?? ''
  );
}

async function draftOf(input: Record<string, unknown> = {}): Promise<string> {
  const cloneId = await createClone(service, alice, { name: 'Stuck', modelId: 'swift-1', ...input });
  await saveDraft(service, alice, cloneId);
  return cloneId;
}

describe('the support guide says why a creator cannot publish', () => {
  it('when the clone is suspended', async () => {
    const cloneId = await draftOf();
    await setStatus(service, cloneId, 'SUSPENDED', 'reported');
    expect(await publishErrors(cloneId, 1)).toEqual(['CLONE_NOT_ACTIVE']);
    expect(helps('CLONE_NOT_ACTIVE')).toContain('setCloneStatus');
    expect(await look(cloneId)).toMatchObject({
      publishBlockers: [{ code: 'CLONE_NOT_ACTIVE', issueCodes: [] }],
      status: 'SUSPENDED',
      auditTrail: { nodes: [{ action: 'status.changed', actor: 'root', details: { reason: 'reported' } }, {}, {}] },
    });
  });

  it('when the profile is not approved', async () => {
    const cloneId = await draftOf();
    await moderate(service, cloneId, 1, 'REJECT', 'a brand’s name');
    expect(await publishErrors(cloneId, 1)).toEqual(['MODERATION_REQUIRED']);
    expect(helps('MODERATION_REQUIRED')).toContain('moderatePublicProfile');
    expect(await look(cloneId)).toMatchObject({
      publishBlockers: [{ code: 'MODERATION_REQUIRED', issueCodes: [] }],
      publicProfile: { moderationStatus: 'REJECTED' },
      publicProfileDraft: { moderationReason: 'a brand’s name' },
    });
  });

  it('when no model is selected', async () => {
    const cloneId = await draftOf({ modelId: null });
    await moderate(service, cloneId, 1, 'APPROVE');
    expect(await publishErrors(cloneId, 1)).toEqual(['STRATEGY_INVALID']);
    expect(guide).toContain('| `STRATEGY_INVALID` with `MISSING_MODEL`');
    expect(await look(cloneId)).toMatchObject({
      publishBlockers: [{ code: 'STRATEGY_INVALID', issueCodes: ['MISSING_MODEL'] }],
      publicProfile: { moderationStatus: 'APPROVED' },
      model: null,
      readiness: { blockers: ['MODEL_NOT_SELECTED', 'NO_PUBLISHED_STRATEGY'] },
    });
  });

  it('when the selected model exceeds the entitlement after a revoked grant', async () => {
    const [cloneId, grantId] = [await draftOf(), newId()];
    await moderate(service, cloneId, 1, 'APPROVE');
    await applyFacts(service, { grantId, cloneId, modelTier: 'FRONTIER' });
    await service.ask(
      alice,
      'mutation($id: ID!) { selectModel(input: { cloneId: $id, modelId: "apex-1" }) { errors { code } } }',
      { id: cloneId },
    );
    await applyFacts(service, { grantId, cloneId, kind: 'REVOKED', occurredAt: '2026-01-02T00:00:00Z' });
    expect(await publishErrors(cloneId, 1)).toEqual(['ENTITLEMENT_EXCEEDED']);
    expect(helps('ENTITLEMENT_EXCEEDED')).toContain('entitlement.changed');
    expect(await look(cloneId)).toMatchObject({
      publishBlockers: [{ code: 'ENTITLEMENT_EXCEEDED', issueCodes: ['ENTITLEMENT_EXCEEDED'] }],
      entitlement: {
        violations: [{ limit: 'MODEL_TIER', strategyVersionId: null, allowedTier: 'STANDARD', actualTier: 'FRONTIER' }],
        grants: [{ grantId, inForce: false, revokedAt: '2026-01-02T00:00:00.000Z' }],
      },
      auditTrail: {
        nodes: [
          { action: 'entitlement.changed', details: { revoked: [grantId], modelTier: 'STANDARD' } },
          {},
          {},
          {},
          {},
          {},
        ],
      },
    });
  });

  it('and shows only codes of the draft when the draft is the reason', async () => {
    const cloneId = await createClone(service, alice, { name: 'Stuck', modelId: 'swift-1' });
    await saveDraft(service, alice, cloneId, 0, { ...sampleGraph('CANARY'), connections: [] });
    await moderate(service, cloneId, 1, 'APPROVE');
    expect(await publishErrors(cloneId, 1)).toEqual(['STRATEGY_INVALID']);
    const seen = await look(cloneId);
    expect(seen).toMatchObject({
      publishBlockers: [{ code: 'STRATEGY_INVALID', issueCodes: ['UNCONNECTED_BLOCK'] }],
      status: 'ACTIVE',
      publicProfile: { moderationStatus: 'APPROVED' },
      model: { available: true },
      entitlement: { violations: [] },
    });
    expect(JSON.stringify(seen)).not.toContain('CANARY');
  });

  it('and nothing when publishing would succeed', async () => {
    const cloneId = await draftOf();
    await moderate(service, cloneId, 1, 'APPROVE');
    expect(await look(cloneId)).toMatchObject({ publishBlockers: [] });
    expect(await publishErrors(cloneId, 1)).toEqual([]);
  });
});

describe('the support guide', () => {
  it('has queries that find a clone by name and count the queue', async () => {
    const cloneId = await draftOf({ name: 'Foxglove' });
    const written = [...guide.matchAll(/`(operatorClones\(filter: \{ search[^`]+|\{ moderationQueueCount \})`/g)].map(
      ([, text = '']) => text,
    );
    const [search = '', count = ''] = written;
    const { data, errors } = await service.ask(admin, `{ ${search} }`);
    expect({ errors, ids: data.operatorClones.nodes.map(({ id }: { id: string }) => id) }).toEqual({
      errors: [],
      ids: [cloneId],
    });
    expect((await service.ask(moderator, count)).data.moderationQueueCount).toBeGreaterThan(0);
  });
});
