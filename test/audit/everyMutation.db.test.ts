import { describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import { newId } from '../../src/clone/id.ts';
import { assembleSchema } from '../../src/graphql/schema.ts';
import { createClone, createPublishedClone, publish, saveDraft } from '../makers.ts';
import { economy } from '../entitlement/applyFacts.ts';
import { admin, moderator } from '../profile/operate.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { startTestService, user } from '../startTestService.ts';

const service = startTestService();
const alice = user('alice');

/** A test's clone before the mutation: published once, then edited once. */
interface World {
  readonly cloneId: string;
  readonly versionId: string;
}

interface Call {
  readonly caller: Caller;
  readonly type: string;
  readonly input: Record<string, unknown>;
}

interface Case {
  /** What has to happen first, if anything. */
  readonly before?: readonly [mutation: string, call: (world: World) => Call];
  /** A mutation that changes something. */
  readonly call: (world: World) => Call;
  /** The row that it adds: action, actor, details. */
  readonly row: readonly [action: string, actor: string, details: (world: World) => Record<string, unknown>];
  /** Later mutations that change nothing; by default the same one again. */
  readonly idle: (world: World) => readonly Call[];
  /** Mutations that are refused. */
  readonly refused: (world: World) => readonly Call[];
}

const secret = 'CANARY-content';
const by =
  (caller: Caller, type: string) =>
  (input: Record<string, unknown>): Call => ({ caller, type, input });
const create = by(alice, 'CreateCloneInput');
const update = by(alice, 'UpdatePublicProfileInput');
const select = by(alice, 'SelectModelInput');
const save = by(alice, 'SaveStrategyDraftInput');
const discard = by(alice, 'DiscardStrategyDraftInput');
const restore = by(alice, 'RestoreStrategyVersionInput');
const revert = by(alice, 'RevertStrategyDraftInput');
const publishing = by(alice, 'PublishStrategyInput');
const activate = by(alice, 'ActivateStrategyVersionInput');
const pause = by(alice, 'SetPausedInput');
const apply = by(economy, 'ApplyEntitlementFactsInput');
const moderate = by(moderator, 'ModeratePublicProfileInput');
const setStatus = by(admin, 'SetCloneStatusInput');

const grantIds = new Map<string, string>();
const grantOf = (cloneId: string): string =>
  grantIds.get(cloneId) ?? (grantIds.set(cloneId, newId()), grantIds.get(cloneId) ?? '');
const fact = (cloneId: string, more: Record<string, unknown> = {}) => ({
  grantId: grantOf(cloneId),
  cloneId,
  kind: 'GRANTED',
  occurredAt: '2026-01-01T00:00:00Z',
  assets: 2,
  ...more,
});
const edited = sampleGraph(`${secret}: the edited draft.`);
const keyOf = (cloneId: string): string => `${secret}-key-${cloneId}`;

const cases: Readonly<Record<string, Case>> = {
  createClone: {
    call: ({ cloneId }) =>
      create({ idempotencyKey: keyOf(cloneId), name: secret, description: secret, modelId: 'swift-1' }),
    row: ['clone.created', 'OWNER alice', () => ({ fields: ['name', 'description'], model: 'swift-1' })],
    idle: ({ cloneId }) => [
      create({ idempotencyKey: keyOf(cloneId), name: secret, description: secret, modelId: 'swift-1' }),
    ],
    refused: ({ cloneId }) => [
      create({ name: '' }),
      create({ modelId: 'apex-1' }),
      create({ idempotencyKey: keyOf(cloneId), name: 'other' }),
    ],
  },
  updatePublicProfile: {
    call: ({ cloneId }) =>
      update({ cloneId, name: `${secret} name`, description: secret, shownCapabilities: ['MODEL'] }),
    row: [
      'profile.updated',
      'OWNER alice',
      () => ({ fields: ['name', 'description', 'shownCapabilities'], revision: 2 }),
    ],
    idle: ({ cloneId }) => [
      update({ cloneId, name: ` ${secret} name ` }),
      update({ cloneId }),
      update({ cloneId, shownAssets: null }),
    ],
    refused: ({ cloneId }) => [
      update({ cloneId, name: null }),
      update({ cloneId, description: 'b', expectedRevision: 1 }),
    ],
  },
  selectModel: {
    call: ({ cloneId }) => select({ cloneId, modelId: 'swift-2' }),
    row: ['model.selected', 'OWNER alice', () => ({ before: 'swift-1', after: 'swift-2' })],
    idle: ({ cloneId }) => [select({ cloneId, modelId: 'swift-2' })],
    refused: ({ cloneId }) => [select({ cloneId, modelId: 'apex-1' }), select({ cloneId, modelId: secret })],
  },
  saveStrategyDraft: {
    call: ({ cloneId }) => save({ cloneId, expectedRevision: 2, graph: edited, layout: { [secret]: secret } }),
    row: ['draft.edited', 'OWNER alice', () => ({ revision: 3 })],
    idle: ({ cloneId }) => [
      save({ cloneId, expectedRevision: 0, graph: edited }),
      save({ cloneId, expectedRevision: 3, graph: sampleGraph(`${secret}: within 15 minutes.`) }),
    ],
    refused: ({ cloneId }) => [
      save({ cloneId, expectedRevision: 1, graph: sampleGraph('Old revision.') }),
      save({ cloneId, expectedRevision: 4, graph: { ...edited, assets: [{ blockId: 'no id', symbols: [] }] } }),
    ],
  },
  discardStrategyDraft: {
    call: ({ cloneId }) => discard({ cloneId, expectedRevision: 2 }),
    row: ['draft.discarded', 'OWNER alice', () => ({ revision: 3 })],
    idle: ({ cloneId }) => [discard({ cloneId, expectedRevision: 3 })],
    refused: ({ cloneId }) => [discard({ cloneId, expectedRevision: 2 })],
  },
  restoreStrategyVersion: {
    call: ({ cloneId, versionId }) => restore({ cloneId, versionId, expectedRevision: 2 }),
    row: ['draft.restored', 'OWNER alice', () => ({ revision: 3 })],
    idle: ({ cloneId, versionId }) => [restore({ cloneId, versionId, expectedRevision: 3 })],
    refused: ({ cloneId, versionId }) => [
      restore({ cloneId, versionId, expectedRevision: 2 }),
      restore({ cloneId, versionId: newId(), expectedRevision: 3 }),
    ],
  },
  revertStrategyDraft: {
    before: ['discardStrategyDraft', ({ cloneId }) => discard({ cloneId, expectedRevision: 2 })],
    call: ({ cloneId }) => revert({ cloneId, toRevision: 2, expectedRevision: 3 }),
    row: ['draft.reverted', 'OWNER alice', () => ({ revision: 4 })],
    idle: ({ cloneId }) => [revert({ cloneId, toRevision: 2, expectedRevision: 4 })],
    refused: ({ cloneId }) => [
      revert({ cloneId, toRevision: 2, expectedRevision: 3 }),
      revert({ cloneId, toRevision: 1, expectedRevision: 4 }),
    ],
  },
  publishStrategy: {
    call: ({ cloneId }) => publishing({ cloneId, expectedRevision: 2, note: secret, idempotencyKey: keyOf(cloneId) }),
    row: ['strategy.published', 'OWNER alice', () => ({ number: 2, draftRevision: 2 })],
    idle: ({ cloneId }) => [
      publishing({ cloneId, expectedRevision: 2, note: secret, idempotencyKey: keyOf(cloneId) }),
      publishing({ cloneId, expectedRevision: 2 }),
    ],
    refused: ({ cloneId }) => [
      publishing({ cloneId, expectedRevision: 1 }),
      publishing({ cloneId, expectedRevision: 2, idempotencyKey: keyOf(cloneId) }),
    ],
  },
  activateStrategyVersion: {
    before: ['publishStrategy', ({ cloneId }) => publishing({ cloneId, expectedRevision: 2 })],
    call: ({ cloneId, versionId }) => activate({ cloneId, versionId, expectedActivation: 2, reason: secret }),
    row: ['strategy.activated', 'OWNER alice', () => ({ activation: 3, number: 1 })],
    idle: ({ cloneId, versionId }) => [activate({ cloneId, versionId, expectedActivation: 1, reason: secret })],
    refused: ({ cloneId, versionId }) => [
      activate({ cloneId, versionId: newId(), expectedActivation: 3 }),
      activate({ cloneId, versionId, expectedActivation: 3, reason: secret.repeat(100) }),
    ],
  },
  setPaused: {
    call: ({ cloneId }) => pause({ cloneId, paused: true, expectedActivation: 1, reason: secret }),
    row: ['clone.paused', 'OWNER alice', () => ({ activation: 2 })],
    idle: ({ cloneId }) => [pause({ cloneId, paused: true, expectedActivation: 1, reason: secret })],
    refused: ({ cloneId }) => [pause({ cloneId, paused: false, expectedActivation: 1 })],
  },
  applyEntitlementFacts: {
    call: ({ cloneId }) =>
      apply({ facts: [fact(cloneId), fact(cloneId, { kind: 'REVOKED', occurredAt: '9999-01-01T00:00:00Z' })] }),
    row: [
      'entitlement.changed',
      'SERVICE a-service',
      ({ cloneId }) => ({
        granted: [grantOf(cloneId)],
        revoked: [grantOf(cloneId)],
        maxDataStreams: 3,
        maxAssets: 7,
        maxPromptCharacters: 4_000,
        modelTier: 'STANDARD',
      }),
    ],
    idle: ({ cloneId }) => [apply({ facts: [fact(cloneId)] }), apply({ facts: [] })],
    refused: ({ cloneId }) => [
      apply({ facts: [fact(cloneId, { assets: 3 }), fact(cloneId, { grantId: newId() })] }),
      apply({ facts: [fact(cloneId, { grantId: newId(), assets: -1 })] }),
    ],
  },
  moderatePublicProfile: {
    call: ({ cloneId }) => moderate({ cloneId, expectedRevision: 1, decision: 'REJECT', reason: secret }),
    row: ['profile.moderated', 'OPERATOR mod', () => ({ decision: 'REJECT', revision: 1 })],
    idle: ({ cloneId }) => [moderate({ cloneId, expectedRevision: 1, decision: 'REJECT', reason: secret })],
    refused: ({ cloneId }) => [moderate({ cloneId, expectedRevision: 2, decision: 'APPROVE' })],
  },
  setCloneStatus: {
    call: ({ cloneId }) => setStatus({ cloneId, status: 'ARCHIVED', reason: 'a reason' }),
    row: ['status.changed', 'OPERATOR root', () => ({ before: 'ACTIVE', after: 'ARCHIVED', reason: 'a reason' })],
    idle: ({ cloneId }) => [setStatus({ cloneId, status: 'ARCHIVED', reason: 'another' })],
    refused: ({ cloneId }) => [
      setStatus({ cloneId, status: 'SUSPENDED', reason: 'x' }),
      setStatus({ cloneId, status: 'ACTIVE', reason: ' ' }),
    ],
  },
};

async function makeWorld(): Promise<World> {
  const world = await createPublishedClone(service, alice, secret);
  const { client } = service.database;
  await saveDraft(service, alice, world.cloneId, 1, sampleGraph(`${secret}: the second draft.`));
  // Backdate the saves so far, so that the next one gets its own row.
  const [last] = await client.$queryRaw<
    [{ sequence: number }]
  >`SELECT max(sequence) AS sequence FROM clone_audit_events WHERE clone_id = ${world.cloneId}::uuid`;
  await letTimePass(world.cloneId, last.sequence);
  return world;
}

/** The trail is append-only and dated by the database's clock: to let time pass, tests disable a trigger. */
async function letTimePass(cloneId: string, upTo: number): Promise<void> {
  await service.database.client.$transaction([
    service.database.client.$executeRaw`ALTER TABLE clone_audit_events DISABLE TRIGGER clone_audit_events_immutable`,
    service.database.client
      .$executeRaw`UPDATE clone_audit_events SET at = at - interval '1 day' WHERE clone_id = ${cloneId}::uuid AND sequence <= ${upTo}`,
    service.database.client
      .$executeRaw`ALTER TABLE clone_audit_events ENABLE ALWAYS TRIGGER clone_audit_events_immutable`,
  ]);
}

async function run(
  name: string,
  { caller, type, input }: Call,
): Promise<{ readonly cloneId: string | null; readonly refused: boolean }> {
  const clone = name === 'applyEntitlementFacts' ? '' : 'clone { id }';
  const { data, errors } = await service.ask(
    caller,
    `mutation($input: ${type}!) { ${name}(input: $input) { ${clone} errors { code } } }`,
    { input },
  );
  expect(errors).toEqual([]);
  return { cloneId: data[name].clone?.id ?? null, refused: data[name].errors.length > 0 };
}

const everyRow = () =>
  service.database.client.auditEvent.findMany({ orderBy: [{ cloneId: 'asc' }, { sequence: 'asc' }] });

describe('the audit trail', () => {
  it('is tested here for every mutation of the schema', () => {
    expect(Object.keys(cases).toSorted()).toEqual(
      Object.keys(assembleSchema().getMutationType()?.getFields() ?? {}).toSorted(),
    );
  });

  it.each(Object.entries(cases))(
    'gets exactly one row from %s, and none if it changes nothing or is refused',
    async (name, { before: first, call, row: [action, actor, details], idle, refused }) => {
      const world = await makeWorld();
      if (first) expect(await run(first[0], first[1](world))).toMatchObject({ refused: false });
      const before = await everyRow();
      const done = await run(name, call(world));
      expect(done.refused).toBe(false);
      const changed = name === 'createClone' ? done.cloneId : world.cloneId;
      const after = await everyRow();
      const added = after.filter(({ id }) => before.every((one) => one.id !== id));
      expect(
        added.map((one) => ({
          cloneId: one.cloneId,
          sequence: one.sequence,
          action: one.action,
          actor: `${one.actorKind} ${one.actor}`,
          details: JSON.parse(one.details),
        })),
      ).toEqual([
        {
          cloneId: changed,
          sequence: before.filter(({ cloneId }) => cloneId === changed).length + 1,
          action,
          actor,
          details: details(world),
        },
      ]);
      for (const one of idle(world)) expect(await run(name, one)).toMatchObject({ refused: false });
      for (const one of refused(world)) expect(await run(name, one)).toMatchObject({ refused: true });
      expect(await everyRow()).toEqual(after);
    },
  );

  it('never contains content, a note, a hash or a key, and numbers each clone’s rows without gaps', async () => {
    const rows = await everyRow();
    expect(JSON.stringify(rows.map((row) => ({ ...row, position: null })))).not.toMatch(/CANARY|[0-9a-f]{64}/);
    for (const ofClone of Map.groupBy(rows, ({ cloneId }) => cloneId).values())
      expect(ofClone.map(({ sequence }) => sequence)).toEqual(ofClone.map((_, index) => index + 1));
  });
});

describe('concurrent mutations', () => {
  it('number their rows without gaps', async () => {
    const { cloneId } = await makeWorld();
    const calls = [
      ...Array.from({ length: 5 }, (_, index) =>
        run('updatePublicProfile', update({ cloneId, description: `d${index}` })),
      ),
      ...Array.from({ length: 5 }, (_, index) =>
        run('applyEntitlementFacts', apply({ facts: [fact(cloneId, { grantId: `${cloneId} ${index}` })] })),
      ),
      ...Array.from({ length: 5 }, (_, index) =>
        run('setCloneStatus', setStatus({ cloneId, status: index % 2 === 0 ? 'SUSPENDED' : 'ACTIVE', reason: 'x' })),
      ),
    ];
    await Promise.all(calls);
    const rows = (await everyRow()).filter((row) => row.cloneId === cloneId);
    expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
    expect(rows.filter(({ action }) => action === 'entitlement.changed')).toHaveLength(5);
  });
});

describe('autosaves', () => {
  const edits = async (cloneId: string) =>
    (await everyRow()).filter((row) => row.cloneId === cloneId && row.action === 'draft.edited').length;

  it.each([
    ['one second before that, the next save adds none', 899, 1],
    ['one second after that, the next save adds one', 901, 2],
  ])('are one row per 15 minutes: %s', async (_, seconds, rows) => {
    const cloneId = await createClone(service, alice);
    const { client } = service.database;
    // An earlier save, that long ago by the database's clock.
    await client.$executeRaw`
      INSERT INTO clone_audit_events (id, clone_id, sequence, action, actor_kind, actor, at, details)
      VALUES (${newId()}::uuid, ${cloneId}::uuid, 2, 'draft.edited', 'OWNER', 'alice', clock_timestamp() - ${seconds} * interval '1 second', '{}')`;
    await saveDraft(service, alice, cloneId, 0, sampleGraph('One.'));
    await saveDraft(service, alice, cloneId, 1, sampleGraph('Two.'));
    await saveDraft(service, alice, cloneId, 2, sampleGraph('Three.'));
    expect(await edits(cloneId)).toBe(rows);
  });

  it('of one clone do not affect another’s, and other rows in between make no difference', async () => {
    const [one, other] = [
      await createClone(service, alice, { name: 'One', modelId: 'swift-1' }),
      await createClone(service, alice),
    ];
    await saveDraft(service, alice, one);
    await saveDraft(service, alice, other);
    await publish(service, alice, one, 1);
    await saveDraft(service, alice, one, 1, sampleGraph('Next.'));
    expect([await edits(one), await edits(other)]).toEqual([1, 1]);
  });
});
