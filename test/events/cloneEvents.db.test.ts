import { describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import type { Prisma } from '../../src/database/generated/client.ts';
import { openOtherSession } from '../database/otherSession.ts';
import { testServer } from '../database/testServer.ts';
import { applyFacts } from '../entitlement/applyFacts.ts';
import { createClone, createPublishedClone, publish, saveDraft } from '../makers.ts';
import { admin, moderate, setStatus } from '../profile/operate.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { service as serviceCaller, startTestService, user } from '../startTestService.ts';
import { readEvents, readToEnd, type Event, type EventArguments } from './followEvents.ts';
import { untilSettled } from './settled.ts';

const service = startTestService();
const alice = user('alice');
const engine = serviceCaller('clone:read');
const read = (args: EventArguments) => readEvents(service, engine, args);

async function change(name: string, type: string, input: Record<string, unknown>): Promise<void> {
  const { data, errors } = await service.ask(
    alice,
    `mutation($input: ${type}!) { ${name}(input: $input) { errors { code } } }`,
    { input },
  );
  expect([errors, data[name].errors]).toEqual([[], []]);
}

/** What happened to a clone since the cursor. */
async function kindsSince(after: string, cloneId: string): Promise<string[]> {
  const { events } = await readToEnd(read, { after });
  return events.filter((event) => event.cloneId === cloneId).map(({ kind }) => kind);
}

async function end(): Promise<string> {
  return (await readToEnd(read)).after;
}

const cursorOf = (...values: unknown[]): string =>
  Buffer.from(JSON.stringify(['cloneEvents', ...values])).toString('base64url');
const valuesOf = (cursor: string): unknown[] => JSON.parse(Buffer.from(cursor, 'base64url').toString()).slice(1);

describe('the feed', () => {
  it('tells of every change of a clone once, in order, and of nothing that a creator does to a draft', async () => {
    const start = await end();
    const cloneId = await createClone(service, alice, { name: 'Told', modelId: 'swift-1' });
    const revision = await saveDraft(service, alice, cloneId);
    const first = await publish(service, alice, cloneId, revision);
    await saveDraft(service, alice, cloneId, revision, sampleGraph('Second.'));
    await publish(service, alice, cloneId, revision + 1);
    await change('selectModel', 'SelectModelInput', { cloneId, modelId: 'swift-2' });
    await change('activateStrategyVersion', 'ActivateStrategyVersionInput', {
      cloneId,
      versionId: first,
      expectedActivation: 2,
    });
    await change('setPaused', 'SetPausedInput', { cloneId, paused: true, expectedActivation: 3 });
    await change('setPaused', 'SetPausedInput', { cloneId, paused: false, expectedActivation: 4 });
    await change('restoreStrategyVersion', 'RestoreStrategyVersionInput', {
      cloneId,
      versionId: first,
      expectedRevision: revision + 1,
    });
    await change('discardStrategyDraft', 'DiscardStrategyDraftInput', { cloneId, expectedRevision: revision + 2 });
    await change('updatePublicProfile', 'UpdatePublicProfileInput', { cloneId, description: 'Told of.' });
    await moderate(service, cloneId, 2, 'APPROVE');
    await applyFacts(service, { grantId: newId(), cloneId, assets: 2 });
    await setStatus(service, cloneId, 'SUSPENDED');
    const told =
      'CREATED STRATEGY_PUBLISHED STRATEGY_PUBLISHED MODEL_SELECTED STRATEGY_ACTIVATED PAUSE_CHANGED PAUSE_CHANGED PROFILE_UPDATED PROFILE_MODERATED ENTITLEMENT_CHANGED STATUS_CHANGED';
    expect(await kindsSince(start, cloneId)).toEqual(told.split(' '));
    // What changes nothing, and what is refused, is no event.
    const after = await end();
    await setStatus(service, cloneId, 'SUSPENDED');
    await service.ask(
      alice,
      'mutation($input: UpdatePublicProfileInput!) { updatePublicProfile(input: $input) { errors { code } } }',
      { input: { cloneId, description: 'Refused.' } },
    );
    expect(await kindsSince(after, cloneId)).toEqual([]);
  });

  it('has the version that was published or activated beside those events, and none beside others', async () => {
    const start = await end();
    const { cloneId, versionId } = await createPublishedClone(service, alice, 'Versions');
    const revision = await saveDraft(service, alice, cloneId, 1, sampleGraph('Second.'));
    const second = await publish(service, alice, cloneId, revision);
    await change('activateStrategyVersion', 'ActivateStrategyVersionInput', {
      cloneId,
      versionId,
      expectedActivation: 2,
    });
    await end();
    const { data } = await service.ask(
      engine,
      `query($after: String) { cloneEvents(after: $after) { nodes { cloneId kind strategyVersion { id isActive contentHash } } } }`,
      { after: start },
    );
    const nodes = data.cloneEvents.nodes.filter((node: Event) => node.cloneId === cloneId);
    const contentHash = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(nodes).toMatchObject([
      { kind: 'CREATED', strategyVersion: null },
      { kind: 'STRATEGY_PUBLISHED', strategyVersion: { id: versionId, isActive: true, contentHash } },
      { kind: 'STRATEGY_PUBLISHED', strategyVersion: { id: second, isActive: false, contentHash } },
      { kind: 'STRATEGY_ACTIVATED', strategyVersion: { id: versionId, isActive: true, contentHash } },
    ]);
  });

  it('shows of the clone what its reader may read', async () => {
    await createClone(service, alice, { name: 'Private' });
    await end();
    const { data, errors } = await service.ask(
      engine,
      '{ cloneEvents { nodes { clone { id status strategyDraft { revision } } } } }',
    );
    expect(data.cloneEvents.nodes[0].clone).toMatchObject({ status: expect.any(String), strategyDraft: null });
    expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['FORBIDDEN']));
  });

  it('shows a clone that is never older than its event, whatever else the request has read', async () => {
    const cloneId = await createClone(service, alice, { name: 'Read before' });
    const start = await end();
    const seesAll = user('olga', 'clone:admin');
    const fields = 'publicProfileDraft { name } entitlement { maxAssets }';
    const now = async () =>
      (await service.ask(seesAll, `query($id: ID!) { clone(id: $id) { ${fields} } }`, { id: cloneId })).data.clone;
    // The request reads the clone at once, and the feed only when the clone has changed.
    const both = `query($id: ID!, $after: String) {
      clone(id: $id) { ${fields} }
      cloneEvents(after: $after) { nodes { cloneId kind clone { ${fields} } } } }`;
    const { reader } = service.database;
    const held = Promise.withResolvers<void>();
    const query = reader.$queryRaw.bind(reader);
    let others = 0;
    Object.assign(reader, {
      $queryRaw: async (sql: Prisma.Sql) => {
        if (sql.sql.includes('clone_feed')) await held.promise;
        const rows = await query(sql);
        others += 1;
        return rows;
      },
    });
    try {
      const before = await now();
      others = 0;
      const asked = service.ask(seesAll, both, { id: cloneId, after: start });
      await expect.poll(() => others).toBe(2);
      await change('updatePublicProfile', 'UpdatePublicProfileInput', { cloneId, name: 'Read after' });
      await applyFacts(service, { grantId: newId(), cloneId, assets: 7 });
      await untilSettled(service.database.client);
      held.resolve();
      const { data, errors } = await asked;
      expect(errors).toEqual([]);
      expect(data.clone).toEqual(before);
      const after = await now();
      expect(after).toEqual({
        publicProfileDraft: { name: 'Read after' },
        entitlement: { maxAssets: before.entitlement.maxAssets + 7 },
      });
      const told = data.cloneEvents.nodes.filter((node: Event) => node.cloneId === cloneId);
      expect(told.length).toBeGreaterThan(0);
      for (const { clone } of told) expect(clone).toEqual(after);
    } finally {
      Object.assign(reader, { $queryRaw: query });
    }
  });
});

describe('a page of the feed', () => {
  it('of any size leads through the same events, and stands at the end where it ends', async () => {
    for (let index = 0; index < 3; index += 1) await createPublishedClone(service, alice, `Paged ${index}`);
    const whole = await readToEnd(read);
    for (const first of [1, 2, 7]) expect(await readToEnd(read, { first })).toEqual(whole);
    expect(await read({ after: whole.after })).toEqual({
      nodes: [],
      continueFrom: whole.after,
      hasMore: false,
      pending: false,
    });
  });

  it('of some kinds moves on over the others', async () => {
    const cloneId = await createClone(service, alice, { name: 'Kinds' });
    const { events, after } = await readToEnd(read);
    for (const first of [1, 100]) {
      const created = await readToEnd(read, { first, kinds: ['CREATED'] });
      expect(created).toEqual({ events: events.filter(({ kind }) => kind === 'CREATED'), after });
    }
    expect(await readToEnd(read, { kinds: [] })).toEqual({ events: [], after });
    await change('updatePublicProfile', 'UpdatePublicProfileInput', { cloneId, description: 'Passed over.' });
    await end();
    const passed = await read({ after, kinds: ['CREATED'] });
    expect(passed).toMatchObject({ nodes: [], hasMore: false });
    expect((await read({ after: passed.continueFrom })).nodes).toEqual([]);
  });

  it('of some kinds looks at a bounded number of events, and says that more follow', async () => {
    const start = await end();
    const cloneId = await createClone(service, alice, { name: 'Long' });
    await service.database.client.$executeRaw`
      INSERT INTO clone_audit_events (id, clone_id, sequence, action, actor_kind, actor, at, details)
      SELECT gen_random_uuid(), ${cloneId}::uuid, n, 'model.selected', 'OWNER', 'alice', now(), '{}' FROM generate_series(2, 1500) n`;
    await createClone(service, alice);
    await end();
    const scanned = await read({ after: start, kinds: ['CREATED'] });
    expect([scanned.nodes.length, scanned.hasMore]).toEqual([1, true]);
    const rest = await read({ after: scanned.continueFrom, kinds: ['CREATED'] });
    expect([rest.nodes.length, rest.hasMore]).toEqual([1, false]);
  });

  it('with `first: 0` stays where it is and says whether there is more', async () => {
    const start = await end();
    expect(await read({ first: 0, after: start })).toMatchObject({ nodes: [], continueFrom: start, hasMore: false });
    await createClone(service, alice);
    await end();
    expect(await read({ first: 0, after: start })).toMatchObject({ nodes: [], continueFrom: start, hasMore: true });
  });

  it.each([-1, 101])('of %i events is BAD_USER_INPUT', async (first) => {
    const { errors } = await service.ask(engine, `{ cloneEvents(first: ${first}) { hasMore } }`);
    expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
  });

  it('stops in front of an action that only a newer version of the service knows', async () => {
    const cloneId = await createClone(service, alice);
    const start = await end();
    await service.database.client.auditEvent.create({
      data: {
        id: newId(),
        cloneId,
        sequence: 2,
        action: 'clone.dreamt',
        actorKind: 'OWNER',
        actor: 'alice',
        at: new Date(),
        details: '{}',
      },
    });
    await createClone(service, alice);
    const blocked = { nodes: [], continueFrom: start, hasMore: false, pending: true };
    for (const kinds of [null, ['CREATED']]) expect(await read({ after: start, kinds })).toEqual(blocked);
    // The next test reads on behind it.
    await service.database.client
      .$executeRaw`ALTER TABLE clone_audit_events DISABLE TRIGGER clone_audit_events_immutable`;
    await service.database.client
      .$executeRaw`UPDATE clone_audit_events SET action = 'clone.paused' WHERE action = 'clone.dreamt'`;
    await service.database.client
      .$executeRaw`ALTER TABLE clone_audit_events ENABLE ALWAYS TRIGGER clone_audit_events_immutable`;
    expect((await readToEnd(read, { after: start })).events).toMatchObject([
      { kind: 'PAUSE_CHANGED' },
      { kind: 'CREATED' },
    ]);
  });
});

describe('a cursor', () => {
  const codeOf = async (after: string) =>
    (
      await service.ask(engine, 'query($after: String) { cloneEvents(after: $after) { hasMore } }', { after })
    ).errors.map(({ code }) => code);

  it('of an event that the database does not have is CURSOR_LOST', async () => {
    await createClone(service, alice);
    const [position, cloneId, sequence, id] = valuesOf(await end());
    expect(await codeOf(cursorOf(position, cloneId, sequence, id))).toEqual([]);
    for (const lost of [
      [position, cloneId, sequence, newId()],
      [position, cloneId, Number(sequence) + 1, id],
      [position, newId(), sequence, id],
      [Number(position) + 1, cloneId, sequence, id],
      [2 ** 45, newId(), 1, newId()],
    ])
      expect(await codeOf(cursorOf(...lost))).toEqual(['CURSOR_LOST']);
  });

  it('of the beginning is never lost', async () => {
    const start = cursorOf();
    expect((await read({ first: 1, after: start })).nodes).toEqual((await read({ first: 1 })).nodes);
  });

  it.each([
    'no cursor',
    Buffer.from('["myClones"]').toString('base64url'),
    cursorOf(-1, newId(), 1, newId()),
    cursorOf(1.5, newId(), 1, newId()),
    cursorOf('1', newId(), 1, newId()),
    cursorOf(1, newId().toUpperCase(), 1, newId()),
    cursorOf(1, newId(), 2 ** 31, newId()),
    cursorOf(1, newId(), 1),
    cursorOf(1, newId(), 1, newId(), 1),
  ])('that the field never returned is BAD_USER_INPUT: %s', async (after) => {
    expect(await codeOf(after)).toEqual(['BAD_USER_INPUT']);
  });
});

describe.skipIf(testServer === null)('a transaction of another session that stays open', () => {
  it('holds up the feed, which says so, and no writer; what waited comes when it ends', async () => {
    const session = await openOtherSession(service.database);
    try {
      const start = await end();
      await session.query('BEGIN');
      await session.query('SELECT pg_current_xact_id()');
      const cloneId = await createClone(service, alice, { name: 'Waits' });
      await setStatus(service, cloneId, 'SUSPENDED');
      for (const kinds of [null, ['MODEL_SELECTED']])
        expect(await read({ after: start, kinds })).toEqual({
          nodes: [],
          continueFrom: start,
          hasMore: false,
          pending: true,
        });
      await session.query('COMMIT');
      expect(await kindsSince(start, cloneId)).toEqual(['CREATED', 'STATUS_CHANGED']);
    } finally {
      await session.end();
    }
  });

  it('holds nothing up while it only reads', async () => {
    const session = await openOtherSession(service.database);
    try {
      await session.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      await session.query('SELECT count(*) FROM clones');
      const start = await end();
      const cloneId = await createClone(service, alice);
      expect(await kindsSince(start, cloneId)).toEqual(['CREATED']);
    } finally {
      await session.end();
    }
  });
});

it('the feed is for services that read clones, and for admins', async () => {
  for (const caller of [engine, serviceCaller('strategy:read'), admin]) await readEvents(service, caller);
  const { errors } = await service.ask(alice, '{ cloneEvents { hasMore } }');
  expect(errors).toMatchObject([{ code: 'FORBIDDEN' }]);
});
