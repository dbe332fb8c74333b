import {
  buildClientSchema,
  getIntrospectionQuery,
  isEnumType,
  isInputObjectType,
  isObjectType,
  type GraphQLSchema,
  type IntrospectionQuery,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../src/access/caller.ts';
import { internalTags } from '../access/internalTags.ts';
import { startTestDemo, type TestDemo } from './startTestDemo.ts';

let demo: TestDemo;
beforeAll(async () => {
  demo = await startTestDemo();
});
afterAll(() => demo.close());

const allScopes: readonly Scope[] = [
  'clone:admin',
  'clone:moderate',
  'clone:read',
  'strategy:read',
  'entitlement:write',
];

/** Queries one of the gateways with every scope; returns the whole response. */
async function ask(
  gateway: 'gatewayUrl' | 'internalGatewayUrl',
  query: string,
): Promise<{
  readonly data?: unknown;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}> {
  const response = await fetch(`${demo[gateway]}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await demo.token('olga', ...allScopes)}` },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as Awaited<ReturnType<typeof ask>>;
}

async function introspect(gateway: 'gatewayUrl' | 'internalGatewayUrl'): Promise<GraphQLSchema> {
  return buildClientSchema((await ask(gateway, getIntrospectionQuery())).data as IntrospectionQuery);
}

/** The names of types, and fields and enum values as "Type.member". */
function coordinates(schema: GraphQLSchema): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('__')) return [];
    const members =
      isObjectType(type) || isInputObjectType(type)
        ? Object.keys(type.getFields())
        : isEnumType(type)
          ? type.getValues().map(({ name }) => name)
          : [];
    return [type.name, ...members.map((member) => `${type.name}.${member}`)];
  });
}

const operations: readonly string[] = [
  '{ moderationQueue { nodes { id } } }',
  '{ moderationQueueCount }',
  '{ moderationGate }',
  '{ operatorClones { nodes { id } } }',
  '{ cloneEvents { continueFrom } }',
  '{ operatorClones(filter: { setUp: true, blocker: PAUSED }) { nodes { id } } }',
  '{ publicClones { nodes { status } } }',
  'query ($filter: OperatorCloneFilter) { operatorClones(filter: $filter) { nodes { id } } }',
  'mutation { setCloneStatus(input: { cloneId: "1", status: ARCHIVED, reason: "x" }) { errors { code } } }',
  'mutation { moderatePublicProfile(input: { cloneId: "1", expectedRevision: 1, decision: REJECT }) { errors { code } } }',
  'mutation { applyEntitlementFacts(input: { facts: [] }) { errors { code } } }',
];

describe('the public gateway of the demo', () => {
  it('shows in introspection exactly what is not tagged internal', async () => {
    const [everything, publicly] = [
      coordinates(await introspect('internalGatewayUrl')),
      coordinates(await introspect('gatewayUrl')),
    ];
    const isTagged = (coordinate: string) =>
      internalTags.has(coordinate) || internalTags.has(coordinate.split('.')[0] ?? '');
    expect(everything.filter(isTagged).length).toBeGreaterThan(40);
    expect(publicly.toSorted()).toEqual(everything.filter((coordinate) => !isTagged(coordinate)).toSorted());
  });

  it.each(operations)('responds as if there were no such name, whatever the scopes: %s', async (query) => {
    const { data = null, errors = [] } = await ask('gatewayUrl', query);
    const codes = errors.map(({ extensions }) => extensions.code);
    expect({ data, codes: new Set(codes) }).toEqual({ data: null, codes: new Set(['GRAPHQL_VALIDATION_FAILED']) });
    expect(JSON.stringify(await ask('internalGatewayUrl', query))).not.toContain('GRAPHQL_VALIDATION_FAILED');
  });

  it.each([
    '{ moderationQueu { nodes { id } } operatorClone { id } moderationGat }',
    '{ publicClones { nodes { statu } } }',
    'mutation { setCloneStatu applyEntitlementFact moderatePublicProfil }',
    'query ($a: CloneStatu, $b: OperatorCloneFilte, $c: ModerationDecisio) { __typename }',
    '{ __typename ... on ModeratePublicProfilePayloa { clone { id } } }',
  ])('suggests nothing internal for a similar name: %s', async (query) => {
    const text = JSON.stringify(await ask('gatewayUrl', query));
    expect(text).toContain('GRAPHQL_VALIDATION_FAILED');
    const names = new Set([...internalTags].map((coordinate) => coordinate.split('.').at(-1) ?? ''));
    expect([...names].filter((name) => new RegExp(`\\b${name}\\b`).test(text))).toEqual([]);
  });
});
