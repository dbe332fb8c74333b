import { beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../src/access/caller.ts';
import { createPublishedClone } from '../makers.ts';
import { service as serviceCaller, startTestService, user } from '../startTestService.ts';
import { innerRoads, openRoads, type Road } from './accessRoads.ts';
import { callers, selectionOf } from './accessWorld.ts';
import { callerNames, expectedReaders, guardedFields, publicFields } from './expectedAccess.ts';

const service = startTestService();
let cloneId: string;
let versionId: string;

beforeAll(async () => {
  ({ cloneId, versionId } = await createPublishedClone(service, callers.owner, 'Guarded'));
});

/** What `caller` gets of `field` at the road's end. */
async function walk(caller: Caller, road: Road, field: string) {
  // The alias: rules know fields, not the names that an answer gives them.
  const query = road.query(`asked: ${selectionOf(field)} __typename`).replaceAll('CLONE', JSON.stringify(cloneId)).replaceAll('VERSION', JSON.stringify(versionId));
  const { data, errors } = await service.ask(caller, query);
  const around = road.at.split('.').reduce((value, step) => value?.[step], data);
  const refusals = errors.filter(({ code }) => code === 'UNAUTHENTICATED' || code === 'FORBIDDEN');
  return { arrived: around?.__typename, value: around?.asked, refusals, at: `${road.at}.asked` };
}

const readers = expectedReaders(guardedFields);
/** "Others when the creator shows MODEL, else null without an error." */
const withoutError = 'Clone.model';

describe.each([...readers])('%s', (coordinate, may) => {
  const [type = '', field = ''] = coordinate.split('.');

  it.each(callerNames)(`is ${[...may].join(', ')} only, on every open road: %s`, async (name) => {
    const code = name === 'nobody' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    for (const road of openRoads[type] ?? []) {
      const { arrived, value, refusals, at } = await walk(callers[name], road, field);
      const expected = may.has(name) || coordinate === withoutError ? [] : [{ code, path: at }];
      expect({ at, arrived, refusals }).toMatchObject({ at, arrived: type, refusals: expected });
      expect(refusals.length).toBe(expected.length);
      if (!may.has(name)) expect(value).toBeNull();
    }
  });

  it('is guarded no less behind a field that is guarded itself', async () => {
    for (const road of innerRoads[type] ?? []) {
      for (const name of callerNames) {
        const { arrived, value, refusals } = await walk(callers[name], road, field);
        const inside = arrived === type;
        expect({ at: road.at, name, refused: refusals.length === 1 }).toEqual({ at: road.at, name, refused: !inside || !may.has(name) });
        if (!may.has(name)) expect(value ?? null).toBeNull();
      }
    }
  });
});

describe('a public field', () => {
  const types = ['Clone', 'PublicProfile', 'StrategyVersion'] as const;
  const nested: Record<string, string> = { owner: '{ id }', lifecycle: '{ setup { complete } }', clone: '{ id }', capabilitySignals: '{ kind }' };

  it.each(types)('of %s is everybody’s, on every road', async (type) => {
    const fields = (publicFields[type] ?? '').split(' ').map((field) => `${field} ${nested[field] ?? ''}`).join(' ');
    for (const road of openRoads[type] ?? []) {
      for (const name of callerNames) expect((await walk(callers[name], { ...road, query: (asked) => road.query(`${fields} ${asked}`) }, '__typename')).refusals).toEqual([]);
    }
  });
});

describe('scopes', () => {
  const query = 'query($id: ID!) { clone(id: $id) { status strategyDraft { revision } auditTrail { nodes { id } } entitlement { maxAssets } activeStrategyVersion { graph { assets { id } } note contentHash } } }';
  const refusedFor = async (caller: Caller) =>
    (await service.ask(caller, query, { id: cloneId })).errors.filter(({ code }) => code === 'FORBIDDEN').map(({ path }) => path).toSorted();

  it('of an operator on the owner’s token add to what the owner may', async () => {
    expect(await refusedFor(user('alice'))).toEqual(['clone.status']);
    expect(await refusedFor(user('alice', 'clone:admin'))).toEqual([]);
  });

  it('that are several allow what each of them does', async () => {
    expect(await refusedFor(serviceCaller('strategy:read'))).toEqual(['clone.activeStrategyVersion.note', 'clone.auditTrail', 'clone.strategyDraft']);
    expect(await refusedFor(serviceCaller('entitlement:write'))).toEqual(['clone.activeStrategyVersion', 'clone.auditTrail', 'clone.status', 'clone.strategyDraft']);
    expect(await refusedFor(serviceCaller('strategy:read', 'entitlement:write', 'clone:admin'))).toEqual(['clone.strategyDraft']);
  });

  it('of a service make its token own nothing, whatever its subject', async () => {
    const posing: Caller = { ...serviceCaller('clone:read'), subject: 'alice' };
    expect(await refusedFor(posing)).toContain('clone.strategyDraft');
    expect((await service.ask(posing, '{ myClones { nodes { id } } }')).errors).toMatchObject([{ code: 'FORBIDDEN', path: 'myClones' }]);
    const answer = await service.ask(posing, 'mutation($id: ID!) { updatePublicProfile(input: { cloneId: $id, name: "Taken" }) { errors { code } } }', { id: cloneId });
    expect(answer).toMatchObject({ data: { updatePublicProfile: null }, errors: [{ code: 'FORBIDDEN' }] });
  });
});

describe('a shown model', () => {
  it('is everybody’s while the creator shows MODEL, and no longer', async () => {
    const show = (kinds: readonly string[]) =>
      service.ask(callers.owner, 'mutation($id: ID!, $kinds: [CapabilityKind!]) { updatePublicProfile(input: { cloneId: $id, shownCapabilities: $kinds }) { errors { code } } }', { id: cloneId, kinds });
    const read = async () => (await service.ask(callers.nobody, 'query($id: ID!) { clone(id: $id) { model { id } publicProfile { capabilitySignals { kind modelTier } } } }', { id: cloneId })).data.clone;
    await show(['MODEL']);
    expect(await read()).toEqual({ model: { id: 'swift-1' }, publicProfile: { capabilitySignals: [{ kind: 'MODEL', modelTier: 'STANDARD' }] } });
    await show(['MODEL_TIER']);
    expect(await read()).toEqual({ model: null, publicProfile: { capabilitySignals: [{ kind: 'MODEL_TIER', modelTier: 'STANDARD' }] } });
    await show([]);
    expect(await read()).toEqual({ model: null, publicProfile: { capabilitySignals: [] } });
  });
});
