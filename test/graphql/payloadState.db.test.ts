import { describe, expect, it } from 'vitest';
import { createClone, createPublishedClone, saveDraft } from '../makers.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { startTestService, user } from '../startTestService.ts';

const service = startTestService();
/** Both owner and operator, so that one caller may do and see everything. */
const alice = user('alice', 'clone:admin', 'clone:moderate');

const profile =
  'name description imageUrl shownAssets shownDataSources moderationStatus updatedAt shownCapabilities revision moderationReason moderatedAt waitingSince capabilitySignals { kind label }';
const version =
  'id cloneId number isActive publishedAt graph { dataStreams { blockId stream interval parameters } assets { blockId symbols } tradingPrompts { blockId prompt } connections { from to } } layout model { modelId displayName tier } contentHash contentSchema catalogVersion note publishedBy';
const everything = `id status createdAt updatedAt owner { id } model { modelId } acceptsChanges publicProfile { ${profile} } publicProfileDraft { ${profile} } readiness { ready blockers }
  activeStrategyVersion { ${version} } strategyVersions { nodes { ${version} } }
  strategyDraft { cloneId revision updatedAt layout graph { dataStreams { blockId stream interval parameters } assets { blockId symbols } tradingPrompts { blockId prompt } connections { from to } } publishBlockers { code } hasUnpublishedChanges }
  auditTrail { nodes { sequence action at } }`;

async function state(cloneId: string) {
  return (await service.ask(alice, `query($id: ID!) { clone(id: $id) { ${everything} } }`, { id: cloneId })).data.clone;
}

/** Runs a mutation of this clone; returns its whole payload. */
async function change(name: string, type: string, input: Record<string, unknown>, more = '') {
  const { data, errors } = await service.ask(
    alice,
    `mutation($input: ${type}!) { ${name}(input: $input) { clone { ${everything} } errors { code } ${more} } }`,
    { input },
  );
  expect(errors).toEqual([]);
  expect(data[name].errors).toEqual([]);
  return data[name];
}

/** Content that storage could alter: escapes, quotes, surrogate pairs, an own `__proto__`, a negative zero. */
const graph = {
  ...sampleGraph('Buy "low" \\ sell \u2028 high 🤖 at 5 %'),
  dataStreams: [
    {
      blockId: 'ds',
      stream: 'candles',
      interval: null,
      parameters: JSON.parse('{"__proto__": {"a": 1}, "b": [1e-7, 0.1, -0], "": null}'),
    },
  ],
};
const layout = JSON.parse('{"x": -0, "__proto__": {"y": 1.50}, "z": [null, "\\u0001"]}');

const changes: readonly [
  name: string,
  type: string,
  input: (cloneId: string, versionId: string) => Record<string, unknown>,
][] = [
  [
    'updatePublicProfile',
    'UpdatePublicProfileInput',
    () => ({
      name: 'Größe 🤖',
      description: 'a "b" \\ c',
      shownAssets: ['A', '{B,"C"}'],
      shownCapabilities: ['MODEL', 'ASSET_CAPACITY'],
    }),
  ],
  ['selectModel', 'SelectModelInput', () => ({ modelId: 'swift-1' })],
  ['saveStrategyDraft', 'SaveStrategyDraftInput', () => ({ expectedRevision: 2, graph, layout })],
  ['discardStrategyDraft', 'DiscardStrategyDraftInput', () => ({ expectedRevision: 2 })],
  ['restoreStrategyVersion', 'RestoreStrategyVersionInput', (_, versionId) => ({ expectedRevision: 2, versionId })],
  ['revertStrategyDraft', 'RevertStrategyDraftInput', () => ({ expectedRevision: 3, toRevision: 2 })],
  [
    'publishStrategy',
    'PublishStrategyInput',
    () => ({ expectedRevision: 2, note: 'With a "note" 🤖', idempotencyKey: 'key' }),
  ],
  ['setPaused', 'SetPausedInput', () => ({ paused: true, expectedActivation: 1, reason: 'By "hand" 🤖' })],
  [
    'moderatePublicProfile',
    'ModeratePublicProfileInput',
    () => ({ expectedRevision: 1, decision: 'APPROVE', reason: 'good' }),
  ],
  ['setCloneStatus', 'SetCloneStatusInput', () => ({ status: 'SUSPENDED', reason: 'as asked' })],
];

describe('a payload shows the stored state', () => {
  it.each(changes)('after %s, and after the same again or a conflict', async (name, type, input) => {
    const { cloneId, versionId } = await createPublishedClone(service, alice, `For ${name}`);
    await saveDraft(service, alice, cloneId, 1, sampleGraph('Another prompt.'));
    if (name === 'revertStrategyDraft')
      await change('discardStrategyDraft', 'DiscardStrategyDraftInput', { cloneId, expectedRevision: 2 });
    const before = await state(cloneId);
    const whole = { cloneId, ...input(cloneId, versionId) };
    const { clone } = await change(name, type, whole);
    expect(clone).toEqual(await state(cloneId));
    if (name !== 'selectModel') expect(clone).not.toEqual(before);
    const again = await service.ask(
      alice,
      `mutation($input: ${type}!) { ${name}(input: $input) { clone { ${everything} } } }`,
      { input: whole },
    );
    expect(again.data[name].clone).toEqual(await state(cloneId));
  });

  it('after createClone', async () => {
    const { clone } = await change('createClone', 'CreateCloneInput', {
      name: 'New 🤖',
      description: 'b',
      modelId: 'swift-1',
    });
    expect(clone).toEqual(await state(clone.id));
  });

  it('of the draft and the version next to the clone', async () => {
    const cloneId = await createClone(service, alice, { name: 'Beside', modelId: 'swift-1' });
    const { strategyDraft } = await change(
      'saveStrategyDraft',
      'SaveStrategyDraftInput',
      { cloneId, expectedRevision: 0, graph: sampleGraph() },
      'strategyDraft { revision updatedAt }',
    );
    expect(strategyDraft).toMatchObject({ revision: 1, updatedAt: (await state(cloneId)).strategyDraft.updatedAt });
    const { strategyVersion } = await change(
      'publishStrategy',
      'PublishStrategyInput',
      { cloneId, expectedRevision: 1 },
      `strategyVersion { ${version} }`,
    );
    expect(strategyVersion).toEqual((await state(cloneId)).activeStrategyVersion);
  });

  it('after each of several mutations of one request', async () => {
    const cloneId = await createClone(service, alice, { name: 'First', modelId: 'swift-1' });
    const fields =
      'clone { publicProfileDraft { name } strategyDraft { revision } activeStrategyVersion { number isActive } } errors { code }';
    const { data } = await service.ask(
      alice,
      `mutation($id: ID!, $graph: StrategyGraphInput!) {
      saved: saveStrategyDraft(input: { cloneId: $id, expectedRevision: 0, graph: $graph }) { ${fields} }
      published: publishStrategy(input: { cloneId: $id, expectedRevision: 1 }) { ${fields} strategyVersion { isActive } }
      named: updatePublicProfile(input: { cloneId: $id, name: "Second" }) { ${fields} }
      refused: publishStrategy(input: { cloneId: $id, expectedRevision: 0 }) { ${fields} }
    }`,
      { id: cloneId, graph: sampleGraph() },
    );
    const shown = (name: string, revision: number, activeStrategyVersion: unknown) => ({
      publicProfileDraft: { name },
      strategyDraft: { revision },
      activeStrategyVersion,
    });
    const first = { number: 1, isActive: true };
    expect(data).toEqual({
      saved: { clone: shown('First', 1, null), errors: [] },
      published: { clone: shown('First', 1, first), strategyVersion: { isActive: true }, errors: [] },
      named: { clone: shown('Second', 1, first), errors: [] },
      refused: { clone: shown('Second', 1, first), errors: [{ code: 'REVISION_CONFLICT' }] },
    });
  });
});
