import { isObjectType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { assembleSchema } from '../../src/graphql/schema.ts';
import { createPublishedClone } from '../makers.ts';
import { startTestService } from '../startTestService.ts';
import { callers, selectionOf } from './accessWorld.ts';
import { callerNames, expectedReaders, guardedFields, guardedRoots, publicFields, type CallerName } from './expectedAccess.ts';

const service = startTestService();
let cloneId: string;
let versionId: string;

beforeAll(async () => {
  ({ cloneId, versionId } = await createPublishedClone(service, callers.owner, 'Guarded'));
});

/** A road to a type: what stands in front of its fields, and where its object then is in the answer. */
type Road = readonly [query: (fields: string) => string, at: string];

const cloneRoads: readonly Road[] = [
  [(fields) => `{ clone(id: $clone) { ${fields} } }`, 'clone'],
  [(fields) => `{ clones(ids: [$clone]) { ${fields} } }`, 'clones.0'],
  [(fields) => `{ publicClones { nodes { ${fields} } } }`, 'publicClones.nodes.0'],
  [(fields) => `{ publicClones { edges { node { ${fields} } } } }`, 'publicClones.edges.0.node'],
  [(fields) => `{ clone(id: $clone) { owner { clones { nodes { ${fields} } } } } }`, 'clone.owner.clones.nodes.0'],
  [(fields) => `{ clone(id: $clone) { lifecycle { clone { ${fields} } } } }`, 'clone.lifecycle.clone'],
  [(fields) => `{ strategyVersion(id: $version) { clone { ${fields} } } }`, 'strategyVersion.clone'],
  [(fields) => `{ _entities(representations: [{ __typename: "Clone", id: $clone }]) { ... on Clone { ${fields} } } }`, '_entities.0'],
  [(fields) => `{ _entities(representations: [{ __typename: "User", id: "alice" }]) { ... on User { clones { nodes { ${fields} } } } } }`, '_entities.0.clones.nodes.0'],
  [(fields) => `{ _entities(representations: [{ __typename: "LifecycleSummary", cloneId: $clone }]) { ... on LifecycleSummary { clone { ${fields} } } } }`, '_entities.0.clone'],
  [(fields) => `{ other: clone(id: $clone) { ...part } } fragment part on Clone { ${fields} }`, 'other'],
];
const versionRoads: readonly Road[] = [
  [(fields) => `{ strategyVersion(id: $version) { ${fields} } }`, 'strategyVersion'],
  [(fields) => `{ strategyVersions(ids: [$version]) { ${fields} } }`, 'strategyVersions.0'],
  [(fields) => `{ _entities(representations: [{ __typename: "StrategyVersion", id: $version }]) { ... on StrategyVersion { ${fields} } } }`, '_entities.0'],
];
const roads: Readonly<Record<string, readonly Road[]>> = {
  Clone: cloneRoads,
  PublicProfile: cloneRoads.map(([query, at]): Road => [(fields) => query(`publicProfile { ${fields} }`), `${at}.publicProfile`]),
  StrategyVersion: versionRoads,
};
/** Roads that only some may take: the field in front is guarded itself, and what is behind it no less. */
const innerVersionRoads: readonly Road[] = [
  [(fields) => `{ clone(id: $clone) { activeStrategyVersion { ${fields} } } }`, 'clone.activeStrategyVersion'],
  [(fields) => `{ clone(id: $clone) { strategyVersions { nodes { ${fields} } } } }`, 'clone.strategyVersions.nodes.0'],
];

/** What the caller gets of `field` at the road's end: its code when refused, and whether the object around it arrived. */
async function walk(name: CallerName, [query, at]: Road, field: string) {
  // The alias shows that rules know fields, not names in the answer.
  const { data, errors } = await service.ask(callers[name], `query($clone: ID, $version: ID) ${query(`asked: ${selectionOf(field)} __typename`)}`.replace('$clone: ID, $version: ID', 'PLACE').replace('PLACE', placesOf(query(''))), {
    ...(query('').includes('$clone') && { clone: cloneId }),
    ...(query('').includes('$version') && { version: versionId }),
  });
  const around = at.split('.').reduce((value, step) => value?.[step], data);
  const refusals = errors.filter(({ code }) => code === 'UNAUTHENTICATED' || code === 'FORBIDDEN');
  return { arrived: typeof around?.__typename === 'string', value: around?.asked, refusals, at: `${at}.asked` };
}

function placesOf(query: string): string {
  return [query.includes('$clone') ? '$clone: ID!' : '', query.includes('$version') ? '$version: ID!' : ''].join(' ');
}

async function expectAccess(name: CallerName, road: Road, field: string, may: boolean): Promise<void> {
  const { arrived, value, refusals, at } = await walk(name, road, field);
  const silent = field === 'model' && at.endsWith('.asked') && !may && !road[1].includes('ersion') && !road[1].startsWith('_entities.0.version');
  const code = name === 'nobody' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
  const expected = may || silent ? [] : [{ code, path: at }];
  expect({ at, arrived, refusals: refusals.map(({ code: found, path }) => ({ code: found, path })) }).toEqual({ at, arrived: true, refusals: expected });
  if (!may) expect(value).toBeNull();
}
