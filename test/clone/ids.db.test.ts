import { beforeAll, describe, expect, it } from 'vitest';
import { isId, newId } from '../../src/clone/id.ts';
import { createPublishedClone } from '../makers.ts';
import { nobody, startTestService, user } from '../startTestService.ts';

const service = startTestService();
const alice = user('alice');
let cloneId: string;
let versionId: string;

beforeAll(async () => {
  ({ cloneId, versionId } = await createPublishedClone(service, alice, 'Identified'));
});

/** Other spellings of an id, and texts that are no id at all. */
const otherSpellings: readonly (readonly [string, (id: string) => string])[] = [
  ['upper case', (id) => id.toUpperCase()],
  ['one capital letter', (id) => id.replace(/[a-f]/, (letter) => letter.toUpperCase())],
  ['braces', (id) => `{${id}}`],
  ['no hyphens', (id) => id.replaceAll('-', '')],
  ['a URN', (id) => `urn:uuid:${id}`],
  ['a space', (id) => ` ${id}`],
  ['a trailing line feed', (id) => `${id}\n`],
  ['NUL', (id) => `${id}\0`],
  ['another character', (id) => `${id.slice(0, -1)}g`],
  ['a digit missing', (id) => id.slice(0, -1)],
  ['nothing', () => ''],
  ['a number', () => '12'],
  ['SQL', (id) => `${id}' OR '1'='1`],
  ['full-width digits', (id) => id.replace(/\d/, (digit) => String.fromCodePoint(0xff10 + Number(digit)))],
  ['a long text', (id) => id.repeat(1_000)],
];

async function withoutStatements<T>(work: () => Promise<T>): Promise<T> {
  let result: T | undefined;
  expect(await service.countStatements(async () => (result = await work()))).toBe(0);
  return result as T;
}

describe.each(otherSpellings)('an id written with %s', (_, spell) => {
  it('is unknown in a read, and never reaches SQL', async () => {
    const query = `query($clone: ID!, $version: ID!, $r: [_Any!]!) { clone(id: $clone) { id } clones(ids: [$clone]) { id } strategyVersion(id: $version) { id } strategyVersions(ids: [$version]) { id }
      _entities(representations: $r) { __typename } }`;
    const [clone, version] = [spell(cloneId), spell(versionId)];
    const r = [
      { __typename: 'Clone', id: clone },
      { __typename: 'StrategyVersion', id: version },
      { __typename: 'LifecycleSummary', cloneId: clone },
    ];
    expect(await withoutStatements(() => service.ask(alice, query, { clone, version, r }))).toEqual({
      data: {
        clone: null,
        clones: [null],
        strategyVersion: null,
        strategyVersions: [null],
        _entities: [null, null, null],
      },
      errors: [],
    });
  });

  it('is NOT_FOUND in a write, and never reaches SQL', async () => {
    const query =
      'mutation($id: ID!) { selectModel(input: { cloneId: $id, modelId: "swift-1" }) { clone { id } errors { code path } } }';
    expect(await withoutStatements(() => service.ask(alice, query, { id: spell(cloneId) }))).toEqual({
      data: { selectModel: { clone: null, errors: [{ code: 'NOT_FOUND', path: ['input', 'cloneId'] }] } },
      errors: [],
    });
  });

  it('of a version to restore is NOT_FOUND at its path', async () => {
    const query =
      'mutation($id: ID!, $version: ID!) { restoreStrategyVersion(input: { cloneId: $id, versionId: $version, expectedRevision: 1 }) { clone { id } errors { code path } } }';
    expect(await service.ask(alice, query, { id: cloneId, version: spell(versionId) })).toEqual({
      data: {
        restoreStrategyVersion: {
          clone: { id: cloneId },
          errors: [{ code: 'NOT_FOUND', path: ['input', 'versionId'] }],
        },
      },
      errors: [],
    });
  });
});

describe('a representation', () => {
  it.each([[7], [1.5], [null], [undefined], [true], [['LIST']], [{ $ne: null }], [Number.MAX_SAFE_INTEGER]])(
    'whose key is %j is null, without a statement',
    async (key) => {
      const r = [
        { __typename: 'Clone', id: key },
        { __typename: 'StrategyVersion', id: key },
        { __typename: 'LifecycleSummary', cloneId: key },
        { __typename: 'User', id: key },
      ];
      const query = 'query($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
      expect(await withoutStatements(() => service.ask(nobody, query, { r }))).toEqual({
        data: { _entities: [null, null, null, null] },
        errors: [],
      });
    },
  );

  it.each(['7', '-0', '1e3', '9007199254740993'])(
    'whose key is the number %s in the document is null, without a statement',
    async (key) => {
      const r = `[{ __typename: "Clone", id: ${key} }, { __typename: "StrategyVersion", id: ${key} }, { __typename: "LifecycleSummary", cloneId: ${key} }, { __typename: "User", id: ${key} }]`;
      expect(
        await withoutStatements(() => service.ask(nobody, `{ _entities(representations: ${r}) { __typename } }`)),
      ).toEqual({ data: { _entities: [null, null, null, null] }, errors: [] });
    },
  );

  it('with the id in a list is null, even next to a valid one for the same id', async () => {
    const named = (clone: unknown, version: unknown) => [
      { __typename: 'Clone', id: clone },
      { __typename: 'StrategyVersion', id: version },
      { __typename: 'LifecycleSummary', cloneId: clone },
      { __typename: 'User', id: version },
    ];
    const r = [...named([cloneId], [versionId]), ...named(cloneId, versionId)];
    const { data } = await service.ask(
      nobody,
      'query($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
      { r },
    );
    expect(data._entities).toEqual([
      null,
      null,
      null,
      null,
      ...named(cloneId, versionId).map(({ __typename }) => ({ __typename })),
    ]);
  });

  it('that is bad is null for its own entry and harms no other', async () => {
    const good = { __typename: 'Clone', id: cloneId };
    const bad = [
      { __typename: 'Nothing', id: cloneId },
      { __typename: 'PublicProfile' },
      { __typename: 'constructor', id: cloneId },
      { __typename: '__proto__', id: cloneId },
      { __typename: 7, id: cloneId },
      { id: cloneId },
      {},
      'text',
      7,
      [good],
      { __typename: ['Clone'], id: cloneId },
    ];
    const { data, errors } = await service.ask(
      nobody,
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on Clone { id publicProfile { name } } } }',
      { r: bad.flatMap((one) => [good, one]) },
    );
    expect(errors).toEqual([]);
    expect(data._entities).toEqual(bad.flatMap(() => [{ id: cloneId, publicProfile: { name: 'Identified' } }, null]));
  });

  it('of a missing version, one among twenty, only makes its own entry null', async () => {
    const r = Array.from({ length: 20 }, (_, index) => ({
      __typename: 'StrategyVersion',
      id: index === 7 ? newId() : versionId,
    }));
    const { data, errors } = await service.ask(
      nobody,
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on StrategyVersion { id number } } }',
      { r },
    );
    expect(errors).toEqual([]);
    expect(data._entities.map((version: { number: number } | null) => version?.number ?? null)).toEqual(
      r.map((_, index) => (index === 7 ? null : 1)),
    );
  });
});

describe('clones(ids) and strategyVersions(ids)', () => {
  const both =
    'query($clones: [ID!]!, $versions: [ID!]!) { clones(ids: $clones) { id } strategyVersions(ids: $versions) { id } }';

  it('return as many items as ids, in order, with repeats, and null for unknown ids', async () => {
    const [clone, version, none] = [{ id: cloneId }, { id: versionId }, null];
    const missing = newId();
    const { data } = await service.ask(nobody, both, {
      clones: [missing, cloneId, 'x', cloneId, missing, cloneId],
      versions: [versionId, missing, versionId, cloneId],
    });
    expect(data).toEqual({
      clones: [none, clone, none, clone, none, clone],
      strategyVersions: [version, none, version, none],
    });
  });

  it('return nothing for no ids', async () => {
    expect(await withoutStatements(() => service.ask(nobody, both, { clones: [], versions: [] }))).toEqual({
      data: { clones: [], strategyVersions: [] },
      errors: [],
    });
  });

  it('accept 100 ids; 101 are LIMIT_EXCEEDED, with the name of the limit', async () => {
    const hundred = Array.from({ length: 100 }, () => cloneId);
    expect((await service.ask(nobody, both, { clones: hundred, versions: hundred })).data.clones).toHaveLength(100);
    for (const lists of [
      { clones: [...hundred, cloneId], versions: [] },
      { clones: [], versions: [...hundred, cloneId] },
    ]) {
      const { data, errors } = await service.ask(nobody, both, lists);
      expect({ data, errors }).toMatchObject({
        data: null,
        errors: [{ code: 'LIMIT_EXCEEDED', message: expect.stringContaining('MAX_LIST_ITEMS') }],
      });
    }
  });
});

describe('a new id', () => {
  it('is a UUIDv7 in its canonical lower-case form, and later ones are greater', () => {
    const made = Array.from({ length: 1_000 }, newId);
    expect(made.every((id) => isId(id) && id[14] === '7')).toBe(true);
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(1_000);
  });
});
