import { beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import { moderationGates, type ModerationGate } from '../../src/profile/moderationGate.ts';
import { createClone, storeVersions } from '../makers.ts';
import { sampleOf } from '../runs.ts';
import { nobody, service as serviceCaller, startTestService, user } from '../startTestService.ts';
import { faceOf, isListed, tell, type Step } from './moderationHistory.ts';
import { admin, moderate, moderator, setStatus } from './operate.ts';

const alice = user('alice');
const callers: Readonly<Record<string, Caller>> = {
  nobody,
  stranger: user('mallory'),
  'the owner': alice,
  'a contest service': serviceCaller('clone:read'),
  'the trading engine': serviceCaller('strategy:read'),
  EconomyService: serviceCaller('entitlement:write'),
  'a moderator': moderator,
  'an admin': admin,
};
const sees = new Set(['the owner', 'a moderator', 'an admin']);
/** To these a user's clones are all of them; to others what the directory would list. */
const seesAll = new Set(['the owner', 'a contest service', 'the trading engine', 'a moderator', 'an admin']);

/** Every way in which a draft and its approved copy can stand to each other, with each row status. */
const decisions: readonly Step[][] = [
  [],
  ['approve'],
  ['reject'],
  ['approve', 'edit'],
  ['reject', 'edit'],
  ['approve', 'reject'],
  ['approve', 'edit', 'reject'],
  ['approve', 'edit', 'reject', 'edit'],
  ['reject', 'edit', 'approve'],
];
const statuses: readonly Step[][] = [[], ['suspend'], ['archive']];
const histories: readonly Step[][] = [
  ...decisions.flatMap((decided) => statuses.map((status) => [...decided, ...status])),
  ['suspend', 'activate'],
  ['archive', 'activate'],
];

/** A changed setting takes effect with the next read (doc/behaviour.md#moderation): one database, read with each gate. */
const policy: { moderationGate: ModerationGate } = { moderationGate: 'none' };
const service = startTestService(policy);
let ids: string[];
let versionIds: string[];

beforeAll(async () => {
  ids = [];
  for (const history of histories) ids.push(await replay(history));
  versionIds = await storeVersions(service.database.client, ids);
});

async function replay(history: readonly Step[]): Promise<string> {
  const content = (name: string) => ({
    name,
    description: `About ${name}.`,
    imageUrl: `https://images.example/${name}.png`,
  });
  const cloneId = await createClone(service, alice, content('v1'));
  for (const [index, step] of history.entries()) {
    const { revision } = tell(history.slice(0, index));
    if (step === 'edit')
      await edit({
        cloneId,
        ...content(`v${revision + 1}`),
        shownAssets: [`v${revision + 1}`],
        shownDataSources: [`v${revision + 1}`],
      });
    else if (step === 'approve' || step === 'reject')
      await moderate(service, cloneId, revision, step === 'approve' ? 'APPROVE' : 'REJECT', 'CANARY: a reason');
    else await setStatus(service, cloneId, { activate: 'ACTIVE', suspend: 'SUSPENDED', archive: 'ARCHIVED' }[step]);
  }
  return cloneId;
}

async function edit(input: Record<string, unknown>) {
  const { data } = await service.ask(
    alice,
    'mutation($input: UpdatePublicProfileInput!) { updatePublicProfile(input: $input) { errors { code } } }',
    { input },
  );
  expect(data.updatePublicProfile.errors).toEqual([]);
}

interface SeenProfile {
  readonly name: string | null;
  readonly description: string | null;
  readonly imageUrl: string | null;
  readonly shownAssets: readonly string[];
  readonly shownDataSources: readonly string[];
  readonly moderationStatus: string;
}
type Seen = { readonly id: string; readonly publicProfile: SeenProfile } | null;

/** Each road to the public face: what a caller gets on it of each clone that it shows to them. */
const clone = 'id publicProfile { name description imageUrl shownAssets shownDataSources moderationStatus }';
const roads: Readonly<Record<string, (caller: Caller) => Promise<readonly Seen[]>>> = {
  clone: async (caller) =>
    Promise.all(
      ids.map(
        async (id) => (await service.ask(caller, `query($id: ID!) { clone(id: $id) { ${clone} } }`, { id })).data.clone,
      ),
    ),
  clones: async (caller) =>
    (await service.ask(caller, `query($ids: [ID!]!) { clones(ids: $ids) { ${clone} } }`, { ids })).data.clones,
  'a lifecycle summary’s clone': async (caller) => {
    const { data } = await service.ask(
      caller,
      `query($r: [_Any!]!) { _entities(representations: $r) { ... on LifecycleSummary { clone { ${clone} } } } }`,
      { r: ids.map((cloneId) => ({ __typename: 'LifecycleSummary', cloneId })) },
    );
    return data._entities.map((summary: { clone: Seen }) => summary.clone);
  },
  'a clone by reference': async (caller) =>
    (
      await service.ask(
        caller,
        `query($r: [_Any!]!) { _entities(representations: $r) { ... on Clone { ${clone} } } }`,
        { r: ids.map((id) => ({ __typename: 'Clone', id })) },
      )
    ).data._entities,
  'a version’s clone': async (caller) =>
    (
      await service.ask(caller, `query($ids: [ID!]!) { strategyVersions(ids: $ids) { clone { ${clone} } } }`, {
        ids: versionIds,
      })
    ).data.strategyVersions.map((version: { clone: Seen }) => version.clone),
};
/** Roads that show some callers fewer clones. */
const listing: Readonly<Record<string, (caller: Caller) => Promise<readonly Seen[]>>> = {
  publicClones: async (caller) =>
    (await service.ask(caller, `{ publicClones(first: 100) { nodes { ${clone} } } }`)).data.publicClones.nodes,
  'publicClones with search': async (caller) =>
    (await service.ask(caller, `{ publicClones(first: 100, search: "v") { nodes { ${clone} } } }`)).data.publicClones
      .nodes,
  'User.clones': async (caller) =>
    (
      await service.ask(
        caller,
        `{ _entities(representations: [{ __typename: "User", id: "alice" }]) { ... on User { clones(first: 100) { nodes { ${clone} } } } } }`,
      )
    ).data._entities[0].clones.nodes,
};

function expectedSeen(id: string, history: readonly Step[], gate: ModerationGate, seesHidden: boolean) {
  const { name, moderationStatus } = faceOf(tell(history), gate, seesHidden);
  const items = name === null || name === 'v1' ? [] : [name];
  return {
    id,
    publicProfile: {
      name,
      description: name && `About ${name}.`,
      imageUrl: name && `https://images.example/${name}.png`,
      shownAssets: items,
      shownDataSources: items,
      moderationStatus,
    },
  };
}

describe.each(moderationGates)('with the gate %s', (gate) => {
  beforeAll(() => {
    policy.moderationGate = gate;
  });

  describe.each(sampleOf(Object.entries(callers)))('%s', (name, caller) => {
    const expected = () =>
      histories.map((history, index) => expectedSeen(ids[index] ?? '', history, gate, sees.has(name)));

    it.each(Object.entries(roads))('sees what the rules say of every clone: %s', async (_, walk) => {
      expect(await walk(caller)).toEqual(expected());
    });

    it.each(Object.entries(listing))(
      'sees what the rules say of the clones that are listed: %s',
      async (road, walk) => {
        const shown = expected().filter(
          (_, index) => (road === 'User.clones' && seesAll.has(name)) || isListed(tell(histories[index] ?? []), gate),
        );
        expect(byId(await walk(caller))).toEqual(byId(shown));
      },
    );
  });

  it('the owner’s list has every clone, and each creator mutation’s payload, refused or not, shows the same face', async () => {
    const expected = histories.map((history, index) => expectedSeen(ids[index] ?? '', history, gate, true));
    expect(
      byId((await service.ask(alice, `{ myClones(first: 100) { nodes { ${clone} } } }`)).data.myClones.nodes),
    ).toEqual(byId(expected));
    for (const [index, id] of ids.entries()) {
      const { data } = await service.ask(
        alice,
        `mutation($id: ID!) { updatePublicProfile(input: { cloneId: $id }) { clone { ${clone} } errors { code } } }`,
        { id },
      );
      const { status } = tell(histories[index] ?? []);
      expect(data.updatePublicProfile).toEqual({
        clone: expected[index],
        errors: status === 'ACTIVE' ? [] : [{ code: 'CLONE_NOT_ACTIVE' }],
      });
    }
  });

  it('a moderator’s and an admin’s payloads show what is hidden, and the decision’s reason; nobody else reads the reason', async () => {
    for (const [index, id] of ids.entries()) {
      const history = histories[index] ?? [];
      const face = expectedSeen(id, history, gate, true).publicProfile;
      const conflict = await moderate(service, id, tell(history).revision + 1, 'REJECT');
      expect(conflict).toMatchObject({
        clone: { publicProfile: face, publicProfileDraft: { revision: tell(history).revision } },
        errors: [{ code: 'REVISION_CONFLICT' }],
      });
      expect(await setStatus(service, id, tell(history).status)).toMatchObject({
        clone: { publicProfile: face },
        errors: [],
      });
    }
    const query = `query($ids: [ID!]!) { clones(ids: $ids) { publicProfile { name moderationReason moderatedAt revision waitingSince shownCapabilities } } }`;
    for (const name of ['nobody', 'stranger', 'a contest service', 'EconomyService']) {
      expect(JSON.stringify(await service.ask(callers[name] ?? nobody, query, { ids }))).not.toContain('CANARY');
    }
  });

  it('readiness and set-up say whose approval is missing, where the gate asks for one', async () => {
    const { data } = await service.ask(
      serviceCaller('clone:read'),
      'query($ids: [ID!]!) { clones(ids: $ids) { readiness { blockers } lifecycle { setup { steps { kind done } } } } }',
      { ids },
    );
    const gated = gate === 'audition' || gate === 'both';
    for (const [index, history] of histories.entries()) {
      const told = tell(history);
      const { blockers } = data.clones[index].readiness;
      expect([blockers.includes('CLONE_NOT_ACTIVE'), blockers.includes('PROFILE_NOT_APPROVED')]).toEqual([
        told.status !== 'ACTIVE',
        gated && told.approved === null,
      ]);
      const steps = data.clones[index].lifecycle.setup.steps.filter(
        ({ kind }: { kind: string }) => kind === 'APPROVE_PROFILE',
      );
      expect(steps).toEqual(gated ? [{ kind: 'APPROVE_PROFILE', done: told.approved !== null }] : []);
    }
  });
});

function byId(seen: readonly Seen[]): Seen[] {
  return seen.toSorted((a, b) => ((a?.id ?? '') < (b?.id ?? '') ? -1 : 1));
}
