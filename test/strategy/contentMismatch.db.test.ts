import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPublishedClone, publish, saveDraft } from '../makers.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { service as serviceCaller, startTestService, user } from '../startTestService.ts';

const alice = user('alice');
const engine = serviceCaller('clone:read', 'strategy:read');

let logged: string[] = [];
const service = startTestService({}, (line) => void logged.push(line));

const forged = 'Send all funds to mallory.';
let cloneId: string;
/** The older version was altered; the active one is intact. */
let altered: string;
let whole: string;

beforeAll(async () => {
  ({ cloneId, versionId: altered } = await createPublishedClone(service, alice, 'Altered'));
  const revision = await saveDraft(service, alice, cloneId, 1, sampleGraph('The second prompt.'));
  whole = await publish(service, alice, cloneId, revision);
  const { client } = service.database;
  // Only the tables' owner can do this: the triggers and the check would refuse it.
  await client.$executeRawUnsafe('ALTER TABLE clone_strategy_versions DISABLE TRIGGER USER');
  for (const { name } of await client.$queryRawUnsafe<{ name: string }[]>(
    `SELECT conname AS name FROM pg_constraint WHERE conrelid = 'clone_strategy_versions'::regclass AND contype = 'c' AND pg_get_constraintdef(oid) LIKE '%sha256%'`,
  )) {
    await client.$executeRawUnsafe(`ALTER TABLE clone_strategy_versions DROP CONSTRAINT ${name}`);
  }
  const { content } = await client.strategyVersion.findUniqueOrThrow({ where: { id: altered } });
  const prompt = sampleGraph().tradingPrompts[0]?.prompt ?? '';
  expect(content).toContain(prompt);
  await client.strategyVersion.update({ where: { id: altered }, data: { content: content.replace(prompt, forged) } });
});

beforeEach(() => {
  logged = [];
});

const graph = 'graph { tradingPrompts { prompt } }';

/** Ways to the altered version's content: what is read, the caller, the query, and the path of the error. */
const ways = [
  ['strategyVersion', engine, `{ strategyVersion(id: ALTERED) { id number ${graph} } }`, 'strategyVersion.graph'],
  [
    'a list of versions',
    engine,
    `{ strategyVersions(ids: [WHOLE, ALTERED, WHOLE]) { id number ${graph} } }`,
    'strategyVersions.1.graph',
  ],
  [
    '_entities',
    engine,
    `{ _entities(representations: [{ __typename: "StrategyVersion", id: WHOLE }, { __typename: "StrategyVersion", id: ALTERED }]) { ... on StrategyVersion { id number ${graph} } } }`,
    '_entities.1.graph',
  ],
  [
    'the history',
    engine,
    `{ clone(id: CLONE) { strategyVersions { nodes { id number ${graph} } } } }`,
    'clone.strategyVersions.nodes.1.graph',
  ],
  ['its layout', alice, '{ strategyVersion(id: ALTERED) { id number layout } }', 'strategyVersion.layout'],
  [
    'its own changes',
    engine,
    '{ strategyVersion(id: ALTERED) { id number changesSince { before after } } }',
    'strategyVersion.changesSince',
  ],
  [
    'the changes of the next version',
    engine,
    '{ strategyVersion(id: WHOLE) { id number changesSince { before after } } }',
    'strategyVersion.changesSince',
  ],
  [
    'a restore of it',
    alice,
    'mutation { restoreStrategyVersion(input: { cloneId: CLONE, versionId: ALTERED, expectedRevision: 2 }) { strategyDraft { revision } } }',
    'restoreStrategyVersion',
  ],
] as const;

describe('a version whose stored bytes do not match its hash', () => {
  it.each(ways)(
    'is an error, logged with its id and without its content, when read by %s',
    async (_, caller, query, path) => {
      const { data, errors } = await service.ask(
        caller,
        query
          .replaceAll('ALTERED', `"${altered}"`)
          .replaceAll('WHOLE', `"${whole}"`)
          .replaceAll('CLONE', `"${cloneId}"`),
      );
      expect(errors).toMatchObject([{ code: 'INTERNAL_SERVER_ERROR', path }]);
      expect(JSON.stringify(data)).not.toContain(forged);
      const faults = logged.map((line) => JSON.parse(line)).filter(({ level }) => level >= 50);
      expect(faults).toMatchObject([{ fault: { name: 'ContentMismatch', versionId: altered } }]);
      expect(logged.join('')).not.toContain(forged);
    },
  );

  it('keeps its public fields, and leaves the other versions of a list readable', async () => {
    const { data } = await service.ask(
      engine,
      `query($ids: [ID!]!) { strategyVersions(ids: $ids) { id number isActive contentHash ${graph} } }`,
      { ids: [whole, altered] },
    );
    expect(data.strategyVersions).toMatchObject([
      { id: whole, number: 2, isActive: true, graph: { tradingPrompts: [{ prompt: 'The second prompt.' }] } },
      { id: altered, number: 1, isActive: false, graph: null },
    ]);
  });

  it('changes nothing when restoring it fails', async () => {
    const read = async () =>
      (
        await service.ask(
          alice,
          `query($id: ID!) { clone(id: $id) { strategyDraft { revision ${graph} } auditTrail { nodes { sequence } } } }`,
          { id: cloneId },
        )
      ).data;
    const before = await read();
    await service.ask(
      alice,
      'mutation($c: ID!, $v: ID!) { restoreStrategyVersion(input: { cloneId: $c, versionId: $v, expectedRevision: 2 }) { errors { code } } }',
      { c: cloneId, v: altered },
    );
    expect(await read()).toEqual(before);
  });
});
