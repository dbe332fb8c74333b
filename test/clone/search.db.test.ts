import { beforeAll, describe, expect, it } from 'vitest';
import { createClone, publish, saveDraft, storeClones } from '../makers.ts';
import { nobody, startTestService, user } from '../startTestService.ts';

const service = startTestService();

const names = [
  '100% sure',
  '100 sure',
  'a_b',
  'aXb',
  'back\\slash',
  'backslash',
  'Straße',
  'ΟΔΥΣΣΕΥΣ',
  'ﬁrst ligature',
  'Ⅷ kings',
  '日本語の名前',
  "it's; DROP TABLE clones --",
  'ab',
  'xab',
  '🦊🦊🦊',
  'İstanbul',
  '%off',
  '_under',
  '\\o/',
];

const needles = Array.from({ length: 7 }, () => 'needle in the haystack');

beforeAll(async () => {
  await storeClones(
    service.database.client,
    [...names, ...needles].map((name) => ({ name })),
  );
  const alice = user('alice');
  const cloneId = await createClone(service, alice, { name: 'E\u0301clair', modelId: 'swift-1' });
  await publish(service, alice, cloneId, await saveDraft(service, alice, cloneId));
});

async function found(search: string | null | undefined): Promise<string[]> {
  const { data, errors } = await service.ask(
    nobody,
    'query($search: String) { publicClones(first: 100, search: $search) { nodes { publicProfile { name } } } }',
    { search },
  );
  expect(errors).toEqual([]);
  return data.publicClones.nodes
    .map(({ publicProfile }: { publicProfile: { name: string } }) => publicProfile.name)
    .toSorted();
}

describe('a search in the directory', () => {
  it.each([
    ['%', ['%off']], // under three characters: matches the start of a name
    ['0% s', ['100% sure']],
    ['100% sure', ['100% sure']],
    ['100', ['100 sure', '100% sure']],
    ['a_b', ['a_b']],
    ['_', ['_under']],
    ['\\', ['\\o/']],
    ['k\\s', ['back\\slash']],
    ['ckslash', ['backslash']],
    ['\\\\\\', []],
    ['%%%', []],
    ['___', []],
    ["it's; drop", ["it's; DROP TABLE clones --"]],
  ])('is literal: %j finds %j', async (search, expected) => {
    expect(await found(search)).toEqual(expected);
  });

  it.each([
    ['éclair', ['Éclair']],
    ['ÉCLAIR', ['Éclair']],
    ['E\u0301CLAIR', ['Éclair']],
    ['ÉCL', ['Éclair']],
    ['STRASSE', ['Straße']],
    ['straße', ['Straße']],
    ['istanbul', ['İstanbul']],
    ['İSTANBUL', ['İstanbul']],
    ['ISTANBUL', ['İstanbul']],
    ['ıstan', ['İstanbul']],
    ['STRAẞE', ['Straße']],
    ['stan\u00ADbul', ['İstanbul']],
    ['οδυσσευς', ['ΟΔΥΣΣΕΥΣ']],
    ['first lig', ['ﬁrst ligature']],
    ['VIII kings', ['Ⅷ kings']],
    ['ＡＸＢ', ['aXb']],
    ['本語の', ['日本語の名前']],
    ['🦊🦊🦊', ['🦊🦊🦊']],
  ])('ignores case and Unicode spelling: %j finds %j', async (search, expected) => {
    expect(await found(search)).toEqual(expected);
  });

  it.each([
    ['ab', ['ab']],
    ['a', ['aXb', 'a_b', 'ab']],
    ['🦊', ['🦊🦊🦊']],
    ['日本', ['日本語の名前']],
    ['xab', ['xab']],
  ])('of fewer than three characters matches the start of a name: %j finds %j', async (search, expected) => {
    expect(await found(search)).toEqual(expected);
  });

  it('of three characters matches any part of a name', async () => {
    expect(await found('xab')).toEqual(['xab']);
    expect(await found('sur')).toEqual(['100 sure', '100% sure']);
  });

  it.each([undefined, null, '', '   ', '\n\t', '\u200D'])('with %j does not filter', async (search) => {
    expect(await found(search)).toHaveLength(names.length + needles.length + 1);
  });

  it('finds a name in upper and lower case, by the whole name and by its first letters', async () => {
    for (const name of new Set(names)) {
      for (const written of [name.toUpperCase(), name.toLowerCase(), name]) {
        expect(await found(written), written).toContain(name);
        expect(await found([...written].slice(0, 2).join('').trim()), written).toContain(name);
      }
    }
  });

  it('is trimmed', async () => {
    expect(await found('  éclair\n')).toEqual(['Éclair']);
  });

  it('has at most 64 characters, counted in code points after trimming', async () => {
    expect(await found('🦊'.repeat(64))).toEqual([]);
    expect(await found(` ${'x'.repeat(64)} `)).toEqual([]);
    for (const search of ['🦊'.repeat(65), 'x'.repeat(65), 'a\0b', '\ud800abc']) {
      const { data, errors } = await service.ask(
        nobody,
        'query($search: String) { publicClones(search: $search) { nodes { id } } }',
        { search },
      );
      expect(errors).toMatchObject([{ code: 'BAD_USER_INPUT' }]);
      expect(data).toBeNull();
    }
  });

  it('pages through its results', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let hasNextPage = true; hasNextPage;) {
      const { data } = await service.ask(
        nobody,
        'query($after: String) { publicClones(first: 3, after: $after, search: "NEEDLE") { nodes { id } pageInfo { endCursor hasNextPage } } }',
        { after },
      );
      seen.push(...data.publicClones.nodes.map(({ id }: { id: string }) => id));
      ({ endCursor: after, hasNextPage } = data.publicClones.pageInfo);
    }
    expect([seen.length, new Set(seen).size]).toEqual([needles.length, needles.length]);
  });
});

it('is planned with statistics from a thousand names: in a small sample a rare word counts as one name in 200', async () => {
  const targets = await service.database.client.$queryRaw`
    SELECT attname AS "column", attstattarget::int AS target FROM pg_attribute
    WHERE attrelid = 'clones'::regclass AND attname ~ '^listed|name_folded$' ORDER BY attname COLLATE "C"`;
  const columns = ['approved_name_folded', 'listed_approved_name', 'listed_name', 'name_folded'];
  expect(targets).toEqual(columns.map((column) => ({ column, target: 1000 })));
});
