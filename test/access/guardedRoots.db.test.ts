import { beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import { newId } from '../../src/clone/id.ts';
import { createClone } from '../makers.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { startTestService } from '../startTestService.ts';
import { callers } from './accessWorld.ts';
import { callerNames, expectedReaders, guardedRoots, namedIn, type CallerName } from './expectedAccess.ts';

const service = startTestService();
let cloneId: string;

beforeAll(async () => {
  cloneId = await createClone(service, callers.owner, { name: 'Rooted', modelId: 'swift-1' });
});

/** A call of each guarded root field; for those of a clone, on this one. */
const calls: Readonly<
  Record<string, (cloneId: string) => readonly [query: string, variables?: Record<string, unknown>]>
> = {
  'Query.myClones': () => ['{ asked: myClones { nodes { id } } }'],
  'Query.moderationQueue': () => ['{ asked: moderationQueue { nodes { id } } }'],
  'Query.moderationQueueCount': () => ['{ asked: moderationQueueCount }'],
  'Query.moderationGate': () => ['{ asked: moderationGate }'],
  'Query.operatorClones': () => ['{ asked: operatorClones { nodes { id } } }'],
  'Query.cloneEvents': () => ['{ asked: cloneEvents { nodes { id } } }'],
  'Query.validateStrategy': (id) => [
    'query($id: ID!, $graph: StrategyGraphInput!) { asked: validateStrategy(cloneId: $id, graph: $graph) { publishable } }',
    { id, graph: sampleGraph() },
  ],
  'Mutation.createClone': () => mutation('createClone', 'CreateCloneInput', {}),
  'Mutation.updatePublicProfile': (id) => mutation('updatePublicProfile', 'UpdatePublicProfileInput', { cloneId: id }),
  'Mutation.selectModel': (id) => mutation('selectModel', 'SelectModelInput', { cloneId: id, modelId: 'swift-1' }),
  'Mutation.saveStrategyDraft': (id) =>
    mutation('saveStrategyDraft', 'SaveStrategyDraftInput', { cloneId: id, expectedRevision: 0, graph: sampleGraph() }),
  'Mutation.discardStrategyDraft': (id) =>
    mutation('discardStrategyDraft', 'DiscardStrategyDraftInput', { cloneId: id, expectedRevision: 0 }),
  'Mutation.restoreStrategyVersion': (id) =>
    mutation('restoreStrategyVersion', 'RestoreStrategyVersionInput', {
      cloneId: id,
      expectedRevision: 0,
      versionId: newId(),
    }),
  'Mutation.revertStrategyDraft': (id) =>
    mutation('revertStrategyDraft', 'RevertStrategyDraftInput', { cloneId: id, expectedRevision: 0, toRevision: 0 }),
  'Mutation.publishStrategy': (id) =>
    mutation('publishStrategy', 'PublishStrategyInput', { cloneId: id, expectedRevision: 0 }),
  'Mutation.activateStrategyVersion': (id) =>
    mutation('activateStrategyVersion', 'ActivateStrategyVersionInput', {
      cloneId: id,
      versionId: newId(),
      expectedActivation: 1,
    }),
  'Mutation.setPaused': (id) =>
    mutation('setPaused', 'SetPausedInput', { cloneId: id, paused: true, expectedActivation: 1 }),
  'Mutation.applyEntitlementFacts': () =>
    mutation('applyEntitlementFacts', 'ApplyEntitlementFactsInput', { facts: [] }),
  'Mutation.moderatePublicProfile': (id) =>
    mutation('moderatePublicProfile', 'ModeratePublicProfileInput', {
      cloneId: id,
      expectedRevision: 0,
      decision: 'APPROVE',
    }),
  'Mutation.setCloneStatus': (id) =>
    mutation('setCloneStatus', 'SetCloneStatusInput', { cloneId: id, status: 'ACTIVE', reason: 'x' }),
};

function namesClone(coordinate: string): boolean {
  return JSON.stringify(calls[coordinate]?.('named')?.[1] ?? {}).includes('"cloneId":"named"');
}

function mutation(
  name: string,
  type: string,
  input: Record<string, unknown>,
): readonly [string, Record<string, unknown>] {
  return [`mutation($input: ${type}!) { asked: ${name}(input: $input) { errors { code } } }`, { input }];
}

async function call(coordinate: string, caller: Caller, id: string) {
  const [query, variables] = calls[coordinate]?.(id) ?? [''];
  return service.ask(caller, query, variables);
}

const readers = [...expectedReaders(guardedRoots)];

describe.each(readers)('%s', (coordinate, may) => {
  it.each(callerNames)(`is for ${[...may].join(', ')}; others are told why not: %s`, async (name) => {
    const { data, errors } = await call(coordinate, callers[name], cloneId);
    const refusals = errors.filter(({ code }) => code === 'UNAUTHENTICATED' || code === 'FORBIDDEN');
    const code = name === 'nobody' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    expect(refusals.map(({ code: found, path }) => [found, path])).toEqual(may.has(name) ? [] : [[code, 'asked']]);
    for (const { message } of refusals) expect(namedIn(message)).toEqual(callerNames.filter((one) => may.has(one)));
    if (!may.has(name)) expect(data).toEqual({ asked: null });
  });
});

describe('a missing clone', () => {
  const creatorMutations = readers.filter(
    ([coordinate, may]) => coordinate.startsWith('Mutation.') && may.has('owner') && may.size === 1,
  );

  it.each(creatorMutations.map(([coordinate]) => coordinate))(
    'is NOT_FOUND with any token, and UNAUTHENTICATED without one: %s',
    async (coordinate) => {
      for (const id of [newId(), cloneId.toUpperCase(), 'no-id']) {
        for (const name of ['owner', 'stranger', 'cloneReader', 'admin'] as const) {
          expect(await call(coordinate, callers[name], id)).toEqual({
            data: { asked: { errors: [{ code: 'NOT_FOUND' }] } },
            errors: [],
          });
        }
        expect((await call(coordinate, callers.nobody, id)).errors).toMatchObject([
          { code: 'UNAUTHENTICATED', path: 'asked' },
        ]);
      }
    },
  );

  it('is a NOT_FOUND error in validateStrategy, which has no payload', async () => {
    expect((await call('Query.validateStrategy', callers.stranger, newId())).errors).toMatchObject([
      { code: 'NOT_FOUND', path: 'asked' },
    ]);
  });
});

describe('a refused caller of a root field', () => {
  it.each(readers)(
    '%s: costs one read of the clone and no more, and reveals nothing about it',
    async (coordinate, may) => {
      const shell = await createClone(service, callers.owner);
      const ofOneClone = coordinate === 'Query.validateStrategy' || namesClone(coordinate);
      const outcome = async (name: CallerName, id: string) => {
        const answers: unknown[] = [];
        const statements = await service.statementsOf(async () =>
          answers.push(await call(coordinate, callers[name], id)),
        );
        return { statements, answers };
      };
      for (const name of callerNames.filter((one) => !may.has(one))) {
        const [full, empty] = [await outcome(name, cloneId), await outcome(name, shell)];
        expect(full.statements).toHaveLength(ofOneClone && name !== 'nobody' ? 1 : 0);
        expect(full).toEqual(empty);
      }
    },
  );

  it('is refused before the input is checked', async () => {
    const query =
      'mutation($id: ID!) { publishStrategy(input: { cloneId: $id, expectedRevision: 99, idempotencyKey: "\\u0007" }) { errors { code } } }';
    for (const name of callerNames.filter((one) => one !== 'owner')) {
      expect((await service.ask(callers[name], query, { id: cloneId })).errors).toMatchObject([
        { code: name === 'nobody' ? 'UNAUTHENTICATED' : 'FORBIDDEN' },
      ]);
    }
  });
});
