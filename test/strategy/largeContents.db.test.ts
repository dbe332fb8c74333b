import { beforeAll, describe, expect, it } from 'vitest';
import { canonicalContent, contentHash } from '../../src/strategy/canonicalContent.ts';
import { storedGraph } from '../../src/strategy/storedGraph.ts';
import { storeClones } from '../makers.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { service as serviceCaller, startTestService, user } from '../startTestService.ts';

/** Reads are limited by bytes, here with forty drafts and forty versions of nearly a megabyte each. */
const count = 40;
const service = startTestService();
const alice = user('alice');
const engine = serviceCaller('clone:read', 'strategy:read');
const prompts = Array.from({ length: 10 }, (_, index) => ({ blockId: `prompt-${index}`, prompt: 'x'.repeat(98_000) }));
const large = { ...sampleGraph(), tradingPrompts: prompts };

let ids: string[];
let versionIds: string[];

beforeAll(async () => {
  const { client } = service.database;
  ids = await storeClones(
    client,
    Array.from({ length: count }, () => ({ published: false })),
  );
  await client.$executeRaw`UPDATE clone_strategy_drafts SET revision = 1, graph = ${JSON.stringify(storedGraph(large))}`;
  const content = canonicalContent(large, 'swift-1');
  const [history = ''] = ids;
  for (let number = 1; number <= count; number += 1) {
    await client.$executeRaw`
      INSERT INTO clone_strategy_versions (id, clone_id, number, content, content_hash, content_schema, model_id, model_name, model_tier,
        catalog_version, published_by, published_at, data_streams, assets, prompt_characters)
      VALUES (gen_random_uuid(), ${history}::uuid, ${number}, ${content}, ${contentHash(content)}, 1, 'swift-1', 'Swift 1', 'STANDARD', 'x', 'alice', now(), 1, 2, 98000)`;
  }
  versionIds = (await client.strategyVersion.findMany({ select: { id: true }, orderBy: { number: 'asc' } })).map(
    ({ id }) => id,
  );
});

const graph = 'graph { tradingPrompts { blockId } }';
type Ask = [what: string, query: string, variables: (n: number) => Record<string, unknown>, caller?: typeof alice];

const lists: readonly Ask[] = [
  ['myClones', `query($n: Int) { myClones(first: $n) { nodes { strategyDraft { ${graph} } } } }`, (n) => ({ n })],
  [
    'clones(ids)',
    `query($ids: [ID!]!) { clones(ids: $ids) { strategyDraft { ${graph} } } }`,
    (n) => ({ ids: ids.slice(0, n) }),
  ],
  [
    'strategyVersions(ids)',
    `query($ids: [ID!]!) { strategyVersions(ids: $ids) { ${graph} } }`,
    (n) => ({ ids: versionIds.slice(0, n) }),
    engine,
  ],
  [
    'a history',
    `query($id: ID!, $n: Int) { clone(id: $id) { strategyVersions(first: $n) { nodes { ${graph} } } } }`,
    (n) => ({ id: ids[0], n }),
    engine,
  ],
  [
    '_entities',
    `query($r: [_Any!]!) { _entities(representations: $r) { ... on StrategyVersion { ${graph} } } }`,
    (n) => ({ r: versionIds.slice(0, n).map((id) => ({ __typename: 'StrategyVersion', id })) }),
    engine,
  ],
];

/** The statements that read content. */
const contentStatements = (statements: readonly string[]) => statements.filter((sql) => sql.includes('octet_length'));

describe.each(lists)('large content in %s', (_, query, variables, caller = alice) => {
  it('is read a few megabytes at a time', async () => {
    const statements = await service.statementsOf(async () => {
      const { data, errors } = await service.ask(caller, query, variables(10));
      expect(errors).toEqual([]);
      expect(JSON.stringify(data).match(/"prompt-9"/g)).toHaveLength(10);
    });
    // One reads the sizes; then four, four and two contents.
    expect(contentStatements(statements)).toHaveLength(4);
  });

  it('is refused beyond the limit of a request before it is read', async () => {
    const statements = await service.statementsOf(async () => {
      const { errors } = await service.ask(caller, query, variables(count));
      expect(errors).toHaveLength(count);
      expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['LIMIT_EXCEEDED']));
      expect(errors[0]?.message).toContain('fewer');
    });
    expect(contentStatements(statements)).toHaveLength(1);
  });
});

describe('content that was not selected', () => {
  it.each([
    [
      'other fields of drafts',
      '{ myClones(first: 40) { nodes { strategyDraft { cloneId revision updatedAt __typename } } } }',
      alice,
    ],
    [
      'other fields of versions',
      '{ myClones(first: 1) { nodes { strategyVersions(first: 40) { nodes { number contentHash note entitlementViolations { limit } } } } } }',
      alice,
    ],
  ])('is not read for %s', async (_, query, caller) => {
    const statements = await service.statementsOf(async () =>
      expect((await service.ask(caller, query)).errors).toEqual([]),
    );
    expect(statements.filter((sql) => /\b(graph|content|layout)\b/.test(sql))).toEqual([]);
  });

  it('is not read to see whether a draft differs from the active version', async () => {
    const [cloneId = ''] = await storeClones(service.database.client, [{}]);
    const ask = () =>
      service.ask(alice, 'query($id: ID!) { clone(id: $id) { strategyDraft { hasUnpublishedChanges } } }', {
        id: cloneId,
      });
    const statements = await service.statementsOf(async () =>
      expect((await ask()).data.clone.strategyDraft.hasUnpublishedChanges).toBe(false),
    );
    expect(statements.filter((sql) => /\bcontent\b/.test(sql))).toEqual([]);
    await service.database.client
      .$executeRaw`UPDATE clone_strategy_drafts SET revision = 1, graph = ${JSON.stringify(storedGraph(large))} WHERE clone_id = ${cloneId}::uuid`;
    expect((await ask()).data.clone.strategyDraft.hasUnpublishedChanges).toBe(true);
  });
});

describe('content that one operation selects many times', () => {
  it('is read once: the same version by twenty lists, the same changes by 45 aliases', async () => {
    const repeated = Array.from(
      { length: 20 },
      (_, index) => `a${index}: strategyVersions(ids: $ids) { ${graph} }`,
    ).join(' ');
    const compared = Array.from({ length: 45 }, (_, index) => `b${index}: changesSince(number: 1) { subjectId }`).join(
      ' ',
    );
    const query = `query($ids: [ID!]!, $id: ID!) { ${repeated} strategyVersion(id: $id) { ${compared} } }`;
    const statements = await service.statementsOf(async () => {
      expect(
        (await service.ask(engine, query, { ids: Array.from({ length: 100 }, () => versionIds[1]), id: versionIds[1] }))
          .errors,
      ).toEqual([]);
    });
    expect(contentStatements(statements).length).toBeLessThanOrEqual(2);
  });
});

describe('publish blockers of large drafts, of which operators see only the codes', () => {
  const ask = (n: number) =>
    service.ask(
      user('root', 'clone:admin'),
      'query($n: Int) { operatorClones(first: $n) { nodes { publishBlockers { code } } } }',
      { n },
    );

  it('need the content, within the same limit', async () => {
    expect((await ask(10)).errors).toEqual([]);
    const statements = await service.statementsOf(async () => {
      const { errors } = await ask(count);
      expect(new Set(errors.map(({ code }) => code))).toEqual(new Set(['LIMIT_EXCEEDED']));
    });
    // This one reads only the drafts' sizes. Reads of active versions, to compare drafts with, may have begun by then.
    expect(contentStatements(statements).filter((sql) => sql.includes('clone_strategy_drafts'))).toHaveLength(1);
  });
});
