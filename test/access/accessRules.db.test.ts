import { beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import { sampleOf } from '../runs.ts';
import { samplePrompt } from '../sampleStrategy.ts';
import { service as serviceCaller, startTestService, user } from '../startTestService.ts';
import { roads, type Road } from './accessRoads.ts';
import { callers, makeWorld, walk, type World } from './accessWorld.ts';
import {
  callerNames,
  expectedReaders,
  guardedFields,
  namedIn,
  publicFields,
  type CallerName,
} from './expectedAccess.ts';

const service = startTestService();
let world: World;
let cloneId: string;

beforeAll(async () => {
  world = await makeWorld(service);
  ({ cloneId } = world);
});

const readers = expectedReaders(guardedFields);
/** Others see it if the creator shows MODEL; otherwise it is null without an error. */
const withoutError = 'Clone.model';
const types = ['Clone', 'PublicProfile', 'StrategyVersion', 'StrategyActivation'] as const;
type Type = (typeof types)[number];

const guardedOf = (type: Type) =>
  [...readers]
    .filter(([coordinate]) => coordinate.startsWith(`${type}.`))
    .map(([coordinate, may]) => ({ coordinate, field: coordinate.slice(type.length + 1), may }));

/** Takes the road as one caller; compares what arrives, and what is refused, with the table. */
async function compare(type: Type, road: Road, name: CallerName): Promise<void> {
  const guarded = guardedOf(type);
  const open = (publicFields[type] ?? '').split(' ').filter(Boolean);
  const { end, errors, text } = await walk(
    service,
    callers[name],
    road,
    type,
    [...open, ...guarded.map(({ field }) => field)],
    world,
  );
  const own = road.toOwn && callers[name].kind === 'user';
  const refused = guarded.filter(({ may }) => !may.has(name) && !(own && may.has('owner')));
  if (road.through && !road.through.includes(name)) {
    expect({ name, end: end ?? null }).toEqual({ name, end: null });
    expect(text).not.toContain(samplePrompt);
    return;
  }
  if (road.toOwn && end === undefined) return expect(errors).toEqual([]);
  const code = name === 'nobody' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
  const expected = refused
    .filter(({ coordinate }) => coordinate !== withoutError)
    .map(({ field }) => `${code} ${road.at}.as_${field}`);
  expect({
    name,
    kind: end?.['kind'],
    errors: errors.map((error) => `${error.code} ${error.path}`).toSorted(),
  }).toEqual({ name, kind: type, errors: expected.toSorted() });
  for (const { message, path } of errors)
    expect({ name, path, named: namedIn(message) }).toEqual({
      name,
      path,
      named: callerNames.filter((one) => readers.get(`${type}.${path.split('.as_')[1]}`)?.has(one)),
    });
  const isNull = (field: string) => end?.[`as_${field}`] === null;
  expect({ name, missing: refused.filter(({ field }) => !isNull(field)) }).toEqual({ name, missing: [] });
  if (!road.toOwn)
    expect({
      name,
      empty: guarded.filter((one) => !refused.includes(one) && isNull(one.field)).map(({ field }) => field),
    }).toEqual({ name, empty: [] });
  if (refused.some(({ field }) => ['strategyDraft', 'graph'].includes(field))) expect(text).not.toContain(samplePrompt);
}

/** Every road to a clone; beyond it the last step is the same on all of them. */
const tried = (type: Type): readonly Road[] => (type === 'Clone' ? roads[type] : sampleOf(roads[type]));

describe.each(types)('%s', (type) => {
  it.each(tried(type).map((road) => [road.query('…'), road] as const))(
    'shows each caller what the table allows, and all public fields: %s',
    async (_, road) => {
      for (const name of callerNames) await compare(type, road, name);
    },
  );
});

describe('scopes', () => {
  const query =
    'query($id: ID!) { clone(id: $id) { status strategyDraft { revision } auditTrail { nodes { id } } entitlement { maxAssets } activeStrategyVersion { graph { assets { blockId } } note contentHash } } }';
  const refusedFor = async (caller: Caller) =>
    (await service.ask(caller, query, { id: cloneId })).errors
      .filter(({ code }) => code === 'FORBIDDEN')
      .map(({ path }) => path)
      .toSorted();

  it('of an operator on the owner’s token add to the owner’s rights', async () => {
    expect(await refusedFor(user('alice'))).toEqual(['clone.status']);
    expect(await refusedFor(user('alice', 'clone:admin'))).toEqual([]);
  });

  it('add up', async () => {
    expect(await refusedFor(serviceCaller('strategy:read'))).toEqual([
      'clone.activeStrategyVersion.note',
      'clone.auditTrail',
      'clone.strategyDraft',
    ]);
    expect(await refusedFor(serviceCaller('entitlement:write'))).toEqual([
      'clone.activeStrategyVersion',
      'clone.auditTrail',
      'clone.status',
      'clone.strategyDraft',
    ]);
    expect(await refusedFor(serviceCaller('strategy:read', 'entitlement:write', 'clone:admin'))).toEqual([
      'clone.strategyDraft',
    ]);
  });

  it('of a service mean that its token owns nothing, whatever its subject', async () => {
    const posing: Caller = { ...serviceCaller('clone:read'), subject: 'alice' };
    expect(await refusedFor(posing)).toContain('clone.strategyDraft');
    expect((await service.ask(posing, '{ myClones { nodes { id } } }')).errors).toMatchObject([
      { code: 'FORBIDDEN', path: 'myClones' },
    ]);
    const answer = await service.ask(
      posing,
      'mutation($id: ID!) { updatePublicProfile(input: { cloneId: $id, name: "Taken" }) { errors { code } } }',
      { id: cloneId },
    );
    expect(answer).toMatchObject({ data: { updatePublicProfile: null }, errors: [{ code: 'FORBIDDEN' }] });
  });
});

describe('a shown model', () => {
  it('is public only while the creator shows MODEL', async () => {
    const show = (kinds: readonly string[]) =>
      service.ask(
        callers.owner,
        'mutation($id: ID!, $kinds: [CapabilityKind!]) { updatePublicProfile(input: { cloneId: $id, shownCapabilities: $kinds }) { errors { code } } }',
        { id: cloneId, kinds },
      );
    const read = async () =>
      (
        await service.ask(
          callers.nobody,
          'query($id: ID!) { clone(id: $id) { model { modelId } publicProfile { capabilitySignals { kind modelTier } } } }',
          { id: cloneId },
        )
      ).data.clone;
    await show(['MODEL']);
    expect(await read()).toEqual({
      model: { modelId: 'swift-1' },
      publicProfile: { capabilitySignals: [{ kind: 'MODEL', modelTier: 'STANDARD' }] },
    });
    await show(['MODEL_TIER']);
    expect(await read()).toEqual({
      model: null,
      publicProfile: { capabilitySignals: [{ kind: 'MODEL_TIER', modelTier: 'STANDARD' }] },
    });
    await show([]);
    expect(await read()).toEqual({ model: null, publicProfile: { capabilitySignals: [] } });
  });
});
