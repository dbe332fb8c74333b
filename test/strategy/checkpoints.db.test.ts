import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Loaders } from '../../src/api/loaders.ts';
import type { StrategyGraph } from '../../src/strategy/graph.ts';
import { createClone } from '../makers.ts';
import { runs } from '../runs.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { startTestService } from '../startTestService.ts';
import { alice, call, draw, graphFields, readClone } from './strategyCalls.ts';

const service = startTestService();

const checkpointFields = `revision savedAt reason layout ${graphFields} changesToDraft { kind subject subjectId before after }`;

interface CheckpointPage {
  readonly nodes: readonly {
    readonly revision: number;
    readonly savedAt: string;
    readonly reason: string;
    readonly layout: unknown;
    readonly graph: StrategyGraph;
    readonly changesToDraft: readonly unknown[];
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

async function checkpointsOf(cloneId: string, args = '(first: 100)'): Promise<CheckpointPage> {
  const { strategyDraft } = await readClone(
    service,
    cloneId,
    `strategyDraft { checkpoints${args} { nodes { ${checkpointFields} } pageInfo { hasNextPage endCursor } } }`,
  );
  return strategyDraft.checkpoints;
}

const draftOf = async (cloneId: string) =>
  (await readClone(service, cloneId, `strategyDraft { revision updatedAt layout ${graphFields} }`)).strategyDraft;

const newClone = () => createClone(service, alice, { name: 'Edited', modelId: 'swift-1' });

/** Moves the draft's time, as if it had been saved then. */
async function savedAt(cloneId: string, time: string): Promise<void> {
  // Another change of the row than a new revision is refused.
  await service.database.client.$executeRaw`ALTER TABLE clone_strategy_drafts DISABLE TRIGGER USER`;
  await service.database.client
    .$executeRaw`UPDATE clone_strategy_drafts SET updated_at = ${time}::timestamptz WHERE clone_id = ${cloneId}::uuid`;
  await service.database.client.$executeRaw`ALTER TABLE clone_strategy_drafts ENABLE TRIGGER USER`;
}

const revisionsOf = (nodes: readonly { readonly revision: number }[]) => nodes.map(({ revision }) => revision);

describe('checkpoints of a draft', () => {
  it('have one state for each ten minutes of the clock in which it was saved: the last one', async () => {
    const cloneId = await newClone();
    const change = async (from: string, to: string, revision: number) => {
      const write = `UPDATE clone_strategy_drafts SET revision = ${revision}, updated_at = '${to}' WHERE clone_id = '${cloneId}' AND updated_at = '${from}'`;
      expect(await service.database.client.$executeRawUnsafe(write)).toBe(1);
    };
    await savedAt(cloneId, '2026-03-01T14:00:00Z');
    await change('2026-03-01T14:00:00Z', '2026-03-01T14:09:59.999Z', 1);
    await change('2026-03-01T14:09:59.999Z', '2026-03-01T14:10:00Z', 2);
    await change('2026-03-01T14:10:00Z', '2026-03-01T14:19:00Z', 3);
    await change('2026-03-01T14:19:00Z', '2026-03-01T15:05:00Z', 4);
    // A clock that was set back keeps nothing.
    await change('2026-03-01T15:05:00Z', '2026-03-01T14:00:00Z', 5);
    const { nodes } = await checkpointsOf(cloneId);
    expect(nodes.map(({ revision, savedAt: at, reason }) => [revision, at, reason])).toEqual([
      [3, '2026-03-01T14:19:00.000Z', 'EDITED'],
      [1, '2026-03-01T14:09:59.999Z', 'EDITED'],
    ]);
  });

  it('have the state that a discard, a restore and a revert replaced, and say what going back would change', async () => {
    const cloneId = await newClone();
    const first = sampleGraph('First.');
    await draw(service, cloneId, first, { layout: { x: 1 } });
    const { strategyVersion } = await call(service, 'publishStrategy', { cloneId, expectedRevision: 1 });
    const second = sampleGraph('Second.');
    await draw(service, cloneId, second, { layout: { x: 2 } });
    await call(service, 'discardStrategyDraft', { cloneId, expectedRevision: 2 });
    const third = { ...sampleGraph('Third.'), connections: [] };
    await draw(service, cloneId, third, { layout: null });
    await call(service, 'restoreStrategyVersion', { cloneId, versionId: strategyVersion.id, expectedRevision: 4 });
    await call(service, 'revertStrategyDraft', { cloneId, toRevision: 2, expectedRevision: 5 });
    const { nodes } = await checkpointsOf(cloneId);
    const shown = nodes.map(({ revision, reason, layout, graph }) => ({ revision, reason, layout, graph }));
    expect(shown).toEqual([
      { revision: 5, reason: 'REVERTED', layout: { x: 1 }, graph: first },
      { revision: 4, reason: 'RESTORED', layout: null, graph: third },
      { revision: 2, reason: 'DISCARDED', layout: { x: 2 }, graph: second },
    ]);
    expect(await draftOf(cloneId)).toMatchObject({ revision: 6, layout: { x: 2 }, graph: second });
    expect(nodes.map(({ changesToDraft }) => changesToDraft.length)).toEqual([1, 3, 0]);
    expect(nodes[0]?.changesToDraft).toEqual([
      {
        kind: 'CHANGED',
        subject: 'TRADING_PROMPT',
        subjectId: 'prompt',
        before: { id: 'prompt', prompt: 'Second.' },
        after: { id: 'prompt', prompt: 'First.' },
      },
    ]);
  });

  it('are read page by page, down to revision 0', async () => {
    const cloneId = await newClone();
    for (const expectedRevision of [0, 2, 4]) {
      await draw(service, cloneId, sampleGraph(`After ${expectedRevision}.`));
      await call(service, 'discardStrategyDraft', { cloneId, expectedRevision: expectedRevision + 1 });
    }
    await savedAt(cloneId, '2026-01-01T00:00:00Z');
    const all = revisionsOf((await checkpointsOf(cloneId)).nodes);
    expect(all).toEqual([5, 3, 1]);
    const found: number[] = [];
    let after: string | null = null;
    do {
      const page: CheckpointPage = await checkpointsOf(cloneId, `(first: 1, after: ${JSON.stringify(after)})`);
      found.push(...revisionsOf(page.nodes));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(found).toEqual(all);

    const other = await newClone();
    await savedAt(other, '2026-01-01T00:00:00Z');
    await draw(service, other, sampleGraph());
    const page = await checkpointsOf(other, '(first: 1)');
    expect(revisionsOf(page.nodes)).toEqual([0]);
    expect((await checkpointsOf(other, `(after: "${page.pageInfo.endCursor}")`)).nodes).toEqual([]);
  });

  it('are the newest fifty, within eight mebibytes, and always the newest one', async () => {
    const cloneId = await newClone();
    const run = (sql: string) => service.database.client.$executeRawUnsafe(sql);
    const states = (from: number, to: number, graph: string) =>
      run(`DO $$ BEGIN FOR r IN ${from}..${to} LOOP
        UPDATE clone_strategy_drafts SET revision = r, cause = 'DISCARDED', graph = ${graph} WHERE clone_id = '${cloneId}';
      END LOOP; END $$`);
    const kept = async () => revisionsOf((await checkpointsOf(cloneId)).nodes);
    await states(1, 60, 'graph');
    expect(await kept()).toEqual(Array.from({ length: 50 }, (_, index) => 59 - index));
    // Each has 1,000,100 bytes or so: eight of them fit.
    const large = `json_build_object('dataStreams', '[]'::json, 'assets', '[]'::json, 'connections', '[]'::json,
      'tradingPrompts', json_build_array(json_build_object('id', 'p', 'prompt', repeat('x', 1000000))))::text`;
    await states(61, 70, large);
    const { nodes } = (await readClone(service, cloneId, 'strategyDraft { checkpoints { nodes { revision } } }'))
      .strategyDraft.checkpoints;
    expect(revisionsOf(nodes)).toEqual([69, 68, 67, 66, 65, 64, 63, 62]);
    // A draft from before the limit may be larger than all that is kept.
    await run('ALTER TABLE clone_strategy_drafts DROP CONSTRAINT clone_strategy_drafts_within_limit');
    await states(71, 71, large.replace('1000000', '9000000'));
    await states(72, 72, `'{"dataStreams":[],"assets":[],"tradingPrompts":[],"connections":[]}'`);
    const newest = await readClone(service, cloneId, 'strategyDraft { checkpoints { nodes { revision } } }');
    expect(revisionsOf(newest.strategyDraft.checkpoints.nodes)).toEqual([71]);
    await states(73, 73, 'graph');
    expect(await kept()).toEqual([72]);
  });

  it('that were pruned while they were read are told as such', async () => {
    const cloneId = await newClone();
    const facts = { cloneId, revision: 7, savedAt: new Date(), reason: 'EDITED' as const };
    const listed = { load: () => Promise.resolve([facts]) } as unknown as Loaders['checkpointsOfDraft'];
    const query = 'query($id: ID!) { clone(id: $id) { strategyDraft { checkpoints { nodes { revision layout } } } } }';
    const { errors } = await service.compare(alice, query, { id: cloneId }, (context) => ({
      ...context,
      loaders: { ...context.loaders, checkpointsOfDraft: listed },
    }));
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['SERVICE_UNAVAILABLE']);
  });
});

describe('reverting a draft', () => {
  it('gives back what a discard, a restore or a revert replaced, layout included, and can be undone itself', async () => {
    const cloneId = await newClone();
    await draw(service, cloneId, sampleGraph('Published.'), { layout: { x: 0 } });
    const { strategyVersion } = await call(service, 'publishStrategy', { cloneId, expectedRevision: 1 });
    const replacing = fc.constantFrom('discardStrategyDraft', 'restoreStrategyVersion', 'revertStrategyDraft');
    const edit = fc.record({
      prompt: fc.string({ maxLength: 20 }).filter((text) => !text.includes('\0')),
      x: fc.option(fc.integer()),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(edit, replacing, fc.nat()), { minLength: 1, maxLength: 6 }), async (steps) => {
        for (const [{ prompt, x }, name, pick] of steps) {
          await draw(service, cloneId, sampleGraph(`${prompt}.`), { layout: x === null ? null : { x } });
          const before = await draftOf(cloneId);
          const { nodes } = await checkpointsOf(cloneId);
          const input = {
            cloneId,
            expectedRevision: before.revision,
            ...(name === 'restoreStrategyVersion' ? { versionId: strategyVersion.id } : {}),
          };
          if (name === 'revertStrategyDraft') {
            if (nodes.length === 0) continue;
            Object.assign(input, { toRevision: nodes[pick % nodes.length]?.revision });
          }
          const replaced = (await call(service, name, input)).strategyDraft;
          if (replaced.revision === before.revision) continue; // it was the same already
          const undone = await call(service, 'revertStrategyDraft', {
            cloneId,
            toRevision: before.revision,
            expectedRevision: replaced.revision,
          });
          expect([undone.errors, undone.strategyDraft.graph, undone.strategyDraft.layout]).toEqual([
            [],
            before.graph,
            before.layout,
          ]);
          const redone = await call(service, 'revertStrategyDraft', {
            cloneId,
            toRevision: replaced.revision,
            expectedRevision: undone.strategyDraft.revision,
          });
          expect([redone.strategyDraft.graph, redone.strategyDraft.layout]).toEqual([replaced.graph, replaced.layout]);
        }
      }),
      { numRuns: runs(50) },
    );
  });

  it('needs a checkpoint of this draft and the current revision, and changes nothing otherwise', async () => {
    const [cloneId, other] = [await newClone(), await newClone()];
    for (const id of [cloneId, other]) {
      await draw(service, id, sampleGraph());
      await call(service, 'discardStrategyDraft', { cloneId: id, expectedRevision: 1 });
    }
    await draw(service, other, sampleGraph('Other.'));
    await call(service, 'discardStrategyDraft', { cloneId: other, expectedRevision: 3 });
    const before = await draftOf(cloneId);
    const revert = async (toRevision: number, expectedRevision: number) =>
      (await call(service, 'revertStrategyDraft', { cloneId, toRevision, expectedRevision })).errors;
    for (const unknown of [0, 2, 3, -1, 2 ** 31 - 1, -(2 ** 31)]) {
      expect(await revert(unknown, 2)).toMatchObject([{ code: 'NOT_FOUND', path: ['input', 'toRevision'] }]);
    }
    for (const stale of [0, 1, 3]) {
      expect(await revert(1, stale)).toMatchObject([
        { code: 'REVISION_CONFLICT', path: ['input', 'expectedRevision'] },
      ]);
    }
    expect(await draftOf(cloneId)).toEqual(before);
    expect(await revert(1, 2)).toEqual([]);
    expect((await draftOf(cloneId)).graph).toEqual(sampleGraph());
  });

  it('is not refused for the entitlement, which a draft may exceed', async () => {
    const cloneId = await newClone();
    const symbols = ['BTC-USD', 'ETH-USD', 'SOL-USD', 'BNB-USD', 'XRP-USD', 'DOGE-USD'];
    await service.database.client.$executeRaw`UPDATE clone_strategy_drafts SET revision = 1, graph = ${JSON.stringify({
      dataStreams: [],
      assets: [{ id: 'many', symbols }],
      tradingPrompts: [],
      connections: [],
    })} WHERE clone_id = ${cloneId}::uuid`;
    await call(service, 'discardStrategyDraft', { cloneId, expectedRevision: 1 });
    const reverted = await call(service, 'revertStrategyDraft', { cloneId, toRevision: 1, expectedRevision: 2 });
    expect([reverted.errors, reverted.strategyDraft.graph.assets]).toEqual([[], [{ blockId: 'many', symbols }]]);
  });
});
