import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { applyFacts } from '../entitlement/applyFacts.ts';
import { createClone, createPublishedClone, saveDraft } from '../makers.ts';
import { setStatus } from '../profile/operate.ts';
import { runs } from '../runs.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { startTestService } from '../startTestService.ts';
import { shipped } from './arbitraryGraph.ts';
import { independentHash, jcs } from './independentContent.ts';
import { alice, call, graphFields, readClone } from './strategyCalls.ts';
import {
  replaceDraft,
  differsFromActive,
  emptyDraft,
  newModel,
  publish,
  save,
  select,
  type Drawn,
  type PublishCall,
  type StrategyModel,
} from './strategyModel.ts';

const service = startTestService();
let otherVersion: string;

beforeAll(async () => {
  otherVersion = (await createPublishedClone(service, alice, 'Beside')).versionId;
});

/** The real clone, with the ids of what the model counts by number. */
interface Real {
  readonly cloneId: string;
  readonly versionIds: string[];
  readonly grantIds: string[];
}

type Step = fc.AsyncCommand<StrategyModel, Real>;

/** A step: the model takes it first, then the service must answer the same and show the same state. */
function step(what: string, take: (model: StrategyModel, real: Real) => Promise<void>): Step {
  return { check: () => true, run: take, toString: () => what };
}

const state = `model { modelId } acceptsChanges activeStrategyVersionId activeStrategyVersion { id }
  strategyDraft { revision layout hasUnpublishedChanges changesSinceActive { subjectId } publishBlockers { code } ${graphFields} }
  strategyVersions(first: 100) { nodes { id number isActive contentHash layout note model { modelId } } }`;

/** Calls a mutation, compares its clone with the model, and returns its payload. */
async function calling(name: Parameters<typeof call>[1], model: StrategyModel, real: Real, input: object) {
  const answer = await call(service, name, { cloneId: real.cloneId, ...input }, `clone { ${state} }`);
  if (answer.created) real.versionIds.push(answer.strategyVersion.id);
  compare(model, real, answer.clone);
  return answer;
}

async function reading(model: StrategyModel, real: Real): Promise<void> {
  compare(model, real, await readClone(service, real.cloneId, state));
}

// oxlint-disable-next-line no-explicit-any -- tests read answers by path
function compare(model: StrategyModel, { versionIds }: Real, clone: any): void {
  const { strategyDraft: draft, strategyVersions } = clone;
  expect(clone).toMatchObject({ model: { modelId: model.modelId }, acceptsChanges: model.status === 'ACTIVE' });
  expect(draft).toMatchObject({ revision: model.revision, layout: model.draft.layout });
  expect(jcs(draft.graph)).toBe(jcs(model.draft.graph));
  const differs = differsFromActive(model);
  expect([draft.hasUnpublishedChanges, draft.changesSinceActive.length > 0]).toEqual([differs, differs]);
  const codes = publish(
    { ...model, versions: [...model.versions], keys: new Map() },
    { expectedRevision: model.revision },
  ).codes;
  expect(draft.publishBlockers.map(({ code }: { code: string }) => code)).toEqual(codes);
  const activeId = model.active === null ? null : versionIds[model.active - 1];
  expect([clone.activeStrategyVersionId, clone.activeStrategyVersion?.id ?? null]).toEqual([activeId, activeId]);
  const versions = model.versions.map(({ graph, modelId, layout, note }, index) => ({
    id: versionIds[index],
    number: index + 1,
    isActive: model.active === index + 1,
    contentHash: independentHash(graph, modelId),
    layout,
    note,
    model: { modelId },
  }));
  expect(strategyVersions.nodes).toEqual(versions.toReversed());
}

const codesOf = ({ errors }: { errors: readonly { readonly code: string }[] }) => errors.map(({ code }) => code);

const graphs = {
  one: sampleGraph('one'),
  oneTurned: { ...sampleGraph('one'), connections: sampleGraph('one').connections.toReversed() },
  two: sampleGraph('two'),
  three: {
    ...sampleGraph('one'),
    dataStreams: [{ blockId: 'candles', stream: 'news', interval: null, parameters: { hours: 1 } }],
  },
  wide: {
    ...sampleGraph('one'),
    assets: [
      {
        blockId: 'majors',
        symbols: shipped.assets.slice(0, shipped.baseEntitlement.maxAssets + 2).map(({ symbol }) => symbol),
      },
    ],
  },
  unfinished: { ...sampleGraph('one'), connections: [] },
  empty: emptyDraft.graph,
};

/** Mostly the draft's current revision, sometimes another one. */
const lag = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(-1, 1) });

const saving = fc
  .record({
    name: fc.constantFrom<keyof typeof graphs>(
      'one',
      'one',
      'oneTurned',
      'two',
      'two',
      'three',
      'wide',
      'unfinished',
      'empty',
    ),
    layout: fc.constantFrom(null, { x: 1 }),
    late: lag,
  })
  .map(({ name, layout, late }) =>
    step(`save ${name} ${JSON.stringify(layout)} ${late}`, async (model, real) => {
      const drawn: Drawn = { graph: graphs[name], layout };
      const expectedRevision = model.revision + late;
      const codes = save(model, drawn, expectedRevision);
      const answer = await calling('saveStrategyDraft', model, real, { expectedRevision, ...drawn });
      expect([codesOf(answer), answer.strategyDraft.revision]).toEqual([codes, model.revision]);
    }),
  );

const discarding = lag.map((late) =>
  step(`discard ${late}`, async (model, real) => {
    const expectedRevision = model.revision + late;
    const codes = replaceDraft(model, model.active, expectedRevision);
    const answer = await calling('discardStrategyDraft', model, real, { expectedRevision });
    expect([codesOf(answer), answer.strategyDraft.revision]).toEqual([codes, model.revision]);
  }),
);

/** Restores any version; if there is none, another clone's, which isn't found. */
const restoring = fc.record({ at: fc.nat({ max: 9 }), late: lag }).map(({ at, late }) =>
  step(`restore ${at} ${late}`, async (model, real) => {
    const expectedRevision = model.revision + late;
    const number = (at % (model.versions.length + 1)) + 1;
    const codes = replaceDraft(model, number, expectedRevision);
    const answer = await calling('restoreStrategyVersion', model, real, {
      versionId: real.versionIds[number - 1] ?? otherVersion,
      expectedRevision,
    });
    expect([codesOf(answer), answer.strategyDraft.revision]).toEqual([codes, model.revision]);
  }),
);

async function publishing(model: StrategyModel, real: Real, input: PublishCall): Promise<void> {
  const { codes, created, number } = publish(model, input);
  const answer = await calling('publishStrategy', model, real, input);
  expect([codesOf(answer), answer.created, answer.strategyVersion?.number ?? null]).toEqual([codes, created, number]);
  expect(answer.strategyVersion?.id ?? null).toBe(number === null ? null : real.versionIds[number - 1]);
}

const publishingNow = fc
  .record({ key: fc.constantFrom(undefined, 'a', 'b', 'c', 'd'), note: fc.constantFrom(undefined, 'noted'), late: lag })
  .map(({ key, note, late }) =>
    step(`publish ${key} ${note} ${late}`, (model, real) =>
      publishing(model, real, {
        expectedRevision: model.revision + late,
        ...(note === undefined ? {} : { note }),
        ...(key === undefined ? {} : { idempotencyKey: key }),
      }),
    ),
  );

/** Repeats a successful call, however much later. */
const publishingAgain = fc.nat().map((at) =>
  step(`publish again ${at}`, async (model, real) => {
    const [key, earlier] = [...model.keys][at % model.keys.size] ?? [];
    if (key !== undefined && earlier !== undefined)
      await publishing(model, real, { ...JSON.parse(earlier.input), idempotencyKey: key });
  }),
);

const selecting = fc.constantFrom('swift-1', 'swift-2', 'reason-1', 'gone').map((modelId) =>
  step(`select ${modelId}`, async (model, real) => {
    const codes = select(model, modelId);
    expect(codesOf(await calling('selectModel', model, real, { modelId }))).toEqual(codes);
  }),
);

async function grant(model: StrategyModel, { cloneId, grantIds }: Real): Promise<void> {
  const grantId = newId();
  await applyFacts(service, { grantId, cloneId, assets: 2, modelTier: 'ADVANCED' });
  grantIds.push(grantId);
  model.grants += 1;
}

async function revoke(model: StrategyModel, { cloneId, grantIds }: Real): Promise<void> {
  const grantId = grantIds.pop();
  if (grantId === undefined) return;
  model.grants -= 1;
  await applyFacts(service, { grantId, cloneId, kind: 'REVOKED', occurredAt: '2026-01-02T00:00:00Z' });
}

async function changeStatus(model: StrategyModel, { cloneId }: Real, status: StrategyModel['status']): Promise<void> {
  model.status = status;
  await setStatus(service, cloneId, status);
}

/** What others do to a clone; the creator sees it only in the next read. */
const ofOthers = (what: string, act: (model: StrategyModel, real: Real) => Promise<void>): fc.Arbitrary<Step> =>
  fc.constant(
    step(what, async (model, real) => {
      await act(model, real);
      await reading(model, real);
    }),
  );

const suspending = ofOthers('suspend', (model, real) => changeStatus(model, real, 'SUSPENDED'));
const reactivating = ofOthers('reactivate', (model, real) => changeStatus(model, real, 'ACTIVE'));
const changingGrants = fc.oneof(ofOthers('grant', grant), ofOthers('revoke', revoke));

/** Makes a new clone; with `beyond`, one with a grant, which uses more than it may without it. */
async function begin(beyond: boolean): Promise<{ model: StrategyModel; real: Real }> {
  const model = newModel('swift-1');
  const real: Real = {
    cloneId: await createClone(service, alice, { name: 'Modelled', modelId: model.modelId }),
    versionIds: [],
    grantIds: [],
  };
  if (beyond) {
    await grant(model, real);
    expect([...save(model, { graph: graphs.wide, layout: null }, 0), ...select(model, 'reason-1')]).toEqual([]);
    await saveDraft(service, alice, real.cloneId, 0, graphs.wide);
    await call(service, 'selectModel', { cloneId: real.cloneId, modelId: 'reason-1' });
  }
  return { model, real };
}

const sequences = fc.commands(
  [
    saving,
    publishingNow,
    saving,
    publishingNow,
    saving,
    publishingNow,
    publishingAgain,
    discarding,
    restoring,
    selecting,
    changingGrants,
    suspending,
    reactivating,
    reactivating,
  ],
  { maxCommands: 30, size: 'max' },
);

describe('a strategy', () => {
  it('matches a model of a few lines after any sequence of calls: draft, versions, active version and every answer', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), sequences, async (beyond, steps) => {
        const beginning = await begin(beyond);
        await fc.asyncModelRun(() => beginning, steps);
      }),
      { numRuns: runs(20) },
    );
  });
});
