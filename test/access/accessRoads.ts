/** A road to a type: what stands in front of its fields (CLONE and VERSION are ids), and where its object is in the answer. */
export interface Road {
  readonly query: (fields: string) => string;
  readonly at: string;
}

const toClone: readonly Road[] = [
  { at: 'clone', query: (fields) => `{ clone(id: CLONE) { ${fields} } }` },
  { at: 'clones.0', query: (fields) => `{ clones(ids: [CLONE]) { ${fields} } }` },
  { at: 'publicClones.nodes.0', query: (fields) => `{ publicClones { nodes { ${fields} } } }` },
  { at: 'publicClones.edges.0.node', query: (fields) => `{ publicClones { edges { node { ${fields} } } } }` },
  { at: 'clone.owner.clones.nodes.0', query: (fields) => `{ clone(id: CLONE) { owner { clones { nodes { ${fields} } } } } }` },
  { at: 'clone.lifecycle.clone', query: (fields) => `{ clone(id: CLONE) { lifecycle { clone { ${fields} } } } }` },
  { at: 'strategyVersion.clone', query: (fields) => `{ strategyVersion(id: VERSION) { clone { ${fields} } } }` },
  { at: '_entities.0', query: (fields) => `{ _entities(representations: [{ __typename: "Clone", id: CLONE }]) { ... on Clone { ${fields} } } }` },
  {
    at: '_entities.0.clones.nodes.0',
    query: (fields) => `{ _entities(representations: [{ __typename: "User", id: "alice" }]) { ... on User { clones { nodes { ${fields} } } } } }`,
  },
  {
    at: '_entities.0.clone',
    query: (fields) => `{ _entities(representations: [{ __typename: "LifecycleSummary", cloneId: CLONE }]) { ... on LifecycleSummary { clone { ${fields} } } } }`,
  },
  { at: 'other', query: (fields) => `{ other: clone(id: CLONE) { ...part } } fragment part on Clone { ${fields} }` },
];

const toVersion: readonly Road[] = [
  { at: 'strategyVersion', query: (fields) => `{ strategyVersion(id: VERSION) { ${fields} } }` },
  { at: 'strategyVersions.0', query: (fields) => `{ strategyVersions(ids: [VERSION]) { ${fields} } }` },
  { at: '_entities.0', query: (fields) => `{ _entities(representations: [{ __typename: "StrategyVersion", id: VERSION }]) { ... on StrategyVersion { ${fields} } } }` },
  { at: 'other', query: (fields) => `{ other: strategyVersion(id: VERSION) { ...part } } fragment part on StrategyVersion { ${fields} }` },
];

/** The roads to a type that anybody may take. */
export const openRoads: Readonly<Record<string, readonly Road[]>> = {
  Clone: toClone,
  PublicProfile: toClone.map(({ at, query }) => ({ at: `${at}.publicProfile`, query: (fields) => query(`publicProfile { ${fields} }`) })),
  StrategyVersion: toVersion,
};

/** Roads through a field of a clone that is guarded itself: what is behind it is guarded no less. */
export const innerRoads: Readonly<Record<string, readonly Road[]>> = {
  PublicProfile: toClone.map(({ at, query }) => ({ at: `${at}.publicProfileDraft`, query: (fields) => query(`publicProfileDraft { ${fields} }`) })),
  StrategyVersion: toClone.flatMap(({ at, query }) => [
    { at: `${at}.activeStrategyVersion`, query: (fields: string) => query(`activeStrategyVersion { ${fields} }`) },
    { at: `${at}.strategyVersions.nodes.0`, query: (fields: string) => query(`strategyVersions { nodes { ${fields} } }`) },
  ]),
};
