import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { breakingChanges, namedAsBreaking, unnamedBreaks } from './breakingChanges.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const { version } = JSON.parse(read('package.json')) as { version: string };
const releasePath = `doc/releases/${version}.graphql`;

const released = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
  type Query { things(first: Int = 20, kind: Kind): [Thing]! one(id: ID!): Thing }
  type Mutation { make(input: MakeInput!): Thing }
  type Thing @key(fields: "id") { id: ID! name: String! size: Int part: Part phase: Phase }
  type Part @shareable { partId: ID! }
  input MakeInput { name: String! note: String = "none" phase: Wish }
  "What it is. Grows: handle values you don't know."
  enum Kind { ROUND SQUARE }
  "Where it stands."
  enum Phase { NEW OLD }
  "What is wished for."
  enum Wish { KEEP }
`;

/** Each replaces a part of the released schema. */
const breaks: readonly (readonly [what: string, from: string, to: string, paths: readonly string[]])[] = [
  ['a removed field', ' size: Int', '', ['Thing.size']],
  ['a renamed field', 'partId: ID!', 'id: ID!', ['Part.partId']],
  ['a field that becomes nullable', 'name: String! size', 'name: String size', ['Thing.name']],
  ['a list that becomes nullable', '[Thing]!', '[Thing]', ['Query.things']],
  ['a field of another type', 'part: Part', 'part: Phase', ['Thing.part']],
  [
    'a field that is deprecated and gets another type at once',
    'size: Int',
    'size: String @deprecated(reason: "Use name.")',
    ['Thing.size'],
  ],
  ['a new required argument', 'one(id: ID!)', 'one(id: ID!, by: ID!)', ['Query.one.by']],
  ['an argument that becomes required', 'kind: Kind)', 'kind: Kind!)', ['Query.things.kind']],
  ['a removed argument', ', kind: Kind', '', ['Query.things.kind']],
  ['another default of an argument', 'first: Int = 20', 'first: Int = 50', ['Query.things.first']],
  ['a new required input field', 'MakeInput { name', 'MakeInput { size: Int! name', ['MakeInput.size']],
  ['a removed input field', ' phase: Wish', '', ['MakeInput.phase']],
  ['another default of an input field', '"none"', '"some"', ['MakeInput.note']],
  ['a removed enum value', 'ROUND SQUARE', 'ROUND', ['Kind.SQUARE']],
  ['a new value of an enum that does not grow', 'NEW OLD', 'NEW OLD GONE', ['Phase.GONE']],
  ['a removed type', 'type Mutation { make(input: MakeInput!): Thing }', '', ['Mutation', 'schema']],
  ['another key', '@key(fields: "id")', '@key(fields: "name")', ['Thing.@key.fields']],
  ['no key', '@key(fields: "id")', '', ['Thing.@key']],
  [
    'a key by which nothing is looked up',
    '@key(fields: "id")',
    '@key(fields: "id", resolvable: false)',
    ['Thing.@key.resolvable'],
  ],
  ['a type that no other subgraph may have any more', 'Part @shareable', 'Part', ['Part.@shareable']],
  ['a federation that older gateways do not compose', 'v2.9', 'v2.11', ['@link.url']],
];

const additions: readonly (readonly [what: string, from: string, to: string])[] = [
  ['nothing', ' size: Int', ' size: Int'],
  ['a new field', 'size: Int', 'size: Int weight: Int!'],
  ['a new type', 'type Part', 'type More @key(fields: "id", resolvable: false) { id: ID! } type Part'],
  ['a new optional argument', 'one(id: ID!)', 'one(id: ID!, deep: Boolean = false)'],
  ['a new optional input field', 'MakeInput { name', 'MakeInput { size: Int name'],
  ['a new value of an enum that grows', 'ROUND SQUARE', 'ROUND SQUARE FLAT'],
  ['a new value of an enum that is never answered', '{ KEEP }', '{ KEEP DROP }'],
  ['a field that is never null any more', 'size: Int', 'size: Int!'],
  ['an argument that may be left out', 'one(id: ID!)', 'one(id: ID)'],
  ['a deprecation', 'size: Int', 'size: Int @deprecated(reason: "Use name.")'],
  ['another description', 'Where it stands.', 'Where it is.'],
  ['a second key', '@key(fields: "id")', '@key(fields: "id") @key(fields: "name")'],
  ['another imported directive', '"@shareable"]', '"@shareable", "@tag"]'],
];

function changed(from: string, to: string): string {
  expect(released).toContain(from);
  return released.replace(from, to);
}

const changelogWith = (breaking: string): string =>
  `# Changes\n\n## Unreleased\n\n### Added\n\n- \`Thing.size\`\n\n### Breaking\n\n${breaking}\n\n### Fixed\n\n- \`Thing.size\`\n\n## 0.1.0\n\n### Breaking\n\n- \`Thing.size\`\n`;

describe('a change of the schema', () => {
  it.each(breaks)('breaks with %s, unless the changelog names it', async (_, from, to, paths) => {
    const current = changed(from, to);
    expect([...(await breakingChanges(released, current)).keys()]).toEqual(expect.arrayContaining([...paths]));
    const unnamed = await unnamedBreaks(released, current, changelogWith(''));
    expect(unnamed).toEqual(
      expect.arrayContaining(
        paths.map((path) =>
          expect.stringMatching(new RegExp(`^${path.replaceAll('.', '\\.')}: .*doc/changelog\\.md.*\`${path}\``)),
        ),
      ),
    );
    const all = [...(await breakingChanges(released, current)).keys()];
    expect(
      await unnamedBreaks(
        released,
        current,
        changelogWith(all.map((path) => `- \`${path}\` is another now.`).join('\n')),
      ),
    ).toEqual([]);
  });

  it.each(additions)('breaks nothing with %s', async (_, from, to) => {
    expect([...(await breakingChanges(released, changed(from, to)))]).toEqual([]);
  });

  it('is named only below Breaking of Unreleased, in code and in full', async () => {
    const current = changed(' size: Int', '');
    for (const breaking of ['', 'Thing.size is gone.', '- `Thing`', '- `Thing.sizes`'])
      expect(await unnamedBreaks(released, current, changelogWith(breaking))).toHaveLength(1);
    expect(await unnamedBreaks(released, current, '# Changes\n')).toHaveLength(1);
    expect(
      await unnamedBreaks(released, current, changelogWith('- `Thing.size`, `Thing.weight`: both\n  are gone.')),
    ).toEqual([]);
  });

  it('is named, too, where nothing follows', () => {
    expect([...namedAsBreaking('## Unreleased\n\n### Breaking\n\n- `A.b`\n')]).toEqual(['A.b']);
  });
});

describe('doc/changelog.md', () => {
  it("has a section for package.json's version, whose schema is kept, and one for what comes", () => {
    const headings = [...read('doc/changelog.md').matchAll(/^## (?:(Unreleased)$|(\d\S*) \(\d{4}-\d\d-\d\d\)$)/gm)].map(
      ([, unreleased, number]) => unreleased ?? number,
    );
    expect({ newest: headings.slice(0, 2), isKept: existsSync(new URL(releasePath, root)) }).toEqual({
      newest: ['Unreleased', version],
      isKept: true,
    });
  });

  it('names each change that breaks who uses the last release', async () => {
    expect(await unnamedBreaks(read(releasePath), read('schema.graphql'), read('doc/changelog.md'))).toEqual([]);
  });
});
