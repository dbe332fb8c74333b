import { beforeAll, describe, expect, it } from 'vitest';
import { applyFacts } from '../entitlement/applyFacts.ts';
import { createClone, publish } from '../makers.ts';
import { moderate } from '../profile/operate.ts';
import { often, sampleOf } from '../runs.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { startTestService } from '../startTestService.ts';
import { roads, type Road } from './accessRoads.ts';
import { callers, walk, type World } from './accessWorld.ts';
import { callerNames, expectedReaders, guardedFields, type CallerName } from './expectedAccess.ts';

const service = startTestService();
const { owner } = callers;
const types = ['Clone', 'PublicProfile', 'StrategyVersion', 'StrategyActivation'] as const;
type Type = (typeof types)[number];

const update = async (cloneId: string, description: string) =>
  service.ask(
    owner,
    'mutation($id: ID!, $description: String) { updatePublicProfile(input: { cloneId: $id, description: $description }) { errors { code } } }',
    { id: cloneId, description },
  );
const save = async (cloneId: string, expectedRevision: number, prompt: string, layout?: object) =>
  service.ask(
    owner,
    'mutation($input: SaveStrategyDraftInput!) { saveStrategyDraft(input: $input) { errors { code } } }',
    { input: { cloneId, expectedRevision, graph: sampleGraph(prompt), layout } },
  );

/** A clone with nothing private but one version's graph and model; it is in the directory and in the queue. */
async function makeBare(): Promise<World> {
  const cloneId = await createClone(service, owner, { name: 'Guarded', modelId: 'swift-1' });
  await save(cloneId, 0, 'Bare.');
  return { cloneId, versionId: await publish(service, owner, cloneId, 1), revision: 1 };
}

/** Changes by its creator, an operator and the EconomyService. */
async function fill({ cloneId }: World): Promise<void> {
  await save(cloneId, 1, 'Filled.', { x: 1 });
  await publish(service, owner, cloneId, 2, { note: 'Noted.', idempotencyKey: 'second' });
  await save(cloneId, 2, 'Not published.', { x: 2 });
  await moderate(service, cloneId, 1, 'APPROVE', 'Fine.');
  await update(cloneId, 'Edited.');
  await applyFacts(service, { grantId: cloneId, cloneId, assets: 3 });
}

const refusedTo = (name: CallerName, type: Type) =>
  [...expectedReaders(guardedFields)]
    .filter(([coordinate, may]) => coordinate.startsWith(`${type}.`) && !may.has(name))
    .map(([coordinate]) => coordinate.slice(type.length + 1));

/** What a caller gets that selects everything it is refused, and the statements that it cost. */
async function outcome(name: CallerName, type: Type, road: Road, world: World) {
  const got: unknown[] = [];
  const statements = await service.statementsOf(async () => {
    const { errors, text } = await walk(service, callers[name], road, type, refusedTo(name, type), world);
    got.push(errors, text);
  });
  return { name, road: road.query('…'), statements, got };
}

const everyTrip = types.flatMap((type) =>
  roads[type]
    .filter(({ toOwn }) => !toOwn)
    .flatMap((road) =>
      callerNames
        .filter((name) => (road.through?.includes(name) ?? true) && refusedTo(name, type).length > 0)
        .map((name) => ({ name, type, road })),
    ),
);
const trips = sampleOf(everyTrip);

/** Tables with nothing public, reads of activations, and the private columns of versions. */
const privateRows =
  /clone_strategy_drafts|clone_audit_events|clone_activations next|isToCome|entitlement_(grants|facts|terms)|idempotency_keys|"(content|layout)"/;

describe('a refused caller', () => {
  it('causes no read of a private row, on any open road', async () => {
    const world = await makeBare();
    await fill(world);
    for (const { name, type, road } of trips.filter((trip) => !trip.road.through)) {
      const { statements } = await outcome(name, type, road, world);
      expect({ name, road: road.query('…'), read: statements.filter((sql) => privateRows.test(sql)) }).toEqual({
        name,
        road: road.query('…'),
        read: [],
      });
    }
  });

  it('cannot tell from statements or responses, on any road, what a creator has changed', async () => {
    const world = await makeBare();
    const asAll = async () => {
      const outcomes: unknown[] = [];
      // Readers of the version list may see that there are more, and an owner's mutation depends on the revision.
      const blind = trips.filter(
        ({ name, road }) =>
          !(road.through && /ersion|strategyDraft/.test(road.at)) &&
          !(name === 'owner' && road.query('').startsWith('mutation')),
      );
      for (const { name, type, road } of blind) outcomes.push(await outcome(name, type, road, world));
      return outcomes;
    };
    const before = await asAll();
    await fill(world);
    const after = await asAll();
    expect(before.length).toBeGreaterThanOrEqual(often(250));
    for (const [index, one] of after.entries()) expect(one).toEqual(before[index]);
  });

  it('cannot tell a complete clone from an empty one, or a version with a layout and a note from one without', async () => {
    const [full, bare] = [await makeBare(), await makeBare()];
    await fill(full);
    const shell = { ...full, cloneId: await createClone(service, owner, { name: 'Shell' }) };
    const noted = await service.database.client.strategyVersion.findFirstOrThrow({
      where: { cloneId: full.cloneId, number: 2 },
    });
    const same = async (type: Type, one: World, other: World) => {
      const placeholder = type === 'StrategyVersion' ? 'VERSION' : 'CLONE';
      const direct = everyTrip.filter(
        (trip) =>
          trip.type === type &&
          !trip.road.through &&
          new RegExp(`^{ (\\w+: )?(clones?|strategyVersions?|_entities)\\([^)]*${placeholder}`).test(
            trip.road.query(''),
          ) &&
          !/owner/.test(trip.road.query('')),
      );
      expect(direct.length).toBeGreaterThan(10);
      for (const { name, road } of direct)
        expect(await outcome(name, type, road, one)).toEqual(await outcome(name, type, road, other));
    };
    await same('Clone', full, shell);
    await same('PublicProfile', full, shell);
    await same('StrategyVersion', { ...full, versionId: noted.id }, bare);
  });
});

describe('many refusals', () => {
  let full: string;
  let shell: string;
  beforeAll(async () => {
    ({ cloneId: full } = await makeBare());
    shell = await createClone(service, owner, { name: 'Shell' });
  });

  it('have the same message for every item of a list, and every item arrives', async () => {
    const query = 'query($ids: [ID!]!) { clones(ids: $ids) { id strategyDraft { revision } } }';
    const { data, errors } = await service.ask(callers.stranger, query, { ids: [full, shell, full] });
    expect(data.clones.map(({ id }: { id: string }) => id)).toEqual([full, shell, full]);
    expect(errors.map(({ path }) => path)).toEqual([
      'clones.0.strategyDraft',
      'clones.1.strategyDraft',
      'clones.2.strategyDraft',
    ]);
    expect(new Set(errors.map(({ message }) => message)).size).toBe(1);
  });

  it('are at most 50 errors; the last says how many more there are', async () => {
    const query = 'query($ids: [ID!]!) { clones(ids: $ids) { strategyDraft { revision } } }';
    const { errors } = await service.ask(callers.stranger, query, { ids: Array.from({ length: 80 }, () => full) });
    expect(errors).toHaveLength(50);
    expect(errors.at(-1)).toMatchObject({ code: 'LIMIT_EXCEEDED', message: expect.stringContaining('31') });
  });
});
