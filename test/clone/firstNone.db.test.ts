import { getNamedType, isObjectType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { assembleSchema } from '../../src/graphql/schema.ts';
import { createPublishedClone, publish, saveDraft } from '../makers.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { startTestService, user } from '../startTestService.ts';

const service = startTestService();
/** A caller with every right. */
const alice = user('alice', 'clone:admin', 'clone:moderate');
let cloneId: string;

const page = '{ edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }';
const ofClone = (field: string) => (args: string) =>
  `{ clone(id: ${JSON.stringify(cloneId)}) { ${field}(${args}) ${page} } }`;
const connections: Readonly<Record<string, (args: string) => string>> = {
  'Query.myClones': (args) => `{ myClones(${args}) ${page} }`,
  'Query.publicClones': (args) => `{ publicClones(${args}) ${page} }`,
  'Query.moderationQueue': (args) => `{ moderationQueue(${args}) ${page} }`,
  'Query.operatorClones': (args) => `{ operatorClones(${args}) ${page} }`,
  'User.clones': (args) =>
    `{ _entities(representations: [{ __typename: "User", id: "alice" }]) { ... on User { clones(${args}) ${page} } } }`,
  'Clone.strategyVersions': ofClone('strategyVersions'),
  'Clone.activations': ofClone('activations'),
  'Clone.auditTrail': ofClone('auditTrail'),
  'StrategyDraft.checkpoints': (args) =>
    `{ clone(id: ${JSON.stringify(cloneId)}) { strategyDraft { checkpoints(${args}) ${page} } } }`,
};

beforeAll(async () => {
  await createPublishedClone(service, alice, 'First');
  ({ cloneId } = await createPublishedClone(service, alice, 'Second'));
  const second = await saveDraft(service, alice, cloneId, 1, sampleGraph('Second.'));
  await publish(service, alice, cloneId, second);
  await service.database.client
    .$executeRaw`UPDATE clone_strategy_drafts SET revision = 3, cause = 'DISCARDED' WHERE clone_id = ${cloneId}::uuid`;
  await service.database.client
    .$executeRaw`UPDATE clone_strategy_drafts SET revision = 4, cause = 'REVERTED' WHERE clone_id = ${cloneId}::uuid`;
});

it('every connection of the schema is tested here', () => {
  const isConnection = (type: unknown): boolean => isObjectType(type) && 'pageInfo' in type.getFields();
  const fields = Object.values(assembleSchema().getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => isConnection(getNamedType(field.type)))
        .map(({ name }) => `${type.name}.${name}`),
    );
  expect(Object.keys(connections).toSorted()).toEqual(fields.toSorted());
});

describe.each(Object.entries(connections))('%s with `first: 0`', (_, query) => {
  const read = async (args: string) => {
    const { data, errors } = await service.ask(alice, query(args));
    expect(errors).toEqual([]);
    let [found] = Object.values(data).flat() as Record<string, unknown>[];
    while (found && !('pageInfo' in found)) found = Object.values(found)[0] as Record<string, unknown> | undefined;
    return found as { edges: { cursor: string }[]; pageInfo: Record<string, unknown> };
  };
  const after = (cursor: string | undefined): string => `after: ${JSON.stringify(cursor)}`;

  it('returns nothing, and hasNextPage is right from the start and after every item', async () => {
    const { edges } = await read('first: 100');
    expect(edges.length).toBeGreaterThan(1);
    const none = { startCursor: null, endCursor: null };
    expect(await read('first: 0')).toEqual({
      edges: [],
      pageInfo: { ...none, hasNextPage: true, hasPreviousPage: false },
    });
    for (const [index, { cursor }] of edges.entries()) {
      expect(await read(`first: 0, ${after(cursor)}`)).toEqual({
        edges: [],
        pageInfo: { ...none, hasNextPage: index < edges.length - 1, hasPreviousPage: true },
      });
    }
  });

  it('costs no more statements than one item', async () => {
    const {
      edges: [first],
    } = await read('first: 1');
    const [none, one] = [
      await service.countStatements(() => read(`first: 0, ${after(first?.cursor)}`)),
      await service.countStatements(() => read(`first: 1, ${after(first?.cursor)}`)),
    ];
    expect(none).toBeLessThanOrEqual(one);
  });
});
