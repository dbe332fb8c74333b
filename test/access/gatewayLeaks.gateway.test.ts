import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleOf } from '../runs.ts';
import type { Caller } from '../../src/access/caller.ts';
import { recordAudition } from '../../src/demo/contributors/audition.ts';
import { askGateway } from '../federation/askGateway.ts';
import { gatewayKinds, type GatewayUnderTest } from '../federation/gateways/gatewayKinds.ts';
import { startFederation, type Federation } from '../federation/startFederation.ts';
import { sampleGraph, samplePrompt } from '../sampleStrategy.ts';
import type { Asked } from '../startTestService.ts';
import { roads, type Road } from './accessRoads.ts';
import { called, callers, makeWorld, selectionBelow, type World } from './accessWorld.ts';
import { callerNames, expectedReaders, guardedFields, publicFields, type CallerName } from './expectedAccess.ts';

/** Clients of a gateway can't query `_entities`; their other root fields belong to other subgraphs. */
const clientRoads: readonly Road[] = [
  ...roads.Clone.filter(({ at, query }) => !at.startsWith('_entities') && !query('').includes('owner: __typename')),
  {
    at: 'clone.lifecycle.latestAudition.strategyVersion.clone',
    query: (fields) =>
      `{ clone(id: CLONE) { lifecycle { latestAudition { strategyVersion { clone { ${fields} } } } } } }`,
  },
];

const readers = expectedReaders(guardedFields);
type Type = 'Clone' | 'PublicProfile' | 'StrategyVersion';

let federation: Federation;
let world: World;

/** The service or a gateway, with a token for each caller. */
function through(url: string): Asked {
  return {
    ask: async ({ subject, scopes }: Caller, query, variables = {}) => {
      const token = subject === null ? null : await federation.token(subject, ...scopes);
      const { data, errors } = await askGateway(url, query, { token, variables });
      return {
        data,
        errors: errors.map(({ message, path = [], extensions }) => ({
          code: extensions?.code ?? '',
          path: path.join('.'),
          message,
        })),
      };
    },
  };
}

beforeAll(async () => {
  federation = await startFederation();
  world = await makeWorld(through(federation.cloneUrl));
  recordAudition(federation.contributors.audition.store, {
    id: 'audition',
    cloneId: world.cloneId,
    status: 'PASSED',
    strategyVersionId: world.versionId,
    propAccountId: null,
    startedAt: '2026-01-01T00:00:00.000Z',
    finishedAt: null,
    outcomeReason: null,
  });
});
afterAll(() => federation.close());

const fieldsOf = (type: Type) => [
  ...(publicFields[type] ?? '').split(' '),
  ...[...readers.keys()]
    .filter((coordinate) => coordinate.startsWith(`${type}.`))
    .map((coordinate) => coordinate.slice(type.length + 1)),
];
const selectionOf = (type: Type) =>
  fieldsOf(type)
    .map((field) => `${called(type, field)} ${selectionBelow(type, field)}`)
    .join(' ');
/** Made anew for each query, since it asks for what is active now. */
const everything = () =>
  `${selectionOf('Clone')} face: publicProfile { ${selectionOf('PublicProfile')} } draft: publicProfileDraft { ${selectionOf('PublicProfile')} } version: activeStrategyVersion { ${selectionOf('StrategyVersion')} }`;

type Shown = Readonly<Record<string, unknown>>;

/** The private fields that arrived in an object, by coordinate. */
const shownOf = (type: Type, end: unknown) =>
  [...readers.keys()].filter(
    (one) => one.startsWith(`${type}.`) && ((end as Shown | null)?.[one.slice(type.length + 1)] ?? null) !== null,
  );
const allowed = (type: Type, name: CallerName) =>
  [...readers].filter(([one, may]) => one.startsWith(`${type}.`) && may.has(name)).map(([one]) => one);

async function compare(gateway: Asked, road: Road, name: CallerName): Promise<void> {
  const filled = road
    .query(everything())
    .replaceAll('CLONE', JSON.stringify(world.cloneId))
    .replaceAll('VERSION', JSON.stringify(world.versionId))
    .replaceAll('REVISION', String(world.revision));
  const { data, errors } = await gateway.ask(callers[name], filled, {
    ...(filled.includes('$graph') && { graph: sampleGraph() }),
    ...(filled.includes('$yes') && { yes: true }),
  });
  const end = road.at.split('.').reduce((value, step) => value?.[step], data);
  const mayReadGraph = readers.get('StrategyVersion.graph')?.has(name) ?? false;
  expect(JSON.stringify(errors)).not.toContain(samplePrompt);
  if (!mayReadGraph) expect(JSON.stringify(data)).not.toContain(samplePrompt);
  if (road.through && !road.through.includes(name))
    return expect({ name, end: end ?? null }).toEqual({ name, end: null });
  if (road.toOwn) return;
  expect({ name, arrived: end?.id, shown: shownOf('Clone', end) }).toEqual({
    name,
    arrived: world.cloneId,
    shown: allowed('Clone', name),
  });
  expect({ name, face: shownOf('PublicProfile', end.face) }).toEqual({ name, face: allowed('PublicProfile', name) });
  if (readers.get('Clone.publicProfileDraft')?.has(name))
    expect(shownOf('PublicProfile', end.draft)).toEqual(allowed('PublicProfile', name));
  else expect(end.draft).toBeNull();
  if (readers.get('Clone.activeStrategyVersion')?.has(name))
    expect(shownOf('StrategyVersion', end.version)).toEqual(allowed('StrategyVersion', name));
  else expect(end.version).toBeNull();
}

describe.each(gatewayKinds)('$gateway', ({ start }) => {
  let running: GatewayUnderTest;
  let gateway: Asked;

  beforeAll(async () => {
    running = await start({ subgraphs: Object.values(federation.fronts), timeoutMs: 10_000 });
    gateway = through(running.url);
  });
  afterAll(() => running.close());

  it.each(sampleOf(clientRoads).map((road) => [road.query('…'), road] as const))(
    'shows each of several concurrent callers what the table allows: %s',
    async (_, road) => {
      await Promise.all(callerNames.map((name) => compare(gateway, road, name)));
    },
  );
});
