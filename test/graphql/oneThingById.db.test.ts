import {
  isLeafType,
  isNonNullType,
  isObjectType,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import { assembleSchema } from '../../src/graphql/schema.ts';
import { applyFacts } from '../entitlement/applyFacts.ts';
import { createClone, createPublishedClone, publish, saveDraft } from '../makers.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { nobody, service as serviceCaller, startTestService, user } from '../startTestService.ts';

const service = startTestService();
const alice = user('alice');
const callers: readonly (readonly [string, Caller])[] = [
  ['the owner', alice],
  ['an operator', user('olga', 'clone:admin', 'clone:moderate')],
  ['a service', serviceCaller('clone:read', 'strategy:read')],
  ['nobody', nobody],
];
let ids: readonly string[];
let versionIds: readonly string[];

/** Two clones with drafts and versions whose blocks share ids and differ in everything else; one draft changed after publishing. */
beforeAll(async () => {
  const { cloneId, versionId } = await createPublishedClone(service, alice, 'One');
  const second = await publish(
    service,
    alice,
    cloneId,
    await saveDraft(service, alice, cloneId, 1, sampleGraph('The second.')),
  );
  await saveDraft(service, alice, cloneId, 2, {
    ...sampleGraph('A draft.'),
    assets: [{ blockId: 'majors', symbols: ['SOL-USD', 'UNKNOWN'] }],
  });
  await service.ask(
    alice,
    'mutation($id: ID!) { selectModel(input: { cloneId: $id, modelId: "swift-2" }) { errors { code } } updatePublicProfile(input: { cloneId: $id, description: "Shown.", shownCapabilities: [MODEL, ASSET_CAPACITY] }) { errors { code } } }',
    { id: cloneId },
  );
  await applyFacts(service, { grantId: cloneId, cloneId, assets: 3 });
  const other = await createPublishedClone(service, alice, 'Other');
  const unpublished = await createClone(service, alice, { name: 'Unpublished' });
  ids = [cloneId, other.cloneId, unpublished];
  versionIds = [versionId, second, other.versionId];
});

const schema = assembleSchema();

/** The time of the request, which differs each time. */
const momentary = 'asOf';

/** Every field that needs no argument, with objects to this depth. Cursors belong to a list, not to an object, so they are left out. */
function everything(type: GraphQLObjectType, depth: number): string {
  const fields = Object.values(type.getFields()).flatMap((field) => selectionOf(field, depth));
  return `{ __typename ${fields.join(' ')} }`;
}

function selectionOf(field: GraphQLField<unknown, unknown>, depth: number): string[] {
  const type = getNamedType(field.type);
  if (field.name === momentary || field.args.some((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined))
    return [];
  if (isLeafType(type)) return [field.name];
  if (!isObjectType(type) || depth === 0) return [];
  return [`${field.name} ${everything(type, depth - 1)}`];
}

/** Different requests for the same objects, each with everything reachable from its root in a few steps. */
function requests(): readonly (readonly [query: string, variables: Record<string, unknown>])[] {
  const of = (name: string, depth: number) => everything(schema.getType(name) as GraphQLObjectType, depth);
  const ofEntities = ['Clone', 'StrategyVersion', 'User', 'LifecycleSummary']
    .map((name) => `... on ${name} ${of(name, 3)}`)
    .join(' ');
  const representations = [
    ...ids.flatMap((id) => [
      { __typename: 'Clone', id },
      { __typename: 'LifecycleSummary', cloneId: id, auditionStatus: 'NONE', queueStatus: 'NONE', arenaStatus: 'NONE' },
    ]),
    ...versionIds.map((id) => ({ __typename: 'StrategyVersion', id })),
    { __typename: 'User', id: 'alice' },
  ];
  return [
    [`query($ids: [ID!]!) { clones(ids: $ids) ${of('Clone', 4)} }`, { ids }],
    [`query($id: ID!) { clone(id: $id) ${of('Clone', 4)} }`, { id: ids[0] }],
    [`query($ids: [ID!]!) { strategyVersions(ids: $ids) ${of('StrategyVersion', 4)} }`, { ids: versionIds }],
    [`query($id: ID!) { strategyVersion(id: $id) ${of('StrategyVersion', 4)} }`, { id: versionIds[0] }],
    [`{ myClones ${of('CloneConnection', 4)} publicClones ${of('CloneConnection', 4)} }`, {}],
    [`{ operatorClones ${of('CloneConnection', 4)} moderationQueue ${of('CloneConnection', 4)} }`, {}],
    [`{ cloneEvents ${of('CloneEventConnection', 4)} }`, {}],
    [`{ strategyCatalog ${of('StrategyCatalog', 3)} }`, {}],
    [`query($r: [_Any!]!) { _entities(representations: $r) { ${ofEntities} } }`, { r: representations }],
    [
      `mutation($id: ID!) { selectModel(input: { cloneId: $id, modelId: "swift-2" }) ${of('SelectModelPayload', 4)} }`,
      { id: ids[0] },
    ],
  ];
}

/** Acts like a normalizing cache: keeps objects by type and id with the first value of each field, and records values that differ later. */
class Things {
  readonly differences: string[] = [];
  readonly #things = new Map<string, Map<string, string>>();

  get count(): number {
    return this.#things.size;
  }

  /** Adds a response; returns the text of a value, with only type and id for an object that has an id. */
  take(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.take(item));
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).map(([key, member]) => [key, this.take(member)] as const);
    if (!('id' in value) || !('__typename' in value)) return Object.fromEntries(members);
    const name = `${String(value.__typename)} ${String(value.id)}`;
    const known = this.#things.get(name) ?? new Map<string, string>();
    this.#things.set(name, known);
    for (const [key, member] of members) {
      // An object without an id is part of its parent, member by member, since it may be selected in part.
      for (const [place, part] of parts(key, member)) {
        const before = known.get(place);
        if (before !== undefined && before !== part) this.differences.push(`${name}: ${place}`);
        known.set(place, part);
      }
    }
    return name;
  }
}

function parts(place: string, value: unknown): [place: string, value: string][] {
  if (typeof value !== 'object' || value === null || Object.keys(value).length === 0)
    return [[place, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, member]) => parts(`${place}.${key}`, member));
}

describe('an id names one object: its values are the same in every response', () => {
  it.each(callers)('for %s', async (_, caller) => {
    const things = new Things();
    for (const [query, variables] of requests()) {
      const { data } = await service.ask(caller, query, variables);
      expect(data).toBeTypeOf('object');
      things.take(data);
    }
    expect(things.differences).toEqual([]);
    expect(things.count).toBeGreaterThan(ids.length + versionIds.length);
  });
});
