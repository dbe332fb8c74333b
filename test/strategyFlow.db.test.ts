import { describe, expect, it } from 'vitest';
import { sampleGraph } from './sampleStrategy.ts';
import { nobody, startTestService, user } from './startTestService.ts';

const service = startTestService();
const alice = user('alice');

const create = `mutation($input: CreateCloneInput!) { createClone(input: $input) { created clone { id owner { id } publicProfile { name moderationStatus } strategyDraft { revision } } errors { code path message } } }`;
const save = `mutation($input: SaveStrategyDraftInput!) { saveStrategyDraft(input: $input) { strategyDraft { revision graph { assets { blockId symbols } } validation { publishable issues { code } } publishBlockers { code } hasUnpublishedChanges } errors { code path } } }`;
const publish = `mutation($input: PublishStrategyInput!) { publishStrategy(input: $input) { created strategyVersion { id number isActive contentHash graph { assets { symbols } } } strategyDraft { revision hasUnpublishedChanges changesSinceActive { subjectId } } clone { activeStrategyVersionId readiness { ready blockers } lifecycle { setup { complete } } } validation { issues { code path } } errors { code path } } }`;

describe('a creator', () => {
  it('creates, configures and publishes a clone, and runtime systems read the version', async () => {
    const made = await service.ask(alice, create, { input: { name: 'Momentum', modelId: 'swift-1' } });
    expect(made.errors).toEqual([]);
    expect(made.data.createClone).toMatchObject({
      created: true,
      errors: [],
      clone: {
        owner: { id: 'alice' },
        publicProfile: { name: 'Momentum', moderationStatus: 'PENDING' },
        strategyDraft: { revision: 0 },
      },
    });
    const cloneId: string = made.data.createClone.clone.id;

    const saved = await service.ask(alice, save, {
      input: {
        cloneId,
        expectedRevision: 0,
        graph: { ...sampleGraph(), assets: [{ blockId: 'majors', symbols: ['ETH-USD', 'BTC-USD'] }] },
      },
    });
    expect(saved.errors).toEqual([]);
    expect(saved.data.saveStrategyDraft).toMatchObject({
      errors: [],
      strategyDraft: {
        revision: 1,
        graph: { assets: [{ blockId: 'majors', symbols: ['ETH-USD', 'BTC-USD'] }] },
        validation: { publishable: true, issues: [] },
        publishBlockers: [],
        hasUnpublishedChanges: true,
      },
    });

    const published = await service.ask(alice, publish, { input: { cloneId, expectedRevision: 1, note: 'first' } });
    expect(published.errors).toEqual([]);
    const { strategyVersion, clone, strategyDraft, errors } = published.data.publishStrategy;
    expect(errors).toEqual([]);
    expect(strategyVersion).toMatchObject({
      number: 1,
      isActive: true,
      graph: { assets: [{ symbols: ['BTC-USD', 'ETH-USD'] }] },
    });
    expect(clone).toMatchObject({
      activeStrategyVersionId: strategyVersion.id,
      readiness: { ready: true, blockers: [] },
      lifecycle: { setup: { complete: true } },
    });
    expect(strategyDraft).toEqual({ revision: 1, hasUnpublishedChanges: false, changesSinceActive: [] });

    const entities = await service.ask(
      nobody,
      `query($r: [_Any!]!) { _entities(representations: $r) { __typename ... on LifecycleSummary { state nextAction unavailable } ... on StrategyVersion { number graph { assets { blockId } } } ... on Clone { publicProfile { name } } } }`,
      {
        r: [
          { __typename: 'LifecycleSummary', cloneId, auditionStatus: 'NONE', queueStatus: 'NONE', arenaStatus: 'NONE' },
          { __typename: 'StrategyVersion', id: strategyVersion.id },
          { __typename: 'Nothing', id: 1 },
          { __typename: 'Clone', id: cloneId },
        ],
      },
    );
    expect(entities.data._entities).toEqual([
      { __typename: 'LifecycleSummary', state: 'CONFIGURED', nextAction: 'SUBMIT_FOR_AUDITION', unavailable: [] },
      { __typename: 'StrategyVersion', number: 1, graph: null },
      null,
      { __typename: 'Clone', publicProfile: { name: 'Momentum' } },
    ]);
    expect(entities.errors).toMatchObject([{ code: 'UNAUTHENTICATED', path: '_entities.1.graph' }]);

    const lists = await service.ask(
      alice,
      `{ myClones { nodes { id strategyVersions { nodes { number changesSince { kind subject subjectId } } } entitlement { maxAssets grants { grantId } violations { limit } } } pageInfo { hasNextPage endCursor } } publicClones(search: "moment") { nodes { id } } }`,
    );
    expect(lists.errors).toEqual([]);
    expect(lists.data.publicClones.nodes).toEqual([{ id: cloneId }]);
    expect(lists.data.myClones.nodes[0].strategyVersions.nodes[0].changesSince.length).toBe(6);
  });
});
