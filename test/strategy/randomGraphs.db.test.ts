import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createClone } from '../makers.ts';
import { startTestService } from '../startTestService.ts';
import { arbitraryGraph, arbitraryLayout, arbitraryModelId, shuffled } from './arbitraryGraph.ts';
import { inCanonicalOrder, independentHash, jcs } from './independentContent.ts';
import { alice, call, draw, graphFields, readClone } from './strategyCalls.ts';
import { brokenGraph, codesOf } from './validation/brokenGraph.ts';
import { runs } from '../runs.ts';

const service = startTestService();
let cloneId: string;

beforeAll(async () => {
  cloneId = await createClone(service, alice, { name: 'Random' });
});

const versionFields = `activeStrategyVersion { number contentHash contentSchema layout model { modelId } ${graphFields} }`;

async function publishNow(expectedRevision: number) {
  const published = await call(service, 'publishStrategy', { cloneId, expectedRevision });
  expect(published).toMatchObject({ errors: [], validation: null, strategyVersion: { isActive: true } });
  return (await readClone(service, cloneId, versionFields)).activeStrategyVersion;
}

describe('a random valid graph', () => {
  it('is published and reads back equal, in canonical order, with the hash that others compute', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryGraph(), arbitraryModelId, arbitraryLayout, async (graph, modelId, layout) => {
        const revision = await draw(service, cloneId, graph, { modelId, layout });
        const { strategyDraft } = await readClone(
          service,
          cloneId,
          `strategyDraft { validation { publishable issues { code } } layout ${graphFields} }`,
        );
        expect(strategyDraft).toEqual(plain({ validation: { publishable: true, issues: [] }, graph, layout }));
        const version = await publishNow(revision);
        expect(version.graph).toEqual(inCanonicalOrder(graph));
        expect(version).toMatchObject({
          contentHash: independentHash(graph, modelId),
          contentSchema: 1,
          model: { modelId },
          layout: plain(layout),
        });
      }),
      { numRuns: runs(15) },
    );
  });

  it('has the same hash in any order and with any layout, and is then the same version', async () => {
    const cases = arbitraryGraph().chain((graph) => fc.tuple(fc.constant(graph), shuffled(graph), arbitraryLayout));
    await fc.assert(
      fc.asyncProperty(cases, arbitraryModelId, async ([graph, other, layout], modelId) => {
        const first = await publishNow(await draw(service, cloneId, graph, { modelId, layout: null }));
        expect((await publishNow(await draw(service, cloneId, other))).number).toBe(first.number);
        const second = await publishNow(await draw(service, cloneId, other, { layout }));
        expect(second.contentHash).toBe(first.contentHash);
        expect(second.number).toBe(first.number);
      }),
      { numRuns: runs(8) },
    );
  });
});

describe('a graph in another order', () => {
  it('is kept and validated as a draft in the order that was sent, and has the same content', async () => {
    const cases = fc
      .oneof(
        arbitraryGraph(),
        brokenGraph.filter(({ codes }) => !codes.includes('ENTITLEMENT_EXCEEDED')).map(({ graph }) => graph),
      )
      .chain((graph) => fc.tuple(fc.constant(graph), shuffled(graph)));
    const fields = `strategyDraft { revision hasUnpublishedChanges changesSinceActive { subjectId } validation { issues { code path } } ${graphFields} }`;
    await fc.assert(
      fc.asyncProperty(cases, async ([graph, other]) => {
        await draw(service, cloneId, graph);
        const { strategyDraft: before } = await readClone(service, cloneId, fields);
        await draw(service, cloneId, other);
        const { strategyDraft: after } = await readClone(service, cloneId, fields);
        expect(after.graph).toEqual(plain(other));
        expect(after.revision).toBe(before.revision + (jcs(graph) === jcs(other) ? 0 : 1));
        expect([after.hasUnpublishedChanges, after.changesSinceActive]).toEqual([
          before.hasUnpublishedChanges,
          before.changesSinceActive,
        ]);
        const { data } = await service.ask(
          alice,
          'query($cloneId: ID!, $graph: StrategyGraphInput!) { validateStrategy(cloneId: $cloneId, graph: $graph) { issues { code path } } }',
          { cloneId, graph: other },
        );
        expect(after.validation).toEqual(data.validateStrategy);
      }),
      { numRuns: runs(12) },
    );
  });
});

describe('a random broken graph', () => {
  it('has the same issues in a dry run, in its draft and when publishing', async () => {
    await fc.assert(
      fc.asyncProperty(brokenGraph, arbitraryModelId, async ({ graph, codes }, modelId) => {
        await call(service, 'selectModel', { cloneId, modelId });
        const query =
          'query($cloneId: ID!, $graph: StrategyGraphInput!) { validateStrategy(cloneId: $cloneId, graph: $graph) { publishable issues { code path } } }';
        const { data, errors } = await service.ask(alice, query, { cloneId, graph });
        expect(errors).toEqual([]);
        const { validateStrategy: dryRun } = data;
        expect(dryRun.publishable).toBe(false);
        expect(codesOf(dryRun.issues)).toEqual(codes);
        if (codes.includes('ENTITLEMENT_EXCEEDED')) return; // can't be saved
        const expectedRevision = await draw(service, cloneId, graph);
        const { strategyDraft } = await readClone(
          service,
          cloneId,
          'strategyDraft { validation { publishable issues { code path } } }',
        );
        expect(strategyDraft.validation).toEqual(dryRun);
        expect(await call(service, 'publishStrategy', { cloneId, expectedRevision })).toMatchObject({
          created: false,
          strategyVersion: null,
          validation: dryRun,
          errors: [{ code: 'STRATEGY_INVALID' }],
        });
      }),
      { numRuns: runs(20) },
    );
  });
});

/** The value as JSON keeps it: fast-check's objects may contain −0. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
