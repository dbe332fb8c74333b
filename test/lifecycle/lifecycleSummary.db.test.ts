import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { createClone, createPublishedClone } from '../makers.ts';
import { nobody, startTestService, user } from '../startTestService.ts';

const service = startTestService();
const alice = user('alice');

const summaries = `query($r: [_Any!]!) { _entities(representations: $r) { ... on LifecycleSummary { cloneId state nextAction unavailable setup { complete steps { kind done } } clone { id } } } }`;

let configured: string;
let shell: string;

beforeAll(async () => {
  ({ cloneId: configured } = await createPublishedClone(service, alice, 'Configured'));
  shell = await createClone(service, alice);
});

function representation(cloneId: unknown, auditionStatus?: unknown, queueStatus?: unknown, arenaStatus?: unknown) {
  return { __typename: 'LifecycleSummary', cloneId, auditionStatus, queueStatus, arenaStatus };
}

async function read(...r: readonly object[]) {
  const { data, errors } = await service.ask(nobody, summaries, { r });
  expect(errors).toEqual([]);
  return data._entities;
}

describe('a lifecycle summary', () => {
  it('gives the same clone with different facts, in one call, each its own state', async () => {
    const answers = await read(
      representation(configured, 'RUNNING', 'NONE', 'NONE'),
      representation(configured, 'PASSED', 'NONE', 'NONE'),
      representation(configured, 'PASSED', 'PROMOTED', 'COMPETING'),
      representation(configured),
      representation(configured, 'NONE', 'NONE', 'NONE'),
    );
    expect(answers.map(({ state }: { state: string }) => state)).toEqual([
      'AUDITION_RUNNING',
      'COMPETITION_ELIGIBLE',
      'COMPETING',
      null,
      'CONFIGURED',
    ]);
    expect(answers.map(({ unavailable }: { unavailable: string[] }) => unavailable.length)).toEqual([0, 0, 0, 3, 0]);
  });

  it('names every source whose fact is unknown, also when the state is decided without it', async () => {
    const error = { message: 'connect ECONNREFUSED' };
    expect(await read(representation(configured, error, null, 'COMPETING'))).toMatchObject([
      { state: 'COMPETING', nextAction: 'COMPETE', unavailable: ['AUDITION', 'QUEUE'] },
    ]);
    expect(await read(representation(configured, 'PASSED', ['WAITING'], 'NONE'))).toMatchObject([
      { state: 'COMPETITION_ELIGIBLE', unavailable: ['QUEUE'] },
    ]);
    expect(await read(representation(configured, 'PASSED', 'WAITING', error))).toMatchObject([
      { state: null, nextAction: null, unavailable: ['ARENA'] },
    ]);
  });

  it('tells which set-up steps are done', async () => {
    const steps = (name: boolean, model: boolean, strategy: boolean) => [
      { kind: 'NAME_PROFILE', done: name },
      { kind: 'SELECT_MODEL', done: model },
      { kind: 'PUBLISH_STRATEGY', done: strategy },
    ];
    const none = ['NONE', 'NONE', 'NONE'] as const;
    expect(
      await read(
        representation(configured, ...none),
        representation(shell, ...none),
        representation(shell, 'FAILED', 'NONE', 'NONE'),
      ),
    ).toMatchObject([
      { state: 'CONFIGURED', setup: { complete: true, steps: steps(true, true, true) } },
      {
        state: 'SETUP_REQUIRED',
        nextAction: 'COMPLETE_SETUP',
        setup: { complete: false, steps: steps(false, false, false) },
      },
      { state: 'AUDITION_FAILED', nextAction: 'COMPLETE_SETUP' },
    ]);
  });

  it('asked for here directly, without facts, has no state and names all three sources', async () => {
    const { data } = await service.ask(
      nobody,
      'query($id: ID!) { clone(id: $id) { lifecycle { cloneId state nextAction unavailable clone { id } } } }',
      { id: configured },
    );
    expect(data.clone.lifecycle).toEqual({
      cloneId: configured,
      state: null,
      nextAction: null,
      unavailable: ['AUDITION', 'QUEUE', 'ARENA'],
      clone: { id: configured },
    });
  });

  it('of a clone that is not here is null and harms no other', async () => {
    expect(
      await read(
        representation(newId(), 'PASSED', 'NONE', 'NONE'),
        representation(configured, 'PASSED', 'NONE', 'NONE'),
        representation({ $ne: 1 }),
      ),
    ).toMatchObject([null, { cloneId: configured }, null]);
  });

  it('keeps nothing of what one caller claimed for the next', async () => {
    await read(representation(configured, 'PASSED', 'NONE', 'RETIRED'));
    expect(await read(representation(configured))).toMatchObject([
      { state: null, unavailable: ['AUDITION', 'QUEUE', 'ARENA'] },
    ]);
  });

  it('does not depend on the row status', async () => {
    const suspended = await createPublishedClone(service, alice, 'Suspended');
    await service.database.client.clone.update({ where: { id: suspended.cloneId }, data: { status: 'SUSPENDED' } });
    expect(await read(representation(suspended.cloneId, 'NONE', 'NONE', 'NONE'))).toMatchObject([
      { state: 'CONFIGURED', setup: { complete: true } },
    ]);
  });
});
