import { beforeAll, describe, expect, it } from 'vitest';
import { readOperatorClones } from '../../src/clone/read.ts';
import { standingsOf } from '../../src/lifecycle/setUpFilter.ts';
import { rowsRead } from '../database/rowsRead.ts';
import { createClone, createPublishedClone, publish, saveDraft, storeClones } from '../makers.ts';
import { admin, moderate, setStatus } from '../profile/operate.ts';
import { sampleOf } from '../runs.ts';
import { startTestService, user, type TestService } from '../startTestService.ts';
import { pageThrough, type Page } from './pageThrough.ts';

const alice = user('alice');
const gates = ['none', 'publish', 'audition', 'both'] as const;
const statuses = ['ACTIVE', 'SUSPENDED', 'ARCHIVED'] as const;
const blockers = [
  'CLONE_NOT_ACTIVE',
  'PROFILE_UNNAMED',
  'MODEL_NOT_SELECTED',
  'NO_PUBLISHED_STRATEGY',
  'PROFILE_NOT_APPROVED',
  'PAUSED',
] as const;

interface Filter {
  readonly ownerId?: string;
  readonly status?: string;
  readonly moderationStatus?: string;
  readonly search?: string;
  readonly setUp?: boolean;
  readonly blocker?: string;
}

/** A clone as its own fields say it is. */
interface Told {
  readonly id: string;
  readonly owner: { readonly id: string };
  readonly status: string;
  readonly publicProfileDraft: { readonly name: string | null; readonly moderationStatus: string };
  readonly lifecycle: { readonly setup: { readonly complete: boolean } };
  readonly readiness: { readonly blockers: readonly string[] };
}

const fields =
  'id owner { id } status publicProfileDraft { name moderationStatus } lifecycle { setup { complete } } readiness { blockers }';
const edges =
  'nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

async function everything(service: TestService): Promise<Told[]> {
  const { data, errors } = await service.ask(admin, `{ operatorClones(first: 100) { nodes { ${fields} } } }`);
  expect(errors).toEqual([]);
  return data.operatorClones.nodes;
}

const read =
  (service: TestService, filter: Filter) =>
  async (args: Record<string, unknown>): Promise<Page> => {
    const query = `query($filter: OperatorCloneFilter, $first: Int, $after: String) { operatorClones(filter: $filter, first: $first, after: $after) { ${edges} } }`;
    const { data, errors } = await service.ask(admin, query, { filter, ...args });
    expect(errors).toEqual([]);
    return data.operatorClones;
  };

function fits(clone: Told, { ownerId, status, moderationStatus, search, setUp, blocker }: Filter): boolean {
  return (
    (ownerId === undefined || clone.owner.id === ownerId) &&
    (status === undefined || clone.status === status) &&
    (moderationStatus === undefined || clone.publicProfileDraft.moderationStatus === moderationStatus) &&
    (search === undefined || (clone.publicProfileDraft.name ?? '').toLowerCase().includes(search)) &&
    (setUp === undefined || clone.lifecycle.setup.complete === setUp) &&
    (blocker === undefined || clone.readiness.blockers.includes(blocker))
  );
}

async function change(service: TestService, name: string, type: string, input: Record<string, unknown>) {
  const { data, errors } = await service.ask(
    alice,
    `mutation($input: ${type}!) { ${name}(input: $input) { errors { code } } }`,
    { input },
  );
  expect([errors, data[name].errors]).toEqual([[], []]);
}

/** Clones of every kind that the tables can hold. */
async function store(service: TestService): Promise<void> {
  const { client } = service.database;
  const kinds = [null, 'Stored fox'].flatMap((name) =>
    [true, false].flatMap((published) => statuses.map((status) => ({ name, published, status }))),
  );
  for (const [round, ownerId] of ['alice', 'bob', 'alice'].entries()) {
    const createdAt = new Date(Date.UTC(2026, 0, 1 + (round % 2)));
    const ids = await storeClones(
      client,
      kinds.map((kind) => ({ ...kind, ownerId, createdAt })),
    );
    if (round === 1)
      await client.clone.updateMany({
        where: { id: { in: ids } },
        data: { modelId: null, modelName: null, modelTier: null },
      });
    if (round === 2)
      await client.clone.updateMany({
        where: { id: { in: ids } },
        data: { moderationStatus: 'APPROVED', approvedRevision: 1, approvedAt: createdAt },
      });
  }
  for (const clone of await client.clone.findMany({
    where: { ownerId: 'alice', status: 'ACTIVE', activeVersionId: { not: null }, moderationStatus: 'APPROVED' },
  }))
    await change(service, 'setPaused', 'SetPausedInput', {
      cloneId: clone.id,
      paused: true,
      expectedActivation: clone.activation ?? 1,
    });
}

const or = <Value>(values: readonly Value[]) => [undefined, ...values];
const filters: Filter[] = or([true, false]).flatMap((setUp) =>
  or(blockers).flatMap((blocker) =>
    or([...statuses]).flatMap((status) =>
      or(['PENDING', 'APPROVED']).flatMap((moderationStatus) =>
        or(['alice']).flatMap((ownerId) =>
          or(['fox']).map((search) =>
            Object.fromEntries(
              Object.entries({ setUp, blocker, status, moderationStatus, ownerId, search }).filter(
                ([, value]) => value !== undefined,
              ),
            ),
          ),
        ),
      ),
    ),
  ),
);

describe.each(gates)('with the gate %s', (moderationGate) => {
  const service = startTestService({ moderationGate });

  it('a filter by set-up or blocker lists exactly the clones whose own fields say so, in the order of the list', async () => {
    await store(service);
    const all = await everything(service);
    expect(all.length).toBe(36);
    expect(new Set(all.map(({ lifecycle }) => lifecycle.setup.complete))).toEqual(new Set([true, false]));
    for (const filter of sampleOf(filters)) {
      const expected = all.filter((clone) => fits(clone, filter)).map(({ id }) => id);
      expect({ filter, ids: await pageThrough(read(service, filter), 5) }).toEqual({ filter, ids: expected });
    }
  });
});

describe('what creators and operators do', () => {
  const service = startTestService({ moderationGate: 'audition' });

  it('moves a clone from one list to the other at once', async () => {
    const cloneId = await createClone(service, alice);
    const listed = async () => {
      const all = await everything(service);
      for (const filter of filters.filter(({ ownerId, search }) => ownerId === undefined && search === undefined)) {
        const expected = all.filter((clone) => fits(clone, filter)).map(({ id }) => id);
        expect({ filter, ids: await pageThrough(read(service, filter), 50) }).toEqual({ filter, ids: expected });
      }
      return all.find(({ id }) => id === cloneId);
    };
    await createPublishedClone(service, alice, 'Another');
    expect((await listed())?.lifecycle.setup.complete).toBe(false);
    await change(service, 'updatePublicProfile', 'UpdatePublicProfileInput', { cloneId, name: 'Named' });
    await change(service, 'selectModel', 'SelectModelInput', { cloneId, modelId: 'swift-1' });
    await publish(service, alice, cloneId, await saveDraft(service, alice, cloneId));
    expect((await listed())?.readiness.blockers).toEqual(['PROFILE_NOT_APPROVED']);
    await moderate(service, cloneId, 1, 'APPROVE');
    expect((await listed())?.lifecycle.setup.complete).toBe(true);
    await change(service, 'setPaused', 'SetPausedInput', { cloneId, paused: true, expectedActivation: 1 });
    await setStatus(service, cloneId, 'SUSPENDED');
    expect((await listed())?.readiness.blockers).toEqual(['CLONE_NOT_ACTIVE', 'PAUSED']);
    await moderate(service, cloneId, 1, 'REJECT');
    await setStatus(service, cloneId, 'ACTIVE');
    await change(service, 'setPaused', 'SetPausedInput', { cloneId, paused: false, expectedActivation: 2 });
    expect((await listed())?.lifecycle.setup.complete).toBe(false);
  });
});

describe('among many clones', () => {
  const service = startTestService();

  beforeAll(async () => {
    const { client } = service.database;
    await storeClones(client, [{ name: 'Seldom', published: true }]);
    await client.$executeRaw`
      INSERT INTO clones (id, owner_id, created_at, updated_at, profile_updated_at, name, name_folded)
      SELECT gen_random_uuid(), 'many', '2026-02-01', now(), now(), 'Often', 'often' FROM generate_series(1, 5000)`;
    await client.$executeRaw`ANALYZE clones, clone_set_up`;
  });

  it.each([
    { setUp: true },
    { setUp: false },
    { blocker: 'PAUSED' as const },
    { blocker: 'MODEL_NOT_SELECTED' as const },
  ])('a page with %j reads few rows, however rare those are that fit', async (filter) => {
    const sent: { sql: string; values: unknown[] }[] = [];
    const client = {
      $queryRaw: async (query: { sql: string; text: string; values: unknown[] }) => {
        sent.push({ sql: query.text, values: query.values });
        return [];
      },
    };
    await readOperatorClones(client as never, { search: null, ...filter }, standingsOf(filter, 'none'), {
      limit: 21,
      after: null,
    });
    const [{ sql, values } = expect.fail('nothing was sent')] = sent;
    for (const table of ['clone_set_up', 'clones'])
      expect(await rowsRead(service.database, table, sql, values)).toBeLessThan(50);
  });
});
