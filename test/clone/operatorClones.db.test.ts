import { beforeAll, describe, expect, it } from 'vitest';
import { foldName } from '../../src/clone/foldName.ts';
import { storeClones } from '../makers.ts';
import { admin } from '../profile/operate.ts';
import { startTestService } from '../startTestService.ts';
import { pageThrough, type Page } from './pageThrough.ts';

const service = startTestService();
const owners = ['alice', 'bob'];
const statuses = ['ACTIVE', 'SUSPENDED', 'ARCHIVED'] as const;
const moderationStatuses = ['PENDING', 'APPROVED', 'REJECTED'] as const;
const same = new Date('2026-03-01T12:00:00.123Z');

interface Stored {
  readonly id: string;
  readonly ownerId: string;
  readonly status: string;
  readonly moderationStatus: string;
}
/** Newest first, then by descending id. */
let stored: Stored[];

beforeAll(async () => {
  const { client } = service.database;
  const combinations = owners.flatMap((ownerId) =>
    statuses.flatMap((status) =>
      moderationStatuses.flatMap((moderationStatus) => [1, 2].map(() => ({ ownerId, status, moderationStatus }))),
    ),
  );
  const ids = await storeClones(
    client,
    combinations.map(({ ownerId, status }, index) => ({
      ownerId,
      status,
      createdAt: same,
      published: index % 2 === 0,
      name: index % 3 === 0 ? null : 'Stored',
    })),
  );
  stored = combinations
    .map((one, index) => ({ ...one, id: ids[index] ?? '' }))
    .toSorted((a, b) => (a.id < b.id ? 1 : -1));
  for (const moderationStatus of moderationStatuses) {
    await client.clone.updateMany({
      where: { id: { in: stored.filter((one) => one.moderationStatus === moderationStatus).map(({ id }) => id) } },
      data: { moderationStatus },
    });
  }
});

const read =
  (filter: unknown) =>
  async (args: Record<string, unknown>): Promise<Page> => {
    const query =
      'query($filter: OperatorCloneFilter, $first: Int, $after: String) { operatorClones(filter: $filter, first: $first, after: $after) { nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }';
    const { data, errors } = await service.ask(admin, query, { filter, ...args });
    expect(errors).toEqual([]);
    return data.operatorClones;
  };

const choices = <Value>(values: readonly Value[]) => [undefined, ...values];
const filters = choices(owners).flatMap((ownerId) =>
  choices(statuses).flatMap((status) =>
    choices(moderationStatuses).map((moderationStatus) => ({ ownerId, status, moderationStatus })),
  ),
);

describe('the operators’ list', () => {
  it.each(filters)('has every clone that matches all of %j, newest first, in pages', async (filter) => {
    const fits = stored.filter((one) =>
      Object.entries(filter).every(([field, value]) => value === undefined || one[field as keyof Stored] === value),
    );
    expect(await pageThrough(read(filter), 5)).toEqual(fits.map(({ id }) => id));
  });

  it.each([
    ['no filter', undefined],
    ['null', null],
    ['an empty filter', {}],
    ['a filter of nulls', { ownerId: null, status: null, moderationStatus: null }],
  ])('has every clone with %s', async (_, filter) => {
    expect(await pageThrough(read(filter), 100)).toEqual(stored.map(({ id }) => id));
  });

  it.each(['nobody', '', 'alice\0', '\uD800', "' OR true --", '%'])(
    'is empty for the owner %j, who has no clones',
    async (ownerId) => {
      expect(await pageThrough(read({ ownerId }), 5)).toEqual([]);
    },
  );

  it('shows of each clone what operators may see, including what is hidden from others', async () => {
    const query =
      '{ operatorClones(first: 2, filter: { status: SUSPENDED }) { nodes { status owner { id } publicProfile { name } publicProfileDraft { revision } auditTrail { nodes { action } } readiness { blockers } } } }';
    const { data, errors } = await service.ask(admin, query);
    expect(errors).toEqual([]);
    for (const node of data.operatorClones.nodes)
      expect(node).toMatchObject({
        status: 'SUSPENDED',
        readiness: { blockers: expect.arrayContaining(['CLONE_NOT_ACTIVE']) },
      });
  });
});

describe('a search among all clones', () => {
  const named = startTestService();
  const names = ['100% sure', 'a_b', 'aXb', 'Straße', 'ab', 'xab', 'ﬁrst ligature'];
  let ids: ReadonlyMap<string, string>;

  beforeAll(async () => {
    const drafts = names.map((name, index) => ({
      name,
      ownerId: owners[index % 2] ?? '',
      published: index % 2 === 0,
      status: statuses[index % 3] ?? 'ACTIVE',
    }));
    const made = await storeClones(named.database.client, [
      ...drafts,
      { name: 'Renamed', published: false },
      { name: null },
    ]);
    ids = new Map(names.map((name, index) => [name, made[index] ?? '']));
    const [renamed = ''] = made.slice(names.length);
    await named.database.client.clone.update({
      where: { id: renamed },
      data: { approvedName: 'Éclair', approvedNameFolded: foldName('Éclair'), approvedRevision: 1, approvedAt: same },
    });
    ids = new Map([...ids, ['Renamed', renamed]]);
  });

  const found = async (filter: Record<string, unknown>) => {
    const { data, errors } = await named.ask(
      admin,
      'query($filter: OperatorCloneFilter) { operatorClones(filter: $filter, first: 100) { nodes { id } } }',
      { filter },
    );
    expect(errors).toEqual([]);
    return data.operatorClones.nodes
      .map(({ id }: { id: string }) => [...ids].find(([, known]) => known === id)?.[0] ?? null)
      .toSorted();
  };

  it.each([
    ['0% s', ['100% sure']],
    ['a_b', ['a_b']],
    ['STRASSE', ['Straße']],
    ['first lig', ['ﬁrst ligature']],
    ['  xab\n', ['xab']],
    ['xab', ['xab']],
    ['a', ['aXb', 'a_b', 'ab']],
    ['%%%', []],
  ])(
    'matches like the directory, whatever a clone’s status, published or not: %j finds %j',
    async (search, expected) => {
      expect(await found({ search })).toEqual(expected);
    },
  );

  it.each([
    ['renamed', 'what was last saved'],
    ['ECLAIR'.replace('E', 'É'), 'what was approved before'],
  ])('finds %j by %s', async (search) => {
    expect(await found({ search })).toEqual(['Renamed']);
  });

  it.each([undefined, null, '', ' \n'])('with %j does not filter', async (search) => {
    expect(await found({ search })).toHaveLength(names.length + 2);
  });

  it('combines with the other filters', async () => {
    for (const ownerId of [undefined, ...owners]) {
      for (const status of [undefined, ...statuses]) {
        const fits = names.filter(
          (name, index) =>
            name.startsWith('a') &&
            [undefined, owners[index % 2]].includes(ownerId) &&
            [undefined, statuses[index % 3]].includes(status),
        );
        expect(await found({ ownerId, status, search: 'a' })).toEqual(fits.toSorted());
      }
    }
  });

  it('must be well-formed text of at most 64 characters', async () => {
    for (const search of ['x'.repeat(65), 'a\0b', '\ud800abc']) {
      const { data, errors } = await named.ask(
        admin,
        'query($filter: OperatorCloneFilter) { operatorClones(filter: $filter) { nodes { id } } }',
        { filter: { search } },
      );
      expect({ data, errors }).toMatchObject({
        data: { operatorClones: null },
        errors: [{ code: 'BAD_USER_INPUT', message: expect.stringContaining('"filter.search"') }],
      });
    }
  });
});
