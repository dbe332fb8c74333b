import type { CallerName } from './expectedAccess.ts';

/** A road is a query path to a type: a query around its fields, and where the object is in the response. */
export interface Road {
  /** CLONE, VERSION and REVISION stand for the clone, its version, and its draft's revision; $graph and $yes for variables. */
  readonly query: (fields: string) => string;
  readonly at: string;
  /** Who may take it; everyone by default. */
  readonly through?: readonly CallerName[];
  /** It leads each caller to a clone of their own, if they have one. */
  readonly toOwn?: true;
}

const representation = (type: string, key: string) => `representations: [{ __typename: "${type}", ${key} }]`;

const openRoadsToClone: readonly Road[] = [
  { at: 'clone', query: (fields) => `{ clone(id: CLONE) { ${fields} } }` },
  { at: 'clones.0', query: (fields) => `{ clones(ids: [CLONE]) { ${fields} } }` },
  { at: 'publicClones.nodes.0', query: (fields) => `{ publicClones(search: "guarded") { nodes { ${fields} } } }` },
  {
    at: 'publicClones.edges.0.node',
    query: (fields) => `{ publicClones(search: "guarded") { edges { node { ${fields} } } } }`,
  },
  {
    at: 'clone.owner.clones.nodes.0',
    query: (fields) => `{ clone(id: CLONE) { owner { clones { nodes { ${fields} } } } } }`,
  },
  {
    at: 'clone.owner.clones.edges.0.node',
    query: (fields) => `{ clone(id: CLONE) { owner { clones { edges { node { ${fields} } } } } } }`,
  },
  { at: 'clone.lifecycle.clone', query: (fields) => `{ clone(id: CLONE) { lifecycle { clone { ${fields} } } } }` },
  { at: 'strategyVersion.clone', query: (fields) => `{ strategyVersion(id: VERSION) { clone { ${fields} } } }` },
  { at: 'strategyVersions.0.clone', query: (fields) => `{ strategyVersions(ids: [VERSION]) { clone { ${fields} } } }` },
  {
    at: 'strategyVersion.clone.owner.clones.nodes.0.lifecycle.clone',
    query: (fields) =>
      `{ strategyVersion(id: VERSION) { clone { owner { clones { nodes { lifecycle { clone { ${fields} } } } } } } } }`,
  },
  {
    at: '_entities.0',
    query: (fields) => `{ _entities(${representation('Clone', 'id: CLONE')}) { ... on Clone { ${fields} } } }`,
  },
  {
    at: '_entities.0.clones.nodes.0',
    query: (fields) =>
      `{ _entities(${representation('User', 'id: "alice"')}) { ... on User { clones { nodes { ${fields} } } } } }`,
  },
  {
    at: '_entities.0.clone',
    query: (fields) =>
      `{ _entities(${representation('LifecycleSummary', 'cloneId: CLONE')}) { ... on LifecycleSummary { clone { ${fields} } } } }`,
  },
  {
    at: '_entities.0.clone',
    query: (fields) =>
      `{ _entities(${representation('StrategyVersion', 'id: VERSION')}) { ... on StrategyVersion { clone { ${fields} } } } }`,
  },
  // Other ways to write the same query.
  { at: 'other', query: (fields) => `{ other: clone(id: CLONE) { ...part } } fragment part on Clone { ${fields} }` },
  {
    at: 'clone',
    query: (fields) =>
      `{ ...root } fragment root on Query { clone(id: CLONE) { ...outer } } fragment outer on Clone { ...inner } fragment inner on Clone { ${fields} }`,
  },
  {
    at: 'clone',
    query: (fields) =>
      `query($yes: Boolean!) { clone(id: CLONE) @include(if: $yes) { ... @include(if: $yes) { ... on Clone @skip(if: false) { ${fields} } } } }`,
  },
  { at: 'strategyDraft', query: (fields) => `{ strategyDraft: clone(id: CLONE) { owner: __typename ${fields} } }` },
];

const users: readonly CallerName[] = ['owner', 'stranger', 'moderator', 'admin'];

const guardedRoadsToClone: readonly Road[] = [
  { at: 'myClones.nodes.0', through: users, toOwn: true, query: (fields) => `{ myClones { nodes { ${fields} } } }` },
  {
    at: 'moderationQueue.nodes.0',
    through: ['moderator'],
    query: (fields) => `{ moderationQueue { nodes { ${fields} } } }`,
  },
  {
    at: 'operatorClones.edges.0.node',
    through: ['admin'],
    query: (fields) => `{ operatorClones(filter: { ownerId: "alice" }) { edges { node { ${fields} } } } }`,
  },
  {
    at: 'activeVersion.clone.activeStrategyVersion.clone',
    through: ['owner', 'cloneReader', 'strategyReader', 'moderator', 'admin'],
    query: (fields) =>
      `{ activeVersion: strategyVersion(id: VERSION) { clone { activeStrategyVersion { clone { ${fields} } } } } }`,
  },
];

/** Mutations that change nothing or fail with a revision conflict: either way the payload has the clone. */
const mutations: readonly (readonly [call: string, through: CallerName])[] = [
  ['updatePublicProfile(input: { cloneId: CLONE })', 'owner'],
  ['selectModel(input: { cloneId: CLONE, modelId: "swift-1" })', 'owner'],
  ['saveStrategyDraft(input: { cloneId: CLONE, expectedRevision: REVISION, graph: $graph })', 'owner'],
  [
    'saveStrategyDraft(input: { cloneId: CLONE, expectedRevision: 99, graph: { dataStreams: [], assets: [], tradingPrompts: [], connections: [] } })',
    'owner',
  ],
  ['discardStrategyDraft(input: { cloneId: CLONE, expectedRevision: REVISION })', 'owner'],
  ['restoreStrategyVersion(input: { cloneId: CLONE, versionId: VERSION, expectedRevision: REVISION })', 'owner'],
  ['revertStrategyDraft(input: { cloneId: CLONE, toRevision: 0, expectedRevision: 99 })', 'owner'],
  ['publishStrategy(input: { cloneId: CLONE, expectedRevision: REVISION })', 'owner'],
  ['activateStrategyVersion(input: { cloneId: CLONE, versionId: VERSION, expectedActivation: 99 })', 'owner'],
  ['setPaused(input: { cloneId: CLONE, paused: true, expectedActivation: 99 })', 'owner'],
  ['moderatePublicProfile(input: { cloneId: CLONE, expectedRevision: 99, decision: REJECT })', 'moderator'],
  ['setCloneStatus(input: { cloneId: CLONE, status: ACTIVE, reason: "As asked." })', 'admin'],
];

function payloadRoad(call: string, through: CallerName, member: string): Road {
  const declared = call.includes('$graph') ? '($graph: StrategyGraphInput!)' : '';
  return {
    at: `done.${member}`,
    through: [through],
    query: (fields) => `mutation${declared} { done: ${call} { ${member} { ${fields} } } }`,
  };
}

const createClone: Road = {
  at: 'createClone.clone',
  through: users,
  toOwn: true,
  query: (fields) =>
    `mutation { createClone(input: { idempotencyKey: "guarded", name: "Guarded", modelId: "swift-1" }) { clone { ${fields} } } }`,
};

const toClone = [
  ...openRoadsToClone,
  ...guardedRoadsToClone,
  ...mutations.map(([call, through]) => payloadRoad(call, through, 'clone')),
  createClone,
];

const directlyToVersion: readonly Road[] = [
  { at: 'strategyVersion', query: (fields) => `{ strategyVersion(id: VERSION) { ${fields} } }` },
  { at: 'strategyVersions.0', query: (fields) => `{ strategyVersions(ids: [VERSION]) { ${fields} } }` },
  {
    at: '_entities.0',
    query: (fields) =>
      `{ _entities(${representation('StrategyVersion', 'id: VERSION')}) { ... on StrategyVersion { ${fields} } } }`,
  },
  {
    at: 'other',
    query: (fields) =>
      `{ other: strategyVersion(id: VERSION) { ...part } } fragment part on StrategyVersion { ... { ${fields} } }`,
  },
  payloadRoad('publishStrategy(input: { cloneId: CLONE, expectedRevision: REVISION })', 'owner', 'strategyVersion'),
];

/** Continues from a clone through one of its fields, which only some may read. */
function onward(member: string, at: string, may?: readonly CallerName[]): (road: Road) => Road {
  return ({ query, through, ...road }) => {
    const both = may ? { through: may.filter((name) => through?.includes(name) ?? true) } : through && { through };
    return {
      ...road,
      ...both,
      at: `${road.at}.${at}`,
      query: (fields) => query(member.replace('FIELDS', () => fields)),
    };
  };
}

const operators: readonly CallerName[] = ['moderator', 'admin'];
const versionReaders: readonly CallerName[] = ['owner', 'cloneReader', 'strategyReader', ...operators];
const withVersion = toClone.filter((road) => !road.toOwn);

const toActivation: readonly Road[] = [
  ...withVersion.map(onward('activation { FIELDS }', 'activation', versionReaders)),
  ...withVersion.map(
    onward('activations(first: 1) { edges { node { FIELDS } } }', 'activations.edges.0.node', versionReaders),
  ),
  payloadRoad('setPaused(input: { cloneId: CLONE, paused: true, expectedActivation: 99 })', 'owner', 'activation'),
];

/** Every road to a type whose fields are guarded. */
export const roads: Readonly<
  Record<'Clone' | 'PublicProfile' | 'StrategyVersion' | 'StrategyActivation', readonly Road[]>
> = {
  Clone: toClone,
  PublicProfile: [
    ...toClone.map(onward('publicProfile { FIELDS }', 'publicProfile')),
    ...withVersion.map(onward('publicProfileDraft { FIELDS }', 'publicProfileDraft', ['owner', ...operators])),
  ],
  StrategyVersion: [
    ...directlyToVersion,
    ...withVersion.map(onward('activeStrategyVersion { FIELDS }', 'activeStrategyVersion', versionReaders)),
    ...withVersion.map(
      onward('strategyVersions { edges { node { FIELDS } } }', 'strategyVersions.edges.0.node', versionReaders),
    ),
    ...withVersion.map(onward('strategyVersionAt(at: "INSTANT") { FIELDS }', 'strategyVersionAt', versionReaders)),
    ...withVersion.map(onward('activation { version { FIELDS } }', 'activation.version', versionReaders)),
  ],
  StrategyActivation: toActivation,
};
