import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { moderationGates, type ModerationGate } from '../../src/profile/moderationGate.ts';
import { applyFacts } from '../entitlement/applyFacts.ts';
import { createClone } from '../makers.ts';
import { admin, moderate, setStatus } from '../profile/operate.ts';
import { startTestService } from '../startTestService.ts';
import { arbitraryGraph, arbitraryLayout, shipped } from './arbitraryGraph.ts';
import { alice, call, readClone } from './strategyCalls.ts';
import { brokenGraph } from './validation/brokenGraph.ts';
import { runs } from '../runs.ts';

/** The tests change this setting while the service runs; it takes effect with the next read. */
const policy: { moderationGate: ModerationGate } = { moderationGate: 'none' };
const service = startTestService(policy);

interface Step {
  readonly what: string;
  readonly take: (cloneId: string) => Promise<unknown>;
}

const base = shipped.baseEntitlement;
/** What the widest grant of these tests allows. */
const wide = {
  ...base,
  maxDataStreams: base.maxDataStreams + 2,
  maxAssets: base.maxAssets + 3,
  maxPromptCharacters: base.maxPromptCharacters + 100,
};

const saving =
  (graph: unknown, more: Record<string, unknown> = {}) =>
  async (cloneId: string) => {
    const { strategyDraft } = await readClone(service, cloneId, 'strategyDraft { revision }');
    await call(service, 'saveStrategyDraft', { cloneId, expectedRevision: strategyDraft.revision, graph, ...more });
  };
const profile = async (cloneId: string) =>
  (await readClone(service, cloneId, 'publicProfileDraft { revision }')).publicProfileDraft.revision;
const decide = (decision: 'APPROVE' | 'REJECT') => async (cloneId: string) =>
  moderate(service, cloneId, await profile(cloneId), decision, 'as seen');
const granting = (cloneId: string) =>
  applyFacts(service, {
    grantId: newId(),
    cloneId,
    dataStreams: 2,
    assets: 3,
    promptCharacters: 100,
    modelTier: 'ADVANCED',
  });
const revoking = async (cloneId: string) => {
  const { entitlement } = await readClone(service, cloneId, 'entitlement { grants { grantId } }');
  await applyFacts(
    service,
    ...entitlement.grants.map(({ grantId }: { grantId: string }) => ({
      grantId,
      cloneId,
      kind: 'REVOKED',
      occurredAt: '2026-01-02T00:00:00Z',
    })),
  );
};
const renaming = (name: string) => (cloneId: string) =>
  service.ask(
    alice,
    'mutation($input: UpdatePublicProfileInput!) { updatePublicProfile(input: $input) { errors { code } } }',
    { input: { cloneId, name } },
  );
const gating = (gate: ModerationGate) => async () => {
  policy.moderationGate = gate;
};

/** What creators, moderators, operators, EconomyService and administrators can do; some of it may be refused. */
const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(arbitraryGraph(wide), arbitraryLayout)
      .map(([graph, layout]) => ({ what: 'save a valid graph', take: saving(graph, { layout }) })),
  },
  {
    weight: 2,
    arbitrary: brokenGraph.map(({ what, graph }) => ({ what: `save a graph where ${what}`, take: saving(graph) })),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...shipped.models).map(({ id: modelId }) => ({
      what: `select ${modelId}`,
      take: (cloneId: string) => call(service, 'selectModel', { cloneId, modelId }),
    })),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...moderationGates).map((gate) => ({ what: `gate ${gate}`, take: gating(gate) })),
  },
  {
    weight: 6,
    arbitrary: fc.constantFrom<Step>(
      { what: 'grant', take: granting },
      { what: 'revoke', take: revoking },
      { what: 'approve', take: decide('APPROVE') },
      { what: 'reject', take: decide('REJECT') },
      { what: 'edit the profile', take: (cloneId) => renaming(`Edited ${newId()}`)(cloneId) },
      {
        what: 'the model leaves the catalog',
        take: (cloneId) =>
          service.database.client.clone.update({
            where: { id: cloneId },
            data: { modelId: 'gone', modelName: 'Gone', modelTier: 'STANDARD' },
          }),
      },
      { what: 'suspend', take: (cloneId) => setStatus(service, cloneId, 'SUSPENDED') },
      { what: 'archive', take: (cloneId) => setStatus(service, cloneId, 'ARCHIVED') },
      { what: 'reactivate', take: (cloneId) => setStatus(service, cloneId, 'ACTIVE') },
    ),
  },
);

/** Tries to publish, and checks that the errors are the draft's publish blockers; returns them as "CODE path". */
async function tryPublishing(cloneId: string): Promise<string[]> {
  const { strategyDraft, publishBlockers } = await readClone(
    service,
    cloneId,
    `publishBlockers { code issueCodes }
    strategyDraft { revision publishBlockers { code path message } validation { issues { code severity } } }`,
  );
  const seen = await service.ask(admin, 'query($id: ID!) { clone(id: $id) { publishBlockers { code issueCodes } } }', {
    id: cloneId,
  });
  expect(seen).toEqual({ data: { clone: { publishBlockers } }, errors: [] });
  const published = await call(service, 'publishStrategy', { cloneId, expectedRevision: strategyDraft.revision });
  expect(strategyDraft.publishBlockers).toEqual(published.errors);
  expect(published.strategyVersion === null).toBe(published.errors.length > 0);
  // Operators see only codes: each code once, with the codes of the issues if these block publishing.
  const issueCodes = strategyDraft.validation.issues
    .filter(({ severity }: { severity: string }) => severity === 'ERROR')
    .map(({ code }: { code: string }) => code);
  const ofDraft = new Set(['STRATEGY_INVALID', 'ENTITLEMENT_EXCEEDED']);
  const codes: string[] = published.errors.map(({ code }: { code: string }) => code);
  expect(publishBlockers).toEqual(
    [...new Set(codes)].map((code) => ({ code, issueCodes: ofDraft.has(code) ? [...new Set(issueCodes)] : [] })),
  );
  return published.errors.map(({ code, path }: { code: string; path: string[] }) => `${code} ${path.join('.')}`);
}

const newClone = async (input: Record<string, unknown> = { name: 'Blocked', modelId: 'swift-1' }) => {
  policy.moderationGate = 'none';
  return createClone(service, alice, input);
};

describe('publishBlockers', () => {
  it('are the errors of publishing, for operators their codes, and none exactly if it succeeds, whatever happened to the clone before', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(steps, { minLength: 4, maxLength: 10 }),
        fc.constantFrom({ name: 'Named' }, {}),
        async (taken, input) => {
          const cloneId = await newClone(input);
          await tryPublishing(cloneId);
          for (const { take } of taken) {
            await take(cloneId);
            await tryPublishing(cloneId);
          }
        },
      ),
      { numRuns: runs(10) },
    );
  });
});

describe('publishing is blocked by', () => {
  const graphs = fc.sample(arbitraryGraph(), { numRuns: 2, seed: 7 });
  const [valid, other] = [graphs[0] ?? fail(), graphs[1] ?? fail()];
  const incomplete = { ...valid, connections: [] };

  it.each<[string, readonly string[], readonly ((cloneId: string) => Promise<unknown>)[]]>([
    ['nothing if the draft is valid', [], [saving(valid)]],
    [
      'nothing if the draft is already published, whatever the entitlement and the gate',
      [],
      [granting, saving(tooWide()), tryPublishing, revoking, gating('both')],
    ],
    [
      'the row status before anything else',
      ['CLONE_NOT_ACTIVE input'],
      [saving(incomplete), gating('publish'), (cloneId) => setStatus(service, cloneId, 'SUSPENDED')],
    ],
    [
      'the row status even if the draft is already published',
      ['CLONE_NOT_ACTIVE input'],
      [saving(valid), tryPublishing, (cloneId) => setStatus(service, cloneId, 'ARCHIVED')],
    ],
    ['the gate before the graph', ['MODERATION_REQUIRED input'], [saving(incomplete), gating('publish')]],
    [
      'the gate after the first version, too',
      ['MODERATION_REQUIRED input'],
      [saving(valid), tryPublishing, saving(other), gating('both')],
    ],
    [
      'nothing once the profile is approved, even while a later one waits',
      [],
      [gating('publish'), decide('APPROVE'), renaming('Mended'), saving(valid)],
    ],
    ['nothing at a gate for auditions only', [], [saving(valid), gating('audition')]],
    [
      'the graph before the entitlement',
      ['STRATEGY_INVALID input'],
      [granting, saving({ ...tooWide(), connections: [] }), revoking],
    ],
    [
      'each exceeded limit, in order',
      ['ENTITLEMENT_EXCEEDED input', 'ENTITLEMENT_EXCEEDED input'],
      [
        granting,
        saving(tooWide()),
        (cloneId) => call(service, 'selectModel', { cloneId, modelId: 'reason-1' }),
        revoking,
      ],
    ],
  ])('is %s', async (_, says, before) => {
    const cloneId = await newClone();
    for (const take of before) await take(cloneId);
    expect((await tryPublishing(cloneId)).map((one) => one.replace('.cloneId', ''))).toEqual(says);
  });

  /** A valid graph with one symbol more than the base entitlement allows. */
  function tooWide() {
    return {
      ...valid,
      assets: valid.assets.map((block, index) =>
        index === 0
          ? { ...block, symbols: shipped.assets.slice(0, base.maxAssets + 1).map(({ symbol }) => symbol) }
          : { ...block, symbols: [shipped.assets[0]?.symbol] },
      ),
    };
  }

  function fail(): never {
    throw new Error('there is no sample');
  }
});
