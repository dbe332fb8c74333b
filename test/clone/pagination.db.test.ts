import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { storeClones } from '../makers.ts';
import { nobody, service as serviceCaller, startTestService, user } from '../startTestService.ts';
import { pageReader, pageThrough } from './pageThrough.ts';

const service = startTestService();
const alice = user('alice');
const operator = user('alice', 'clone:admin', 'clone:moderate');
const same = new Date('2026-03-01T12:00:00.123Z');
const earlier = new Date('2026-03-01T12:00:00.122Z');
const later = new Date('2026-03-01T12:00:00.124Z');

/** Newest first, then by descending id; all of one owner. */
let expected: string[];

beforeAll(async () => {
  const { client } = service.database;
  const groups = [later, same, earlier].map((createdAt, index) =>
    Array.from({ length: [3, 40, 4][index] ?? 0 }, () => ({ id: newId(), createdAt, ownerId: 'alice' })),
  );
  await storeClones(client, groups.flat().toReversed());
  expected = groups.flatMap((group) =>
    group
      .map(({ id }) => id)
      .toSorted()
      .toReversed(),
  );
});

const connections = [
  ['publicClones', undefined, nobody],
  ['myClones', undefined, alice],
  ['operatorClones', undefined, operator],
  ['clones', 'alice', nobody],
  ['clones', 'alice', serviceCaller('clone:read')],
] as const;

describe.each(connections)('%s of %s', (connection, of, caller) => {
  it.each([1, 2, 7, 40, 100])(
    'returns every clone once and in order, many of them created in the same millisecond, in pages of %i',
    async (first) => {
      expect(await pageThrough(pageReader(service, caller, connection, of), first)).toEqual(expected);
    },
  );

  it('returns 20 if `first` is left out or null, none for 0, and says whether there are more', async () => {
    const read = pageReader(service, caller, connection, of);
    expect((await read({})).nodes).toHaveLength(20);
    expect((await read({ first: null, after: null })).nodes).toHaveLength(20);
    expect(await read({ first: 0 })).toEqual({
      nodes: [],
      edges: [],
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
    expect((await read({ first: expected.length })).pageInfo.hasNextPage).toBe(false);
    expect((await read({ first: expected.length - 1 })).pageInfo.hasNextPage).toBe(true);
    expect((await read({ first: 100 })).nodes).toHaveLength(expected.length);
  });
});

const roots: readonly (readonly [name: string, query: (args: string) => string])[] = [
  ['publicClones', (args) => `{ publicClones(${args}) { nodes { id } } }`],
  ['myClones', (args) => `{ myClones(${args}) { nodes { id } } }`],
  ['User.clones', (args) => `{ clone(id: ID) { owner { clones(${args}) { nodes { id } } } } }`],
  ['operatorClones', (args) => `{ operatorClones(${args}) { nodes { id } } }`],
  ['moderationQueue', (args) => `{ moderationQueue(${args}) { nodes { id } } }`],
  ['Clone.strategyVersions', (args) => `{ clone(id: ID) { strategyVersions(${args}) { nodes { id } } } }`],
  ['Clone.auditTrail', (args) => `{ clone(id: ID) { auditTrail(${args}) { nodes { id } } } }`],
];

describe.each(roots)('%s', (name, query) => {
  const ask = (args: string) => service.ask(operator, query(args).replace('ID', JSON.stringify(expected[0])));

  it.each([-1, 101, -2_147_483_648, 2_147_483_647])('refuses `first: %i` as BAD_USER_INPUT', async (first) => {
    expect((await ask(`first: ${first}`)).errors).toMatchObject([
      { code: 'BAD_USER_INPUT', message: expect.stringContaining('0 to 100') },
    ]);
  });

  const forged = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url');
  const id = '01900000-abcd-7000-8000-00000000000f';
  const malformed: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['no base64', '%%%'],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['no list', Buffer.from('{"0":"publicClones"}').toString('base64url')],
    ['another connection’s name', forged('Clone.elsewhere', same.getTime(), id)],
    ['no id', forged(name, same.getTime(), 'x')],
    ['another spelling of an id', forged(name, same.getTime(), id.toUpperCase())],
    ['a time as text', forged(name, same.toISOString(), id)],
    ['a time that is no whole number', forged(name, 1.5, id)],
    ['a time no database has', forged(name, 9e15, id)],
    ['a negative time', forged(name, -1, id)],
    ['too little', forged(name)],
    ['padding', `${forged(name, same.getTime(), id)}==`],
    ['SQL', forged(name, "1' OR '1'='1", id)],
    ['NUL', forged(name, same.getTime(), `${id}\0`)],
  ];

  it.each(malformed)('refuses a cursor that holds %s as BAD_USER_INPUT, without a statement', async (_, cursor) => {
    const statements = await service.statementsOf(async () => {
      expect((await ask(`after: ${JSON.stringify(cursor)}`)).errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
    });
    expect(statements.length).toBeLessThanOrEqual(1);
  });
});

describe('cursors', () => {
  it('of one connection are refused by every other', async () => {
    const cursors = {
      publicClones: (await pageReader(service, nobody, 'publicClones')({ first: 1 })).pageInfo.endCursor,
      myClones: (await pageReader(service, alice, 'myClones')({ first: 1 })).pageInfo.endCursor,
      'User.clones': (await pageReader(service, nobody, 'clones', 'alice')({ first: 1 })).pageInfo.endCursor,
      operatorClones: (await pageReader(service, operator, 'operatorClones')({ first: 1 })).pageInfo.endCursor,
    };
    for (const [name, query] of roots) {
      for (const [from, cursor] of Object.entries(cursors)) {
        const { errors } = await service.ask(
          operator,
          query(`after: ${JSON.stringify(cursor)}`).replace('ID', JSON.stringify(expected[0])),
        );
        expect({ name, from, codes: errors.map(({ code }) => code) }).toEqual({
          name,
          from,
          codes: name === from ? [] : ['BAD_USER_INPUT'],
        });
      }
    }
  });
});
