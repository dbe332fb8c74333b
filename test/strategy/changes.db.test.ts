import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StrategyChange } from '../../src/strategy/changes.ts';
import type { StrategyGraph } from '../../src/strategy/graph.ts';
import type { StoredGraph } from '../../src/strategy/storedGraph.ts';
import { createClone } from '../makers.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { startTestService } from '../startTestService.ts';
import { arbitraryGraph, arbitraryModelId } from './arbitraryGraph.ts';
import { inCanonicalOrder, independentContent, jcs } from './independentContent.ts';
import { alice, call, draw, graphFields, readClone } from './strategyCalls.ts';
import { brokenGraph } from './validation/brokenGraph.ts';
import { runs } from '../runs.ts';

const service = startTestService();

const changeFields = 'kind subject subjectId before after';
const versionFields = `id number model { modelId } ${graphFields}`;

interface Held {
  readonly graph: StrategyGraph;
  readonly model: { readonly modelId: string } | null;
}

/** The members of a graph as "subject id value", sorted; a draft may have one twice. */
type Members = readonly string[];

const kinds = { dataStreams: 'DATA_STREAM', assets: 'ASSET', tradingPrompts: 'TRADING_PROMPT' } as const;

function membersOf({ graph, model }: Held): Members {
  const { graph: members } = JSON.parse(independentContent(graph, null)) as { graph: StoredGraph };
  const blocks = (Object.keys(kinds) as (keyof typeof kinds)[]).flatMap((kind) =>
    members[kind].map((value) => entry(kinds[kind], value.id, value)),
  );
  const connections = members.connections.map((value) => entry('CONNECTION', `${value.from}->${value.to}`, value));
  return [
    ...blocks,
    ...connections,
    ...(model === null ? [] : [entry('MODEL', 'model', { model: model.modelId })]),
  ].toSorted();
}

function entry(subject: string, id: string, value: unknown): string {
  return `${subject} ${id} ${jcs(value)}`;
}

/** Applies changes as a client would; throws for a change that doesn't fit. */
function apply(before: Members, changes: readonly StrategyChange[]): Members {
  const members = [...before];
  for (const { kind, subject, subjectId: id, before: old, after } of changes) {
    if ((old === null) !== (kind === 'ADDED') || (after === null) !== (kind === 'REMOVED'))
      throw new Error(`${kind} must not have these values`);
    if (old !== null) {
      const at = members.indexOf(entry(subject, id, old));
      if (at === -1) throw new Error(`${kind} ${subject} ${id}: the value before the change is missing`);
      members.splice(at, 1);
    }
    if (after !== null) members.push(entry(subject, id, after));
  }
  return members.toSorted();
}

const newClone = () => createClone(service, alice, { name: 'Changing' });

async function publishAll(cloneId: string, drafts: readonly (readonly [StrategyGraph, string])[]): Promise<void> {
  for (const [graph, modelId] of drafts) {
    const expectedRevision = await draw(service, cloneId, graph, { modelId });
    expect((await call(service, 'publishStrategy', { cloneId, expectedRevision })).errors).toEqual([]);
  }
}

async function changesSinceActive(cloneId: string): Promise<{
  readonly changes: StrategyChange[];
  readonly draft: Held;
  readonly active: Held | null;
  readonly has: boolean;
}> {
  const { model, strategyDraft, activeStrategyVersion } = await readClone(
    service,
    cloneId,
    `model { modelId } strategyDraft { hasUnpublishedChanges changesSinceActive { ${changeFields} } ${graphFields} } activeStrategyVersion { ${versionFields} }`,
  );
  return {
    changes: strategyDraft.changesSinceActive,
    has: strategyDraft.hasUnpublishedChanges,
    draft: { graph: strategyDraft.graph, model },
    active: activeStrategyVersion,
  };
}

const published = fc.array(fc.tuple(arbitraryGraph(), arbitraryModelId), { minLength: 2, maxLength: 3 });

describe('changesSince', () => {
  it('applied to any other version, earlier or later, gives this one', async () => {
    await fc.assert(
      fc.asyncProperty(published, async (drafts) => {
        const cloneId = await newClone();
        await publishAll(cloneId, drafts);
        const numbers = drafts.map((_, index) => index + 1);
        const against = numbers
          .map((number) => `since${number}: changesSince(number: ${number}) { ${changeFields} }`)
          .join(' ');
        const { strategyVersions } = await readClone(
          service,
          cloneId,
          `strategyVersions { nodes { ${versionFields} ${against} before: changesSince { ${changeFields} } } }`,
        );
        const versions = strategyVersions.nodes.toReversed();
        for (const [index, version] of versions.entries()) {
          for (const [other, since] of versions.entries()) {
            expect(apply(membersOf(since), version[`since${other + 1}`])).toEqual(membersOf(version));
          }
          expect(version[`since${version.number}`]).toEqual([]);
          expect(apply(index === 0 ? [] : membersOf(versions[index - 1]), version.before)).toEqual(membersOf(version));
        }
      }),
      { numRuns: runs(4) },
    );
  });

  it('is null for a number that the clone doesn’t have, 0 too, and never another clone’s', async () => {
    const [cloneId, other] = [await newClone(), await newClone()];
    await publishAll(cloneId, [
      [sampleGraph(), 'swift-1'],
      [sampleGraph(), 'swift-2'],
    ]);
    await publishAll(other, [
      [sampleGraph(), 'swift-1'],
      [sampleGraph(), 'swift-2'],
      [sampleGraph(), 'swift-1'],
    ]);
    const numbers = [0, -1, 3, 2_147_483_647, -2_147_483_648];
    const against = numbers
      .map((number, index) => `n${index}: changesSince(number: ${number}) { subjectId }`)
      .join(' ');
    const { strategyVersions } = await readClone(service, cloneId, `strategyVersions { nodes { ${against} } }`);
    const nothing = Object.fromEntries(numbers.map((_, index) => [`n${index}`, null]));
    expect(strategyVersions.nodes).toEqual([nothing, nothing]);
  });
});

describe('changesSinceActive', () => {
  it('applied to the active version, or to nothing, gives the draft with its model', async () => {
    const any = fc.oneof(
      arbitraryGraph(),
      brokenGraph.filter(({ codes }) => !codes.includes('ENTITLEMENT_EXCEEDED')).map(({ graph }) => graph),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.option(fc.tuple(arbitraryGraph(), arbitraryModelId)),
        any,
        arbitraryModelId,
        async (first, graph, modelId) => {
          const cloneId = await newClone();
          if (first !== null) await publishAll(cloneId, [first]);
          await draw(service, cloneId, graph, { modelId });
          const { changes, draft, active, has } = await changesSinceActive(cloneId);
          expect(apply(active === null ? [] : membersOf(active), changes)).toEqual(membersOf(draft));
          expect(has).toBe(changes.length > 0);
        },
      ),
      { numRuns: runs(10) },
    );
  });

  it('is empty right after publishing and right after discarding', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryGraph(), arbitraryGraph(), arbitraryModelId, async (graph, other, modelId) => {
        const cloneId = await newClone();
        const discard = async () => {
          const { strategyDraft } = await readClone(service, cloneId, 'strategyDraft { revision }');
          expect(
            (await call(service, 'discardStrategyDraft', { cloneId, expectedRevision: strategyDraft.revision })).errors,
          ).toEqual([]);
        };
        await draw(service, cloneId, other);
        await discard();
        expect(await changesSinceActive(cloneId)).toMatchObject({ changes: [], has: false, active: null });
        await publishAll(cloneId, [[graph, modelId]]);
        expect(await changesSinceActive(cloneId)).toMatchObject({ changes: [], has: false });
        await draw(service, cloneId, other);
        await discard();
        expect(await changesSinceActive(cloneId)).toMatchObject({ changes: [], has: false });
      }),
      { numRuns: runs(4) },
    );
  });

  it('includes a change of the model, which discarding the draft keeps', async () => {
    const cloneId = await newClone();
    await publishAll(cloneId, [[inCanonicalOrder(sampleGraph()), 'swift-1']]);
    await call(service, 'selectModel', { cloneId, modelId: 'swift-2' });
    const change = {
      kind: 'CHANGED',
      subject: 'MODEL',
      subjectId: 'model',
      before: { model: 'swift-1' },
      after: { model: 'swift-2' },
    };
    expect(await changesSinceActive(cloneId)).toMatchObject({ changes: [change], has: true });
    expect((await call(service, 'discardStrategyDraft', { cloneId, expectedRevision: 1 })).strategyDraft.revision).toBe(
      1,
    );
    expect(await changesSinceActive(cloneId)).toMatchObject({ changes: [change], has: true });
  });
});
